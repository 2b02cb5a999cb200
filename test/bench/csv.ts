import { writeFileSync } from 'node:fs';
import type { Column, ColumnTable } from '../../engine/contract/index.ts';

/** Writes a table without missing values as a person would have it; levels get a letter, so that they are read as names. */
export function writeCsv(path: string, { rows, columns }: ColumnTable): void {
  const lines = Array.from({ length: rows }, (_, row) => columns.map((column) => cell(column, row)).join(','));
  writeFileSync(path, [columns.map(({ name }) => name).join(','), ...lines].join('\n'));
}

function cell(column: Column, row: number): string {
  return column.kind === 'number' ? String(column.values[row]) : `l${column.levels[column.codes[row]]}`;
}
