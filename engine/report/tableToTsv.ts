/**
 * A table as tab-separated text, as it is shown: what a spreadsheet gets beside the HTML on the clipboard.
 */
import type { TableBlock } from '../contract/index.ts';
import { cellText, layoutTable, type TableOptions } from './layoutTable.ts';

/** Header row, then one line per row (headings with their text alone), CRLF between lines; tabs and line breaks in texts become blanks. */
export function tableToTsv(table: TableBlock, options: TableOptions = {}): string {
  const layout = layoutTable(table, { minus: '-', ...options });
  const head = layout.columns.map(({ title }) => title);
  const rows = layout.rows.map((row) => (row.heading === null ? row.cells.map(cellText) : [row.heading]));
  return [head, ...rows].map((line) => line.map(oneLine).join('\t')).join('\r\n');
}

function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
