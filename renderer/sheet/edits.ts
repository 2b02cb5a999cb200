import type { CellRange } from '../../main/api.ts';
import { app } from '../app.ts';
import { failureFrom, showFailure } from '../state/failures.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { blockToHtml, blockToTsv, exportedCell, filled, parseBlock, type Block } from './clipboardText.ts';
import { heightOf, rowRuns, widthOf, type Range } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

const MOST_CELLS = 2_000_000;
const ROWS_AT_ONCE = 10_000;
/** Cells that go on in steps at once. */
const MOST_STEPS = 200_000;

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
  const ranges = cellRanges(sheet);
  if (ranges.length > 0) await project.edit({ kind: 'clear', ranges });
}

/** What is selected, without the empty row below the data, as main knows it. */
export function cellRanges(sheet: SheetState): CellRange[] {
  const end = sheet.table.rows;
  return sheet.ranges
    .filter(({ top }) => top < end && sheet.columns.length > 0)
    .map((range) => ({ row: range.top, count: Math.min(range.bottom, end - 1) - range.top + 1, columns: sheet.namesOf(range) }));
}

/** Takes the selected rows out, in one step. */
export async function deleteRows(sheet: SheetState): Promise<void> {
  const [first, ...more] = rowRuns(sheet.ranges.filter(({ top }) => top < sheet.table.rows)).map(({ from, count }) => ({
    from,
    count: Math.min(count, sheet.table.rows - from),
  }));
  if (first) await project.edit({ kind: 'delete-rows', ...first, more });
}

/** Ctrl+D: the first row of each selected block over the others; of a single row, the row above it over it. */
export async function fillDown(sheet: SheetState): Promise<void> {
  const range = dataRange(sheet);
  if (!range) return;
  const single = range.top === range.bottom;
  if (single && range.top === 0) return;
  const from = { row: single ? range.top - 1 : range.top, count: 1 };
  await project.edit({
    kind: 'fill',
    from,
    to: { row: from.row + 1, count: range.bottom - from.row },
    columns: sheet.namesOf(range),
  });
}

/** Ctrl+R: the first column of the selected block over the others; of a single column, the one left of it over it. */
export async function fillRight(sheet: SheetState): Promise<void> {
  const range = dataRange(sheet);
  if (!range) return;
  const single = range.left === range.right;
  if (single && range.left === 0) return;
  const from = single ? range.left - 1 : range.left;
  await fillAcross(sheet, { ...range, left: from, right: from }, { ...range, left: from + 1 });
}

/** What is selected goes on over the cells that its handle was dragged to; numbers at equal steps go on in those steps. */
export async function fillTo(sheet: SheetState, to: Range): Promise<void> {
  const range = dataRange(sheet);
  if (!range) return;
  const isDown = to.left === range.left && to.right === range.right;
  if (!isDown) await fillAcross(sheet, range, to);
  else if (!(await goOnInSteps(sheet, range, to))) {
    const from = { row: range.top, count: heightOf(range) };
    await project.edit({ kind: 'fill', from, to: { row: to.top, count: heightOf(to) }, columns: sheet.namesOf(range) });
  }
  const both = { top: Math.min(range.top, to.top), left: Math.min(range.left, to.left) };
  const end = { row: Math.max(range.bottom, to.bottom), column: Math.max(range.right, to.right) };
  sheet.select({ anchor: { row: both.top, column: both.left }, head: end });
}

async function fillAcross(sheet: SheetState, from: Range, to: Range): Promise<void> {
  if (heightOf(to) * widthOf(to) > MOST_CELLS) return tooLarge(heightOf(to) * widthOf(to));
  const source = await fetchBlock(sheet, from);
  const width = widthOf(from);
  const offset = (((to.left - from.left) % width) + width) % width;
  const cells = source.map((line) => Array.from({ length: widthOf(to) }, (_, i) => line[(offset + i) % width]));
  await writeBlock(sheet, to.top, to.left, cells);
}

/** Whether all columns hold two numbers or more at equal steps, which then go on. */
async function goOnInSteps(sheet: SheetState, from: Range, to: Range): Promise<boolean> {
  const count = heightOf(from);
  if (count < 2 || count > 1000 || heightOf(to) * widthOf(to) > MOST_STEPS) return false;
  const block = await fetchBlock(sheet, from);
  const columns = Array.from({ length: widthOf(from) }, (_, j) => block.map((line) => (line[j] === '' ? NaN : Number(line[j]))));
  const steps = columns.map((values) => (values.at(-1)! - values[0]) / (count - 1));
  const isEven = (values: number[], j: number) =>
    values.every((value, i) => Math.abs(value - values[0] - i * steps[j]) < 1e-9 * (1 + Math.abs(value)));
  if (steps.some((step) => !Number.isFinite(step) || step === 0) || !columns.every(isEven)) return false;
  const at = (i: number, j: number) => String(Number((columns[j][0] + (to.top - from.top + i) * steps[j]).toPrecision(15)));
  const cells = Array.from({ length: heightOf(to) }, (_, i) => columns.map((_, j) => at(i, j)));
  await writeBlock(sheet, to.top, to.left, cells);
  return true;
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
  if (sheet.ranges.length > 1) toasts.show(en.sheet.copyOne);
  if (event.clipboardData && sheet.cache.holds(range.top, range.bottom, sheet.namesOf(range))) {
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

export async function cutSelection(sheet: SheetState): Promise<void> {
  await copySelection(sheet);
  await clearCells(sheet);
}

async function copyRange(sheet: SheetState, range: Range): Promise<void> {
  const cells = heightOf(range) * widthOf(range);
  if (cells > MOST_CELLS) return tooLarge(cells);
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

function tooLarge(cells: number): void {
  toasts.show(en.sheet.copyTooLarge(cells), { tone: 'problem', remedy: en.sheet.copyTooLargeRemedy });
}

/** Every cell of a range as text, from main, in pieces. */
export async function fetchBlock(sheet: SheetState, range: Range): Promise<Block> {
  const block: string[][] = [];
  for (let from = range.top; from <= range.bottom; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, range.bottom - from + 1);
    const { columns } = await app().call('table.rows', { tableId: sheet.tableId, from, count, columns: sheet.namesOf(range) });
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
  seen.forEach((line, i) =>
    line.forEach((text, j) => sheet.cache.patch(row + i, sheet.columns[column + j].name, asRead(sheet, column + j, text))),
  );
  sheet.touch();
  return () => {
    before.forEach((line, i) =>
      line.forEach((value, j) => value !== undefined && sheet.cache.patch(row + i, sheet.columns[column + j].name, value)),
    );
    sheet.touch();
  };
}

function asRead(sheet: SheetState, column: number, text: string): string | number | null {
  if (text === '') return null;
  const number = Number(text);
  return sheet.columns[column].kind === 'number' && Number.isFinite(number) ? number : text;
}
