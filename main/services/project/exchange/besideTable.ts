import type { Column, ColumnTable, DataRevisions } from '../../../../engine/contract/index.ts';
import { ChunkCache } from '../chunks.ts';
import { openReadOnly } from '../database.ts';
import type { Db } from '../database.ts';
import { leftRows } from '../derived/leftRows.ts';
import { readColumnsOf, revisionsOf } from '../readColumns.ts';
import { columnsOf, levelLabels, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';

/** A table of the project as it was at one moment, for what is put together with it. */
export interface BesideTable {
  readonly table: KeptTable;
  /** Its own columns; those that steps make follow from them. */
  readonly columns: readonly KeptColumn[];
  /** All, in their order. */
  readonly all: readonly KeptColumn[];
  readonly revisions: DataRevisions;
  /** The cells of a column. */
  cells(name: string): Column;
  /** All columns, on all rows or on those that the table's filters leave. */
  whole(leftOnly: boolean): ColumnTable;
  /** The labels of a column's levels. */
  levels(name: string): readonly string[];
}

/**
 * Reads from a project's database, which somebody else may be writing, for as long as `work` takes; all of it is from one moment.
 *
 * @throws Failure 'table.gone'
 */
export async function withTable<T>(database: string, tableId: string, work: (table: BesideTable) => Promise<T>): Promise<T> {
  const db = openReadOnly(database);
  try {
    db.exec('BEGIN');
    return await work(besideTable(db, tableId));
  } finally {
    db.close();
  }
}

function besideTable(db: Db, tableId: string): BesideTable {
  const table = tableOf(db, tableId);
  const all = columnsOf(db, tableId);
  const columns = all.filter(({ stepId }) => stepId === null);
  const known = new Map<string, readonly string[]>();
  return {
    table,
    columns,
    all,
    revisions: revisionsOf(table, all),
    cells: (name) => readColumnsOf(db, tableId, [name]).columns[0],
    whole: (leftOnly) => {
      const read = readColumnsOf(db, tableId, null);
      return leftOnly ? leftRows({ db, chunks: new ChunkCache() }, table, read) : read;
    },
    levels: (name) => {
      const labels = known.get(name) ?? levelLabels(db, all.find((column) => column.name === name)!.id);
      known.set(name, labels);
      return labels;
    },
  };
}
