import { failure } from '../../../engine/contract/index.ts';
import type { Column, ColumnTable, DataRevisions } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { readCells } from './cellBlocks.ts';
import type { Reader } from './cellBlocks.ts';
import { ChunkCache } from './chunks.ts';
import { openReadOnly } from './database.ts';
import type { Db } from './database.ts';
import { leftRows } from './derived/leftRows.ts';
import { rowsState } from './derived/syncSteps.ts';
import { columnNamed, columnsOf, factorScale, isFresh, levelLabels, tableOf } from './rowsAndColumns.ts';
import type { ColumnRevision, KeptColumn, KeptTable } from './rowsAndColumns.ts';

/** Bytes of decoded chunks held while reading; rows of one chunk may stand in several places. */
const MEMORY = 8 * 2 ** 20;

/**
 * Reads columns of a table from a project's database, which somebody else may be writing: all of them as they were at one moment.
 *
 * names      columns, in the order wanted; null for all
 * revisions  the state of those columns that is meant (`FitPlan.revisions`, which may name more), on the rows that filters leave;
 *            without it, the newest, on all rows
 *
 * @throws Failure 'table.gone', 'table.no-column', 'table.moved-on' when the columns are in another state by now, 'project.damaged'
 */
export function readColumns(
  databaseFile: string,
  tableId: string,
  names: readonly string[] | null,
  options: { readonly revisions?: DataRevisions } = {},
): ColumnTable {
  const db = openReadOnly(databaseFile);
  try {
    return db.transaction(() => readThem(db, tableId, names, options.revisions ?? null))();
  } finally {
    db.close();
  }
}

function readThem(db: Db, tableId: string, names: readonly string[] | null, wanted: DataRevisions | null): ColumnTable {
  const table = tableOf(db, tableId);
  const columns = names === null ? columnsOf(db, tableId) : names.map((name) => columnNamed(db, tableId, name));
  if (wanted && !areAt(db, wanted, table, columns)) throw failure('table.moved-on', { tableId }, projectFailures.movedOn());
  const reader = { db, chunks: new ChunkCache(MEMORY) };
  const read = { rows: table.rows, columns: columns.map((column) => readColumn(reader, table, column)) };
  return wanted ? leftRows(reader, table, read) : read;
}

/** The states of columns and rows that a fit's key is made of. */
export function revisionsOf(table: Pick<KeptTable, 'rowsRevision'>, columns: readonly ColumnRevision[]): DataRevisions {
  return { columns: Object.fromEntries(columns.map((column) => [column.name, column.revision])), rows: table.rowsRevision };
}

function areAt(db: Db, wanted: DataRevisions, table: KeptTable, columns: readonly KeptColumn[]): boolean {
  const isAt = (column: KeptColumn): boolean => wanted.columns[column.name] === column.revision && isFresh(column);
  return rowsState(db, table) === wanted.rows && columns.every(isAt);
}

export function readColumn(reader: Reader, table: KeptTable, column: KeptColumn): Column {
  const values = readCells(reader, table.layout, column, 0, table.rows);
  const { name } = column;
  if (values instanceof Float64Array) return { kind: 'number', name, values };
  return { kind: 'factor', name, codes: values, levels: levelLabels(reader.db, column.id), scale: factorScale(column) };
}
