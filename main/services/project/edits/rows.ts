import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import { takeStep } from '../history.ts';
import type { StepPlace, StepWriter } from '../history.ts';
import { columnsOf, nextRevision, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';
import { planRespan, respanColumn } from './respan.ts';

/** Rows that a table can have: as many as an index of 32 bits reaches. */
export const MOST_ROWS = 2_000_000_000;

/** Inserts empty rows before row `at`. */
export async function insertRows(store: Store, tableId: string, at: number, count: number): Promise<void> {
  const table = tableOf(store.db, tableId);
  if (count === 0) return;
  if (at > table.rows) throw failure('table.no-row', { row: at, rows: table.rows }, projectFailures.noRow(at, table.rows));
  const respanned = await respan(store, table, at, 0, count);
  takeStep(store, projectSteps.insertRows(at, count), placeOf(respanned, at), (step) => setRows(store, step, respanned));
}

export async function deleteRows(store: Store, tableId: string, from: number, count: number): Promise<void> {
  const table = tableOf(store.db, tableId);
  const last = from + count - 1;
  if (count === 0) return;
  if (last >= table.rows) throw failure('table.no-row', { row: last, rows: table.rows }, projectFailures.noRow(last, table.rows));
  const respanned = await respan(store, table, from, count, 0);
  takeStep(store, projectSteps.deleteRows(from, count), placeOf(respanned, from), (step) => setRows(store, step, respanned));
}

/** A table with other rows, prepared but not yet shown. */
export interface RespannedTable {
  readonly table: KeptTable;
  readonly columns: readonly KeptColumn[];
}

/** Prepares the table without `removed` rows from `at` on and with `added` empty ones in their place. */
export async function respan(store: Store, table: KeptTable, at: number, removed: number, added: number): Promise<RespannedTable> {
  const rows = table.rows - removed + added;
  if (rows > MOST_ROWS) throw failure('table.too-many-rows', { rows }, projectFailures.tooManyRows(MOST_ROWS));
  const plan = planRespan(table.spans, at, removed, added);
  const columns: KeptColumn[] = [];
  for (const column of columnsOf(store.db, table.id)) columns.push({ ...column, chunks: await respanColumn(store, plan, column) });
  return { table: { ...table, spans: plan.spans, rows }, columns };
}

/** Shows a table that was prepared. */
export function setRows(store: Store, step: StepWriter, { table, columns }: RespannedTable): void {
  step.set('table', [table.id], { spans: JSON.stringify(table.spans), rows_revision: nextRevision(store.db) });
  for (const column of columns) {
    step.set('column', [column.id], { ...dataChanged(store.db, column), chunks: JSON.stringify(column.chunks) });
  }
}

function placeOf({ columns }: RespannedTable, row: number): StepPlace {
  return columns.length ? { tab: 'data', cell: { row, column: columns[0].id } } : { tab: 'data' };
}
