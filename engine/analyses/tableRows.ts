import type { Column, ColumnTable } from '../contract/index.ts';

/** Some rows of a table, in the order given. */
export function tableRows(table: ColumnTable, rows: readonly number[]): ColumnTable {
  return { rows: rows.length, columns: table.columns.map((column) => columnRows(column, rows)) };
}

function columnRows(column: Column, rows: readonly number[]): Column {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
    : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
}
