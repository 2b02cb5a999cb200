import { failure } from '../../../engine/contract/index.ts';
import type { Column, ColumnTable, DataRevisions, FactorColumn } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { readCells } from './cellBlocks.ts';
import type { Reader } from './cellBlocks.ts';
import { ChunkCache } from './chunks.ts';
import { openReadOnly } from './database.ts';
import type { Db } from './database.ts';
import { leftRows } from './derived/leftRows.ts';
import { rowsState } from './derived/syncSteps.ts';
import { asImported } from './layout.ts';
import { keptLevels, maskOf } from './missingCodes.ts';
import { columnNamed, columnsOf, factorScale, isFresh, levelLabels, tableOf } from './rowsAndColumns.ts';
import type { ColumnRevision, KeptColumn, KeptTable } from './rowsAndColumns.ts';

/** Bytes of decoded chunks held while reading; rows of one chunk may stand in several places. */
const MEMORY = 8 * 2 ** 20;

/**
 * Reads columns of a table from a project's database, which somebody else may be writing: all of them as they were at one moment.
 *
 * names      columns, in the order wanted; null for all
 * revisions  the state of those columns that is meant (`FitPlan.revisions`, which may name more), on the rows that filters leave, in the
 *            order as imported; without it, the newest, on all rows, in the order shown
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
    return db.transaction(() => readColumnsOf(db, tableId, names, options.revisions ?? null))();
  } finally {
    db.close();
  }
}

/** As `readColumns`, from a database that is open; whoever opened it sees to it that nothing changes in between. */
export function readColumnsOf(
  db: Db,
  tableId: string,
  names: readonly string[] | null,
  wanted: DataRevisions | null = null,
): ColumnTable {
  const table = tableOf(db, tableId);
  const columns = names === null ? columnsOf(db, tableId) : names.map((name) => columnNamed(db, tableId, name));
  if (wanted && !areAt(db, wanted, table, columns)) throw failure('table.moved-on', { tableId }, projectFailures.movedOn());
  const reader = { db, chunks: new ChunkCache(MEMORY) };
  // A fit has the same numbers whatever the order of its rows: in one state, columns are always read in one order.
  const ordered = wanted ? { ...table, layout: asImported(table.layout) } : table;
  const read = { rows: table.rows, columns: columns.map((column) => readColumn(reader, ordered, column)) };
  return wanted ? leftRows(reader, ordered, read) : read;
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
  const kept = readCells(reader, table.layout, column, 0, table.rows);
  const { name } = column;
  if (kept instanceof Float64Array)
    return { kind: 'number', name, values: (maskOf(reader.db, column)?.(kept) ?? kept) as Float64Array };
  return { kind: 'factor', name, ...withoutMissing(kept, levelLabels(reader.db, column.id), column), scale: factorScale(column) };
}

/** Levels that count as missing are no levels for anybody who computes. */
function withoutMissing(
  codes: Int32Array,
  labels: readonly string[],
  { properties }: KeptColumn,
): Pick<FactorColumn, 'codes' | 'levels'> {
  const kept = keptLevels(labels, properties);
  if (kept.every(Boolean)) return { codes, levels: labels };
  let place = 0;
  const recode = kept.map((isKept) => (isKept ? place++ : -1));
  return { codes: codes.map((code) => (code < 0 ? -1 : recode[code])), levels: labels.filter((_, code) => kept[code]) };
}
