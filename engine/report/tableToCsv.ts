/**
 * A table as CSV at full precision: values, standard errors and p values each in a column of their own.
 */
import type { TableBlock } from '../contract/index.ts';
import { exactNumber } from './formatNumber.ts';
import { tableToRows } from './tableToRows.ts';

export interface CsvOptions {
  readonly decimalMark?: '.' | ',';
  /** `,` by default, `;` where the decimal mark is a comma. */
  readonly separator?: ',' | ';' | '\t';
}

/** Text by RFC 4180: CRLF after every line, quotes where a field needs them. Rows as `tableToRows` has them. */
export function tableToCsv(table: TableBlock, options: CsvOptions = {}): string {
  const { decimalMark = '.', separator = decimalMark === ',' ? ';' : ',' } = options;
  const text = (cell: string | number | null): string =>
    typeof cell === 'number' ? exactNumber(cell, decimalMark) : (cell ?? '');
  const lines = tableToRows(table).map((row) => row.map((cell) => quoted(text(cell), separator)));
  return lines.map((line) => line.join(separator) + '\r\n').join('');
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
