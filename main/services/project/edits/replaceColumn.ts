import type { VariableProperties } from '../../../api.ts';
import { breath, inSlices } from '../breath.ts';
import { columnPieces, masked } from '../cellBlocks.ts';
import { insertChunk } from '../chunks.ts';
import type { Kind, Values } from '../chunks.ts';
import { run, transaction } from '../database.ts';
import type { Db } from '../database.ts';
import type { StepWriter } from '../history.ts';
import { maskFor } from '../missingCodes.ts';
import { insertColumn, nextRevision, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { summarySteps } from '../summarise.ts';

export const LOGICAL_LEVELS: readonly string[] = ['FALSE', 'TRUE'];

const LEVELS_AT_ONCE = 5000;

/** What a column becomes: `convert` turns one chunk of old values into new ones. */
export interface Conversion {
  readonly kind: Kind;
  readonly scale: KeptColumn['scale'];
  readonly levels: readonly string[];
  readonly convert: (values: Values) => Values;
  /** What the codebook says of it then, where that changes. */
  readonly properties?: VariableProperties;
}

/**
 * Writes the converted column beside the old one, a chunk at a time, so that the window is never held up. It is in no table until
 * a step puts it there, and the old one waits unchanged for undo.
 */
export async function prepareColumn(store: Store, column: KeptColumn, conversion: Conversion): Promise<number> {
  const { db } = store;
  const { kind, scale, levels } = conversion;
  const chunks: number[] = [];
  for (const id of column.chunks) {
    chunks.push(insertChunk(db, conversion.convert(store.chunks.read(db, id, column.kind))));
    await breath();
  }
  const { properties = column.properties } = conversion;
  const shape = { ...column, position: null, kind, scale, chunks, properties, levelCount: levels.length };
  const { layout } = tableOf(db, column.tableId);
  const steps = summarySteps(
    masked(
      columnPieces(store, layout, shape),
      maskFor(shape, () => levels),
    ),
    kind === 'factor' ? levels.length : null,
  );
  const summarised = await inSlices(steps);
  const revision = nextRevision(db);
  const made = insertColumn(db, { ...shape, ...summarised, revision, summaryRevision: revision });
  for (let from = 0; from < levels.length; from += LEVELS_AT_ONCE) {
    transaction(db, () => writeLevels(db, made, levels.slice(from, from + LEVELS_AT_ONCE), from));
    await breath();
  }
  return made;
}

/** Puts a prepared column in the place of the old one. */
export function putInPlace(step: StepWriter, old: KeptColumn, prepared: number): void {
  step.set('column', [old.id], { position: null });
  step.set('column', [prepared], { position: old.position });
}

/** Writes labels as the levels from code `from` on. */
export function writeLevels(db: Db, columnId: number, labels: readonly string[], from: number): void {
  labels.forEach((label, i) =>
    run(db, 'INSERT INTO levels (column_id, code, label) VALUES (?, ?, ?)', columnId, from + i, label),
  );
}
