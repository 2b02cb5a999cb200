import { app } from '../app.ts';
import { failureFrom, showFailure } from '../state/failures.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { blockToHtml, blockToTsv, exportedCell, filled, parseBlock, type Block } from './clipboardText.ts';
import { heightOf, widthOf, type Range } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

const MOST_CELLS = 2_000_000;
const ROWS_AT_ONCE = 10_000;

/** Puts text into cells from a corner on, as one step; shown at once, corrected by main's own reading. */
export async function writeBlock(sheet: SheetState, row: number, column: number, cells: Block): Promise<void> {
  const width = Math.max(...cells.map((line) => line.length));
  const room = sheet.columns.length - column;
  if (width > room) {
    toasts.show(en.sheet.pasteTooWide(width, room), { tone: 'problem', remedy: en.sheet.pasteTooWideRemedy });
    return;
  }
  const takeBack = showAhead(sheet, row, column, cells);
  const columns = sheet.columns.slice(column, column + width).map(({ name }) => name);
  const done = await project.edit({ kind: 'cells', row, columns, cells });
  if (!done) takeBack();
}

/** A typed cell; nothing happens where it says what was there. */
export async function writeCell(sheet: SheetState, row: number, column: number, text: string): Promise<void> {
  const before = sheet.value(row, column);
  if (text === exportedCell(before ?? null)) return;
  await writeBlock(sheet, row, column, [[text]]);
}

export async function clearCells(sheet: SheetState): Promise<void> {
  const range = dataRange(sheet);
  if (!range) return;
  const line = Array.from({ length: widthOf(range) }, () => '');
  await writeBlock(
    sheet,
    range.top,
    range.left,
    Array.from({ length: heightOf(range) }, () => line),
  );
}

/** Pastes a block at the selection's corner; one cell, or a divisor of the selection, fills all of it. */
export async function pasteText(sheet: SheetState, text: string): Promise<void> {
  if (text === '') return;
  const { top, left } = sheet.range;
  const selected = dataRange(sheet);
  const block = filled(parseBlock(text), selected ? heightOf(selected) : 1, selected ? widthOf(selected) : 1);
  await writeBlock(sheet, top, left, block);
  const width = Math.max(...block.map((line) => line.length));
  sheet.select({ anchor: { row: top, column: left }, head: { row: top + block.length - 1, column: left + width - 1 } });
}

/** The paste command of a menu, which has no paste event to read from. */
export async function pasteFromClipboard(sheet: SheetState): Promise<void> {
  try {
    await pasteText(sheet, await navigator.clipboard.readText());
  } catch {
    toasts.show(en.sheet.pasteDenied, { tone: 'problem', remedy: en.sheet.pasteDeniedRemedy });
  }
}

/** Answers a copy event with what is at hand; a block that is not all here yet goes to the clipboard when it is. */
export function copyInto(sheet: SheetState, event: ClipboardEvent): void {
  event.preventDefault();
  const range = dataRange(sheet);
  if (!range) return;
  if (event.clipboardData && sheet.cache.holds(range.top, range.bottom)) {
    const block = cachedBlock(sheet, range);
    event.clipboardData.setData('text/plain', blockToTsv(block));
    event.clipboardData.setData('text/html', blockToHtml(block));
  } else {
    void copyRange(sheet, range);
  }
}

export async function copySelection(sheet: SheetState): Promise<void> {
  const range = dataRange(sheet);
  if (range) await copyRange(sheet, range);
}

async function copyRange(sheet: SheetState, range: Range): Promise<void> {
  const cells = heightOf(range) * widthOf(range);
  if (cells > MOST_CELLS) {
    toasts.show(en.sheet.copyTooLarge(cells), { tone: 'problem', remedy: en.sheet.copyTooLargeRemedy });
    return;
  }
  const block = fetchBlock(sheet, range);
  const blob = (type: string, write: (block: Block) => string) => block.then((cells) => new Blob([write(cells)], { type }));
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': blob('text/plain', blockToTsv), 'text/html': blob('text/html', blockToHtml) }),
    ]);
    toasts.show(en.sheet.copied(cells));
  } catch (thrown) {
    showFailure(failureFrom(thrown));
  }
}

/** Every cell of a range as text, from main, in pieces. */
export async function fetchBlock(sheet: SheetState, range: Range): Promise<Block> {
  const block: string[][] = [];
  for (let from = range.top; from <= range.bottom; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, range.bottom - from + 1);
    const window = await app().call('table.rows', { tableId: sheet.tableId, from, count });
    const columns = window.columns.slice(range.left, range.right + 1);
    for (let row = 0; row < (columns[0]?.length ?? 0); row++) block.push(columns.map((column) => exportedCell(column[row])));
  }
  return block;
}

/** The selection without the empty row below the data; null where nothing is left of it. */
export function dataRange(sheet: SheetState): Range | null {
  const bottom = Math.min(sheet.range.bottom, sheet.table.rows - 1);
  return bottom < sheet.range.top || sheet.columns.length === 0 ? null : { ...sheet.range, bottom };
}

function cachedBlock(sheet: SheetState, range: Range): Block {
  return Array.from({ length: heightOf(range) }, (_, i) =>
    Array.from({ length: widthOf(range) }, (_, j) => exportedCell(sheet.value(range.top + i, range.left + j) ?? null)),
  );
}

/** Shows what was typed before main has it; the answer puts back what stood there, for a change that could not be made. */
function showAhead(sheet: SheetState, row: number, column: number, cells: Block): () => void {
  const seen = cells.slice(0, 2 * sheet.cache.chunkRows);
  const before = seen.map((line, i) => line.map((_, j) => sheet.value(row + i, column + j)));
  seen.forEach((line, i) => line.forEach((text, j) => sheet.cache.patch(row + i, column + j, asRead(sheet, column + j, text))));
  sheet.touch();
  return () => {
    before.forEach((line, i) => line.forEach((value, j) => value !== undefined && sheet.cache.patch(row + i, column + j, value)));
    sheet.touch();
  };
}

function asRead(sheet: SheetState, column: number, text: string): string | number | null {
  if (text === '') return null;
  const number = Number(text);
  return sheet.columns[column].kind === 'number' && Number.isFinite(number) ? number : text;
}
