import { failure } from '../../../../engine/contract/index.ts';
import { exchangeWords as words } from '../../../../engine/text/exchange.ts';
import type { SheetRow, Workbook } from './openWorkbook.ts';

/** Cells of a sheet from one corner to the other, both included; rows and columns count from 0. */
interface CellRange {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/**
 * A range as Excel writes it, such as `A5:K200`; a single cell is the upper left corner of all that follows.
 *
 * @throws Failure 'import.bad-range'
 */
export function cellRange(text: string): CellRange {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(text.trim().toUpperCase());
  const [, column, row, endColumn, endRow] = found ?? [];
  const range = {
    firstRow: Number(row) - 1,
    firstColumn: columnNumber(column ?? ''),
    lastRow: endRow === undefined ? Infinity : Number(endRow) - 1,
    lastColumn: endColumn === undefined ? Infinity : columnNumber(endColumn),
  };
  const isOne = found && range.firstRow >= 0 && range.firstRow <= range.lastRow && range.firstColumn <= range.lastColumn;
  if (!isOne) throw failure('import.bad-range', { range: text }, words.badRange(text));
  return range;
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;

/** The workbook as if its sheets had no other cells. */
export function withinRange(workbook: Workbook, text: string | undefined): Workbook {
  if (text === undefined || text.trim() === '') return workbook;
  const range = cellRange(text);
  return { ...workbook, rows: (sheet, most) => rowsWithin(workbook, sheet, range, most) };
}

async function* rowsWithin(
  workbook: Workbook,
  sheet: string,
  range: CellRange,
  most: number | undefined,
): AsyncGenerator<SheetRow> {
  for await (const { index, values } of workbook.rows(sheet, most === undefined ? undefined : most + range.firstRow)) {
    if (index < range.firstRow) continue;
    if (index > range.lastRow) return;
    const cells = values.slice(0, range.lastColumn + 1).map((value, column) => (column < range.firstColumn ? null : value));
    yield { index, values: cells };
  }
}
