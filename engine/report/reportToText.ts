/**
 * A report as plain text for a terminal: tables in aligned columns, the way R prints a summary.
 */
import type { Block, NoticeBlock, Report, TableBlock } from '../contract/index.ts';
import { cellText, layoutTable, type LayoutRow, type TableLayout } from './layoutTable.ts';

/** Columns of the terminal that paragraphs are wrapped to. */
const WIDTH = 100;
/** Rows of a table printed; the rest is counted. */
const ROWS = 60;

export function reportToText(report: Report): string {
  return [report.title, ...report.blocks.map(blockToText)].filter(Boolean).join('\n\n') + '\n';
}

function blockToText(block: Block): string {
  switch (block.kind) {
    case 'table':
      return tableToText(block);
    case 'plot':
      return titled(block.title, wrapped([block.description, ...block.notes].join(' ')));
    case 'text':
      return titled(block.title, block.paragraphs.map(wrapped).join('\n'));
    case 'notice':
      return noticeToText(block);
    case 'syntax':
      return titled(block.title, block.code);
    case 'group':
      return titled(block.title, block.blocks.map(blockToText).join('\n\n'));
  }
}

export function tableToText(table: TableBlock): string {
  const layout = layoutTable(table, { minus: '-' });
  const rows = layout.rows.slice(0, ROWS);
  const widths = columnWidths(layout, rows);
  const head = layout.columns.map(({ title }) => title);
  const lines = [head.some(Boolean) ? aligned(head, layout, widths) : '', ...rows.map((row) => rowText(row, layout, widths))];
  const more = layout.rows.length - rows.length;
  return titled(
    layout.title,
    [...lines.filter(Boolean), ...(more > 0 ? [`… ${more} more`] : []), ...layout.notes.map(wrapped)].join('\n'),
  );
}

function rowText(row: LayoutRow, layout: TableLayout, widths: readonly number[]): string {
  return row.heading === null ? aligned(row.cells.map(cellText), layout, widths) : `-- ${row.heading}`;
}

function columnWidths(layout: TableLayout, rows: readonly LayoutRow[]): number[] {
  return layout.columns.map(({ title }, j) =>
    Math.max(title.length, ...rows.map((row) => (row.heading === null ? cellText(row.cells[j]).length : 0))),
  );
}

function aligned(texts: readonly string[], layout: TableLayout, widths: readonly number[]): string {
  const padded = texts.map((text, j) => (layout.columns[j].align === 'left' ? text.padEnd(widths[j]) : text.padStart(widths[j])));
  return ` ${padded.join('  ')}`.trimEnd();
}

function noticeToText({ notice }: NoticeBlock): string {
  return wrapped(`! ${notice.message}${notice.remedy ? ` ${notice.remedy}` : ''}`);
}

function titled(title: string, body: string): string {
  return title ? `${title}\n${body}` : body;
}

function wrapped(paragraph: string): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= WIDTH) lines.push(word);
    else lines[last] += lines[last] ? ` ${word}` : word;
  }
  return lines.join('\n');
}
