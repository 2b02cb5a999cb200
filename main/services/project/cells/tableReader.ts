import { readCells } from '../cellBlocks.ts';
import type { Reader } from '../cellBlocks.ts';
import { ChunkCache } from '../chunks.ts';
import type { Values } from '../chunks.ts';
import { one, openReadOnly } from '../database.ts';
import { maskOf } from '../missingCodes.ts';
import { columnsOf, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';

/** Bytes of decoded chunks held; a column is read once and then gone through. */
const MEMORY = 16 * 2 ** 20;

/** A table in the order shown, as it was at one moment, for those who go through its cells beside main. */
export interface TableReader extends Reader {
  readonly table: KeptTable;
  readonly columns: readonly KeptColumn[];
  readonly decimal: '.' | ',';
  /** Values as they are kept. */
  kept(column: KeptColumn): Values;
  /** Values with missing codes as missing. */
  shown(column: KeptColumn): Values;
}

/** Lends a reader of a table of the database file to `work`. */
export function readingTable<T>(databaseFile: string, tableId: string, work: (reader: TableReader) => T): T {
  const db = openReadOnly(databaseFile);
  try {
    return db.transaction(() => work(readerOf({ db, chunks: new ChunkCache(MEMORY) }, tableId)))();
  } finally {
    db.close();
  }
}

export function readerOf(reader: Reader, tableId: string): TableReader {
  const { db } = reader;
  const table = tableOf(db, tableId);
  const kept = (column: KeptColumn): Values => readCells(reader, table.layout, column, 0, table.rows);
  return {
    ...reader,
    table,
    columns: columnsOf(db, tableId),
    decimal: one<{ decimal: '.' | ',' }>(db, 'SELECT decimal FROM project')!.decimal,
    kept,
    shown: (column) => maskOf(db, column)?.(kept(column)) ?? kept(column),
  };
}
