import { failure } from '../../../../engine/contract/index.ts';
import type { ColumnTable } from '../../../../engine/contract/index.ts';
import { tableAt } from '../../../../engine/frame/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { readCells } from '../cellBlocks.ts';
import type { Reader } from '../cellBlocks.ts';
import type { Db } from '../database.ts';
import { columnById, isFresh } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import { hasSteps, lastFilter, stepsOf } from './keptSteps.ts';

/** The column of a table that says which rows its filters leave; null where none is switched on. */
export function filterColumn(db: Db, tableId: string): KeptColumn | null {
  const filter = hasSteps(db) ? lastFilter(stepsOf(db, tableId)) : null;
  return filter && columnById(db, filter.columnId);
}

/**
 * The rows of a table that its filters leave, with their places in it.
 *
 * @throws Failure 'table.moved-on' where the filters are still being worked out
 */
export function leftRows(reader: Reader, table: KeptTable, read: ColumnTable): ColumnTable {
  const column = filterColumn(reader.db, table.id);
  if (!column) return read;
  if (!isFresh(column)) throw failure('table.moved-on', { tableId: table.id }, projectFailures.movedOn());
  const codes = readCells(reader, table.layout, column, 0, table.rows);
  const places = new Int32Array(codes.length);
  let count = 0;
  codes.forEach((code, i) => code === 1 && (places[count++] = i));
  const rows = places.slice(0, count);
  return { ...tableAt(read, rows), rowNumbers: rows, leftOut: table.rows - count };
}
