import type { CellValue, RowWindow } from '../../api.ts';
import { readCells } from './cellBlocks.ts';
import type { Layout } from './layout.ts';
import { filterColumn } from './derived/leftRows.ts';
import { maskOf } from './missingCodes.ts';
import { columnsOf, isFresh, tableOf } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** Rows `from` to `from + count` of a table as the sheet shows them; fewer at its end. Names that are none any more are left out. */
export function rowWindow(store: Store, tableId: string, from: number, count: number, names?: readonly string[]): RowWindow {
  const table = tableOf(store.db, tableId);
  const here = Math.max(0, Math.min(count, table.rows - from));
  const all = columnsOf(store.db, tableId);
  const wanted = names ? names.flatMap((name) => all.find((column) => column.name === name) ?? []) : all;
  const read = wanted.map((column) => shownCells(store, table.layout, column, from, here));
  const codes = Object.fromEntries(wanted.flatMap(({ name }, i) => (read[i].codes ? [[name, read[i].codes]] : [])));
  const filter = filterColumn(store.db, tableId);
  return {
    ...{ from, revision: table.revision, columns: read.map(({ cells }) => cells) },
    ...(Object.keys(codes).length > 0 ? { codes } : {}),
    ...(filter && here > 0 ? { leftOut: rowsLeftOut(store, table.layout, filter, from, here) } : {}),
  };
}

/** Places in the window of the rows that filters leave out; none while they are being worked out. */
function rowsLeftOut(store: Store, layout: Layout, filter: KeptColumn, from: number, count: number): number[] {
  const codes = readCells(store, layout, filter, from, count);
  return isFresh(filter) ? Array.from(codes.keys()).filter((i) => codes[i] === 0) : [];
}

interface ShownCells {
  readonly cells: CellValue[];
  /** Those that count as missing, as they are kept. */
  readonly codes: Record<number, CellValue> | null;
}

function shownCells(store: Store, layout: Layout, column: KeptColumn, from: number, count: number): ShownCells {
  const values = readCells(store, layout, column, from, count);
  const shown = maskOf(store.db, column)?.(values) ?? values;
  const cells = Array.from(shown, (value) => cellOf(store, column, value));
  if (shown === values) return { cells, codes: null };
  const codes: Record<number, CellValue> = {};
  values.forEach((value, i) => {
    if (cells[i] === null && value === value && value !== MISSING[column.kind]) codes[i] = cellOf(store, column, value);
  });
  return { cells, codes };
}

/** How a kind of column keeps a missing cell, beside NaN. */
const MISSING = { number: NaN, factor: -1 };

function cellOf(store: Store, column: KeptColumn, value: number): CellValue {
  if (column.kind === 'number') return Number.isNaN(value) ? null : value;
  return value < 0 ? null : store.levels.label(store.db, column.id, column.levelCount, value);
}
