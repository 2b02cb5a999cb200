import type { CellValue, RowWindow } from '../../api.ts';
import { readCells } from './cellBlocks.ts';
import type { Layout } from './layout.ts';
import { filterColumn } from './derived/leftRows.ts';
import { columnsOf, isFresh, tableOf } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** Rows `from` to `from + count` of a table as the sheet shows them; fewer at its end. */
export function rowWindow(store: Store, tableId: string, from: number, count: number): RowWindow {
  const table = tableOf(store.db, tableId);
  const here = Math.max(0, Math.min(count, table.rows - from));
  const columns = columnsOf(store.db, tableId).map((column) => shownCells(store, table.layout, column, from, here));
  const window = { from, revision: table.revision, columns };
  const filter = filterColumn(store.db, tableId);
  return filter && here > 0 ? { ...window, leftOut: rowsLeftOut(store, table.layout, filter, from, here) } : window;
}

/** Places in the window of the rows that filters leave out; none while they are being worked out. */
function rowsLeftOut(store: Store, layout: Layout, filter: KeptColumn, from: number, count: number): number[] {
  const codes = readCells(store, layout, filter, from, count);
  return isFresh(filter) ? Array.from(codes.keys()).filter((i) => codes[i] === 0) : [];
}

function shownCells(store: Store, layout: Layout, column: KeptColumn, from: number, count: number): CellValue[] {
  const values = Array.from(readCells(store, layout, column, from, count));
  if (column.kind === 'number') return values.map((value) => (Number.isNaN(value) ? null : value));
  return values.map((code) => (code < 0 ? null : store.levels.label(store.db, column.id, column.levelCount, code)));
}
