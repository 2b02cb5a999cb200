import { stableHash } from '../../../../engine/contract/index.ts';
import type { Column, ColumnTable, TablePreview, TableWork } from '../../../../engine/contract/index.ts';
import { columnsRead, groupingsMade, makeTable } from '../../../../engine/frame/index.ts';
import type { Reader } from '../cellBlocks.ts';
import { ChunkCache } from '../chunks.ts';
import { openReadOnly } from '../database.ts';
import type { Db } from '../database.ts';
import { readColumn } from '../readColumns.ts';
import { columnNamed, columnsOf, tableOf } from '../rowsAndColumns.ts';
import { writeStaging } from '../writeStaging.ts';
import type { Hooks } from '../writeStaging.ts';
import { leftRows } from './leftRows.ts';
import type { MadeTable } from './madeTable.ts';
import { rowsState } from './syncSteps.ts';

const MEMORY = 8 * 2 ** 20;
/** Rows and columns of a preview. */
const SHOWN_ROWS = 8;

/** The state of the other table that a table made of it follows from: equal keys, the same table. */
export function sourceKey(db: Db, tableId: string, work: TableWork): string {
  const read = columnsRead(work);
  const columns = columnsOf(db, tableId).filter(({ name }) => read === null || read.includes(name));
  return stableHash([rowsState(db, tableOf(db, tableId)), columns.map(({ name, revision }) => [name, revision])]);
}

/** Makes a table out of the rows that another's filters leave, into a staging file. Runs in the worker. Answers what it was made from. */
export function makeTableFile(
  database: string,
  tableId: string,
  work: TableWork,
  staging: string,
  name: string,
  hooks: Hooks = {},
): MadeTable {
  const { made, key, source } = reading(database, (reader) => {
    const { table, name: of } = sourceOf(reader, tableId, work);
    hooks.checkCancelled?.();
    return { made: makeTable(work, table), key: sourceKey(reader.db, tableId, work), source: of };
  });
  hooks.checkCancelled?.();
  writeStaging(staging, made, { name, source }, hooks);
  return { tableId, work, key };
}

/** The first rows of the table that would be made. */
export function previewTable(database: string, tableId: string, work: TableWork): TablePreview {
  const made = reading(database, (reader) => makeTable(work, sourceOf(reader, tableId, work).table));
  const rows = Array.from({ length: Math.min(SHOWN_ROWS, made.rows) }, (_, i) => made.columns.map((column) => cellOf(column, i)));
  const groupings = groupingsMade(work).map((column) => ({
    column,
    groups: distinct(made.columns.find(({ name }) => name === column)!),
  }));
  return { kind: 'table', columns: made.columns.map(({ name }) => name), rows, total: made.rows, groupings };
}

function reading<T>(database: string, work: (reader: Reader) => T): T {
  const db = openReadOnly(database);
  try {
    return db.transaction(() => work({ db, chunks: new ChunkCache(MEMORY) }))();
  } finally {
    db.close();
  }
}

function sourceOf(reader: Reader, tableId: string, work: TableWork): { table: ColumnTable; name: string } {
  const table = tableOf(reader.db, tableId);
  const names = columnsRead(work);
  const columns = names === null ? columnsOf(reader.db, tableId) : names.map((name) => columnNamed(reader.db, tableId, name));
  const read = { rows: table.rows, columns: columns.map((column) => readColumn(reader, table, column)) };
  return { table: leftRows(reader, table, read), name: table.name };
}

function cellOf(column: Column, i: number): number | string | null {
  if (column.kind === 'number') return Number.isNaN(column.values[i]) ? null : column.values[i];
  return column.codes[i] < 0 ? null : column.levels[column.codes[i]];
}

function distinct(column: Column): number {
  const seen = new Set<number>(column.kind === 'number' ? column.values : column.codes);
  seen.delete(column.kind === 'number' ? NaN : -1);
  return seen.size;
}
