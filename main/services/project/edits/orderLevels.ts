import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import { takeStep } from '../history.ts';
import { keptLevels } from '../missingCodes.ts';
import { columnNamed, levelLabels } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { prepareColumn, putInPlace } from './replaceColumn.ts';

/** Puts the levels of a factor in another order; the cells keep their labels. */
export async function orderLevels(store: Store, tableId: string, name: string, shown: readonly string[]): Promise<void> {
  const column = columnNamed(store.db, tableId, name);
  if (column.kind === 'number') throw failure('table.not-a-factor', { column: name }, projectFailures.notAFactor(name));
  if (column.scale === 'logical') throw failure('table.logical-order', { column: name }, projectFailures.logicalOrder(name));
  const now = levelLabels(store.db, column.id);
  const kept = keptLevels(now, column.properties);
  // Levels that count as missing are nobody's to order; they stand last.
  const levels = [...shown, ...now.filter((_, code) => !kept[code])];
  const place = new Map(levels.map((label, code) => [label, code]));
  const complete = levels.length === now.length && place.size === now.length && now.every((label) => place.has(label));
  if (!complete) throw failure('table.not-the-levels', { column: name }, projectFailures.notTheLevels(name));
  const codes = Int32Array.from(now, (label) => place.get(label)!);
  const convert = (values: Float64Array | Int32Array): Int32Array =>
    Int32Array.from(values, (code) => (code < 0 ? -1 : codes[code]));
  const made = await prepareColumn(store, column, { kind: 'factor', scale: column.scale, levels, convert });
  const where = { tab: 'data', cell: { row: 0, column: column.id } } as const;
  takeStep(store, projectSteps.orderLevels(name), where, (step) => putInPlace(step, column, made));
}
