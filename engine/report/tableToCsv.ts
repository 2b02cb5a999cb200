/**
 * A table as CSV at full precision: values, standard errors and p values each in a column of their own.
 */
import type { TableBlock } from '../contract/index.ts';
import { exactNumber } from './formatNumber.ts';
import { layoutTable, type LayoutCell, type LayoutColumn, type TableLayout } from './layoutTable.ts';

export interface CsvOptions {
  readonly decimalMark?: '.' | ',';
  /** `,` by default, `;` where the decimal mark is a comma. */
  readonly separator?: ',' | ';' | '\t';
}

type Part = 'value' | 'asideValue' | 'p';

/** Text by RFC 4180: CRLF after every line, quotes where a field needs them. A heading becomes the text of a first column `section`. */
export function tableToCsv(table: TableBlock, options: CsvOptions = {}): string {
  const { decimalMark = '.', separator = decimalMark === ',' ? ';' : ',' } = options;
  const layout = layoutTable(table);
  const fields = layout.columns.flatMap((column, index) => partsOf(layout, index).map((part) => ({ column, index, part })));
  const sections = layout.rows.some((row) => row.heading !== null);
  let section = '';
  const lines = [[...(sections ? ['section'] : []), ...fields.map(({ column, part }) => fieldName(column, part))]];
  for (const row of layout.rows) {
    if (row.heading !== null) section = row.heading;
    else
      lines.push([
        ...(sections ? [section] : []),
        ...fields.map(({ index, part }) => fieldText(row.cells[index], part, decimalMark)),
      ]);
  }
  return lines.map((line) => line.map((text) => quoted(text, separator)).join(separator) + '\r\n').join('');
}

/** The parts of a column's cells that any row has. */
function partsOf(layout: TableLayout, index: number): Part[] {
  const has = (part: Part) => layout.rows.some((row) => row.heading === null && row.cells[index][part] !== null);
  return ['value', ...(['asideValue', 'p'] as const).filter(has)] as Part[];
}

function fieldName(column: LayoutColumn, part: Part): string {
  const name = column.title || column.id;
  return part === 'value' ? name : `${name} ${part === 'p' ? 'p' : 'SE'}`;
}

function fieldText(cell: LayoutCell, part: Part, decimalMark: '.' | ','): string {
  const value = cell[part];
  return typeof value === 'number' ? exactNumber(value, decimalMark) : (value ?? '');
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
