/**
 * A table as HTML that pastes into a word processor as a table in the manner of a paper: rules above and below, no boxes.
 */
import type { TableBlock } from '../contract/index.ts';
import { cellText, layoutTable, type LayoutColumn, type LayoutRow, type TableLayout, type TableOptions } from './layoutTable.ts';

const RULE = '1px solid #000';
const CELL = 'padding:2px 8px;';

/** A complete fragment with its styles inside every element: word processors drop style sheets. Safe for any text in the table. */
export function tableToHtml(table: TableBlock, options: TableOptions = {}): string {
  const layout = layoutTable(table, options);
  return [
    `<table style="border-collapse:collapse;border-top:${RULE};border-bottom:${RULE}">`,
    layout.title && `<caption style="text-align:left;font-weight:bold;padding:4px 0">${escapeHtml(layout.title)}</caption>`,
    `<thead>${overRow(layout)}${headRow(layout.columns)}</thead>`,
    `<tbody>${layout.rows.map((row) => bodyRow(row, layout.columns.length)).join('')}</tbody>`,
    '</table>',
    ...layout.notes.map((note) => `<p style="font-size:smaller;margin:4px 0">${escapeHtml(note)}</p>`),
  ]
    .filter(Boolean)
    .join('');
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

function overRow(layout: TableLayout): string {
  const cells = layout.over.map(
    ({ text, span }) =>
      `<th colspan="${span}" style="${CELL}text-align:center;${text ? `border-bottom:${RULE}` : ''}">${escapeHtml(text)}</th>`,
  );
  return cells.length ? `<tr>${cells.join('')}</tr>` : '';
}

function headRow(columns: readonly LayoutColumn[]): string {
  const cells = columns.map(({ title, subtitle, align }) => {
    const second = subtitle ? `<br><span style="font-weight:normal;font-size:smaller">${escapeHtml(subtitle)}</span>` : '';
    return `<th style="${CELL}text-align:${align};vertical-align:bottom;border-bottom:${RULE}">${escapeHtml(title)}${second}</th>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

function bodyRow(row: LayoutRow, width: number): string {
  if (row.heading !== null) {
    return `<tr><td colspan="${width}" style="${CELL}padding-top:8px;font-style:italic">${escapeHtml(row.heading)}</td></tr>`;
  }
  const cells = row.cells.map(
    (cell) => `<td style="${CELL}text-align:${cell.align};white-space:nowrap">${escapeHtml(cellText(cell))}</td>`,
  );
  return `<tr>${cells.join('')}</tr>`;
}
