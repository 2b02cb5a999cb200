import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import { breath } from '../breath.ts';
import { emptyValues, insertChunk } from '../chunks.ts';
import { takeStep } from '../history.ts';
import type { StepPlace, StepWriter } from '../history.ts';
import { rowsOf, withoutRows, withRows } from '../layout.ts';
import type { Layout } from '../layout.ts';
import { keepOrder } from '../rowOrder.ts';
import { nextRevision, ownColumns, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';

/** Rows that a table can have: as many as an index of 32 bits reaches. */
const MOST_ROWS = 2_000_000_000;

/** Inserts empty rows before row `at`. */
export async function insertRows(store: Store, tableId: string, at: number, count: number): Promise<void> {
  const table = tableOf(store.db, tableId);
  if (count === 0) return;
  if (at > table.rows) throw failure('table.no-row', { row: at, rows: table.rows }, projectFailures.noRow(at, table.rows));
  const grown = await withEmptyRows(store, table, at, count);
  takeStep(store, projectSteps.insertRows(at, count), placeOf(grown, at), (step) => showRows(store, step, grown));
}

/** A run of rows. */
export interface RowRun {
  readonly from: number;
  readonly count: number;
}

/** Takes runs of rows out of the table. */
export async function deleteRows(store: Store, tableId: string, runs: readonly RowRun[]): Promise<void> {
  const table = tableOf(store.db, tableId);
  const gone = apart(runs);
  if (gone.length === 0) return;
  const { from: first } = gone[0];
  const { from, count } = gone.at(-1)!;
  const last = from + count - 1;
  if (last >= table.rows) throw failure('table.no-row', { row: last, rows: table.rows }, projectFailures.noRow(last, table.rows));
  const layout = gone.reduceRight((left, run) => withoutRows(left, run.from, run.count), table.layout);
  const left = withLayout(table, keepOrder(store.db, layout), ownColumns(store.db, tableId));
  const rows = gone.reduce((sum, run) => sum + run.count, 0);
  const name = gone.length === 1 ? projectSteps.deleteRows(first, rows) : projectSteps.deleteRowRuns(rows);
  takeStep(store, name, placeOf(left, first), (step) => showRows(store, step, left));
}

/** The same rows in runs from top to bottom that do not touch. */
function apart(runs: readonly RowRun[]): RowRun[] {
  const out: RowRun[] = [];
  for (const { from, count } of runs.filter((run) => run.count > 0).sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.from + last.count)
      out[out.length - 1] = { ...last, count: Math.max(last.count, from + count - last.from) };
    else out.push({ from, count });
  }
  return out;
}

/** A table with other rows, prepared but not yet shown. */
export interface PreparedTable {
  readonly table: KeptTable;
  readonly columns: readonly KeptColumn[];
}

/** Prepares the table with `count` empty rows before row `at`; writes the new chunks that this takes. */
export async function withEmptyRows(store: Store, table: KeptTable, at: number, count: number): Promise<PreparedTable> {
  const rows = table.rows + count;
  if (rows > MOST_ROWS) throw failure('table.too-many-rows', { rows }, projectFailures.tooManyRows(MOST_ROWS));
  const layout = keepOrder(store.db, withRows(table.layout, at, count));
  const columns: KeptColumn[] = [];
  for (const column of ownColumns(store.db, table.id)) {
    columns.push({ ...column, chunks: await withEmptyChunks(store, layout, column) });
  }
  return withLayout(table, layout, columns);
}

/** The column's chunks with empty ones for those that the layout has more. */
async function withEmptyChunks(store: Store, layout: Layout, column: KeptColumn): Promise<number[]> {
  const chunks = [...column.chunks];
  for (const [capacity] of layout.chunks.slice(chunks.length)) {
    chunks.push(insertChunk(store.db, emptyValues(column.kind, capacity)));
    await breath();
  }
  return chunks;
}

/** Shows a table that was prepared. */
export function showRows(store: Store, step: StepWriter, { table, columns }: PreparedTable): void {
  step.set('table', [table.id], { layout: JSON.stringify(table.layout), rows_revision: nextRevision(store.db) });
  for (const column of columns) {
    step.set('column', [column.id], { ...dataChanged(store.db, column), chunks: JSON.stringify(column.chunks) });
  }
}

function withLayout(table: KeptTable, layout: Layout, columns: readonly KeptColumn[]): PreparedTable {
  return { table: { ...table, layout, rows: rowsOf(layout) }, columns };
}

function placeOf({ columns }: PreparedTable, row: number): StepPlace {
  return columns.length ? { tab: 'data', cell: { row, column: columns[0].id } } : { tab: 'data' };
}
