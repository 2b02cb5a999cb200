import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import { patchedRows } from '../cellBlocks.ts';
import type { Replacement } from '../cells/replacements.ts';
import { one } from '../database.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { columnNamed, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';
import { parseCells } from './parseCells.ts';

interface Prepared {
  readonly column: KeptColumn;
  readonly chunks: readonly number[];
  readonly newLabels: readonly string[];
}

/** Writes what a search has found its cells to become, as one step; answers how many cells. */
export async function replaceCells(
  store: Store,
  tableId: string,
  text: string,
  changes: readonly Replacement[],
): Promise<number> {
  const cells = changes.reduce((sum, { rows }) => sum + rows.length, 0);
  if (cells === 0) return 0;
  const prepared: Prepared[] = [];
  for (const change of changes) prepared.push(await prepare(store, tableId, change));
  const place = { tab: 'data', cell: { row: changes[0].rows[0], column: prepared[0].column.id } } as const;
  takeStep(store, projectSteps.replaceCells(text, cells), place, (step) => prepared.forEach((each) => show(store, step, each)));
  return cells;
}

async function prepare(
  store: Store,
  tableId: string,
  { column: name, rows, numbers, texts, codes }: Replacement,
): Promise<Prepared> {
  const { layout } = tableOf(store.db, tableId);
  const { decimal } = one<{ decimal: '.' | ',' }>(store.db, 'SELECT decimal FROM project')!;
  const column = columnNamed(store.db, tableId, name);
  const { values, newLabels } = numbers ? { values: numbers, newLabels: [] } : parseCells(store.db, column, texts, decimal);
  const valueAt = (i: number): number => (codes ? values[codes[i]] : values[i]);
  return { column, newLabels, chunks: await patchedRows(store, layout, column, rows.length, (i) => rows[i], valueAt) };
}

function show(store: Store, step: StepWriter, { column, chunks, newLabels }: Prepared): void {
  newLabels.forEach((label, i) => {
    const code = column.levelCount + i;
    step.insert('level', [column.id, code], { column_id: column.id, code, label });
  });
  const fields = { chunks: JSON.stringify(chunks), level_count: column.levelCount + newLabels.length };
  step.set('column', [column.id], { ...dataChanged(store.db, column), ...fields });
}
