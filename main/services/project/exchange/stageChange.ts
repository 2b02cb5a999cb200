import type { Column, DataRevisions } from '../../../../engine/contract/index.ts';
import { emptyValues, insertChunk } from '../chunks.ts';
import type { Values } from '../chunks.ts';
import { openDatabase, run, transaction } from '../database.ts';
import type { Db } from '../database.ts';
import { pieces, rowsOf } from '../layout.ts';
import type { Layout } from '../layout.ts';
import { insertProjectRow } from '../newProject.ts';
import { insertColumn } from '../rowsAndColumns.ts';
import { migrate } from '../schema/index.ts';
import { summarise } from '../summarise.ts';
import { STAGED } from '../writeStaging.ts';
import type { Hooks } from '../writeStaging.ts';

/** A change of a whole table, worked out beside it: what each of its columns will be, in their order. */
export interface TableChange {
  /** As the history names it. */
  readonly step: string;
  /** The state of the table that it was worked out from. */
  readonly base: DataRevisions;
  /** Its rows afterwards; null: they stay as they are. */
  readonly layout: Layout | null;
  /** The file that its data come from afterwards; null: as before. */
  readonly source: string | null;
  readonly columns: readonly ChangedColumn[];
}

export interface ChangedColumn {
  readonly name: string;
  /** The column of the table that it takes the place of; null for one that is new. */
  readonly was: string | null;
  /** `same` stays as it is; of `tail` only the rows in new chunks are staged, of `whole` all. */
  readonly part: 'same' | 'tail' | 'whole';
}

/** What will be staged: with the cells of what changes. */
export interface PlannedChange extends Omit<TableChange, 'columns' | 'base'> {
  readonly columns: readonly PlannedColumn[];
}

export interface PlannedColumn extends ChangedColumn {
  readonly label: string;
  /** All rows, or those of the tail. */
  readonly cells?: () => Column;
}

/**
 * Writes the columns that change into a staging file, in chunks as the table's rows lie in them.
 *
 * @param before the table's layout as it is
 */
export function stageChange(
  file: string,
  planned: PlannedChange,
  base: DataRevisions,
  before: Layout,
  hooks: Hooks,
): TableChange {
  const db = openDatabase(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = OFF');
    migrate(db);
    transaction(db, () => stageColumns(db, planned, before, hooks));
  } finally {
    db.close();
  }
  const columns = planned.columns.map(({ name, was, part }) => ({ name, was, part }));
  return { step: planned.step, base, layout: planned.layout, source: planned.source, columns };
}

function stageColumns(db: Db, { columns, layout }: PlannedChange, before: Layout, hooks: Hooks): void {
  insertProjectRow(db, { id: STAGED, at: '', decimal: '.' });
  const staged = columns.filter(({ part }) => part !== 'same');
  staged.forEach((column, position) => {
    hooks.checkCancelled?.();
    stageColumn(db, column, position, layout ?? before, before);
    hooks.onProgress?.({ stage: 'keep', done: position + 1, total: staged.length });
  });
}

function stageColumn(db: Db, { name, label, part, cells }: PlannedColumn, position: number, after: Layout, before: Layout): void {
  const column = cells!();
  const isTail = part === 'tail';
  const values = column.kind === 'number' ? column.values : column.codes;
  const placed = chunksOf(after, values, isTail ? rowsOf(before) : 0, isTail ? before.chunks.length : 0);
  const levels = column.kind === 'factor' ? column.levels : [];
  const scale = column.kind === 'factor' ? column.scale : 'continuous';
  const chunks = placed.map((chunk) => insertChunk(db, chunk));
  const shape = { tableId: STAGED, position, name, label, kind: column.kind, scale, chunks, levelCount: levels.length } as const;
  const id = insertColumn(db, { ...shape, ...summarise(column), revision: 1, summaryRevision: 1 });
  levels.forEach((text, code) => run(db, 'INSERT INTO levels (column_id, code, label) VALUES (?, ?, ?)', id, code, text));
}

/**
 * Values of the rows from `firstRow` on as the chunks from `firstChunk` on hold them; room that no row of the table takes is empty.
 */
export function chunksOf(layout: Layout, values: Values, firstRow: number, firstChunk: number): Values[] {
  const kind = values instanceof Float64Array ? 'number' : 'factor';
  const chunks = layout.chunks.slice(firstChunk).map(([capacity]) => emptyValues(kind, capacity));
  for (const { chunk, offset, count, at } of pieces(layout, firstRow, values.length)) {
    chunks[chunk - firstChunk].set(values.subarray(at, at + count), offset);
  }
  return chunks;
}
