import type { CellValue } from '../../main/api.ts';

/** Blocks of cells as other programs put them on the clipboard and read them from it. */

export type Block = readonly (readonly string[])[];

/**
 * Rows and cells of tab-separated text as spreadsheets write it: cells that hold tabs, line ends or quotes stand in quotes, quotes
 * inside are doubled. A line end at the very end is not a row of its own.
 */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    rows.at(-1)!.push(cell);
    if (end >= text.length) break;
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (text[end] === '\t') continue;
    if (at >= text.length) break;
    rows.push([]);
  }
  return rows;
}

function plainCell(text: string, start: number) {
  const plain = /[^\t\r\n]*/y;
  plain.lastIndex = start;
  return { cell: plain.exec(text)![0], end: plain.lastIndex };
}

/** A quote that is never closed, or goes on after closing, is an ordinary character. */
function quotedCell(text: string, start: number) {
  const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
  quoted.lastIndex = start;
  const match = quoted.exec(text);
  return match ? { cell: match[1].replaceAll('""', '"'), end: quoted.lastIndex } : plainCell(text, start);
}

export const blockToTsv = (block: Block): string => block.map((row) => row.map(tsvCell).join('\t')).join('\r\n');

export const blockToHtml = (block: Block): string =>
  `<table>${block.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`;

/** A cell as it leaves the sheet: every digit, missing as nothing. */
export const exportedCell = (value: CellValue): string => (value === null ? '' : String(value));

/** A block stretched over a selection: one cell fills it all, otherwise whole multiples repeat; else the block itself. */
export function filled(block: Block, height: number, width: number): Block {
  const rows = block.length;
  const columns = Math.max(0, ...block.map((row) => row.length));
  if (rows === 0 || columns === 0 || height % rows !== 0 || width % columns !== 0) return rectangular(block, columns);
  return Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => block[i % rows][j % columns] ?? ''));
}

const rectangular = (block: Block, columns: number): Block =>
  block.map((row) => (row.length === columns ? row : Array.from({ length: columns }, (_, j) => row[j] ?? '')));

const tsvCell = (cell: string): string => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]);
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
