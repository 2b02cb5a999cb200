import { failure, type Notice } from '../../../../engine/contract/index.ts';
import * as failures from '../../../../engine/text/dataFailures.ts';
import * as words from '../../../../engine/text/dataNotices.ts';
import type { ImportOptions } from '../../../api.ts';
import { detectedMarks, missingMarks } from '../columns/missingMarks.ts';
import { readColumns, type CellSyntax } from '../columns/readColumns.ts';
import type { LookedAt } from '../lookAtFile.ts';
import { notice } from '../notice.ts';
import type { Extent, RawRead, ReadHooks } from '../types.ts';
import { withinRange } from './cellRange.ts';
import { cellText } from './cellText.ts';
import { openWorkbook, type SheetRow, type Workbook } from './openWorkbook.ts';
import { sheetLayout, type SheetLayout } from './sheetLayout.ts';
import { SheetRows } from './sheetRows.ts';

const sampledRows = 250;

/**
 * Read one sheet of an Excel workbook: the one asked for, else the first visible one that has data.
 *
 * @throws Failure of openWorkbook.ts; 'import.unknown-sheet', 'import.empty-sheet', 'import.header-only', 'import.bad-range'
 */
export async function readWorkbook(file: LookedAt, options: ImportOptions, extent: Extent, hooks: ReadHooks): Promise<RawRead> {
  const workbook = withinRange(await openWorkbook(file), options.range);
  const { sheet, rows } = await chooseSheet(workbook, options.sheet);
  const missing = options.missing ?? detectedMarks;
  const syntax: CellSyntax = { decimal: '.', missing: missingMarks(missing) };
  const read = await readSheet({ workbook, sheet, sample: rows, syntax, options, extent }, 0, hooks);
  const sheets = workbook.sheets.map(({ name }) => name);
  const chosen =
    options.sheet === undefined && sheets.length > 1
      ? [notice('info', 'import.sheet', { sheet, sheets }, words.sheetRead(sheet, sheets.length))]
      : [];
  const range = options.range?.trim() ? { range: options.range.trim().toUpperCase() } : {};
  return {
    ...read,
    sheets,
    options: { sheet, header: read.options.header, missing, ...range },
    notices: [...chosen, ...read.notices],
  };
}

async function chooseSheet(workbook: Workbook, asked: string | undefined): Promise<{ sheet: string; rows: SheetRow[] }> {
  const names = workbook.sheets.map(({ name }) => name);
  if (asked !== undefined && !names.includes(asked))
    throw failure('import.unknown-sheet', { sheet: asked, sheets: names }, failures.unknownSheet(asked, names));
  const candidates = asked === undefined ? workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name) : [asked];
  for (const sheet of candidates) {
    const rows = await firstRows(workbook, sheet);
    if (rows.some(({ values }) => values.some((value) => cellText(value) !== ''))) return { sheet, rows };
  }
  const sheet = candidates[0] ?? names[0] ?? '';
  throw failure('import.empty-sheet', { sheet }, failures.emptySheet(workbook.file.name, sheet));
}

async function firstRows(workbook: Workbook, sheet: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet, sampledRows)) rows.push(row);
  return rows;
}

interface SheetToRead {
  readonly workbook: Workbook;
  readonly sheet: string;
  /** Its first rows. */
  readonly sample: readonly SheetRow[];
  readonly syntax: CellSyntax;
  readonly options: ImportOptions;
  readonly extent: Extent;
}

/** @param widest columns known to be in use; the sheet is read again when it turns out to be wider */
async function readSheet(asked: SheetToRead, widest: number, hooks: ReadHooks): Promise<RawRead> {
  const { workbook, sheet, sample, syntax, extent } = asked;
  const layout = await layoutOf(asked, widest);
  const source = new SheetRows(workbook, sheet, layout, extent === 'front' ? sampledRows : undefined);
  const { rows, columns } = await readColumns(source, layout.plans, syntax, hooks);
  const { name } = workbook.file;
  if (rows === 0) throw failure('import.header-only', { name }, failures.headerOnly(name, layout.names));
  if (source.widest > layout.firstColumn + layout.names.length) return readSheet(asked, source.widest, hooks);
  return {
    rows,
    columns,
    written: layout.written,
    options: { header: layout.header },
    sheets: [],
    rowCount: extent === 'whole' || sample.length < sampledRows ? rows : null,
    notices: [...layoutNotices(layout, sample), ...errorNotices(source, layout)],
  };
}

/** Merged cells are asked for only where a header has gaps: finding them means going through the whole sheet. */
async function layoutOf({ workbook, sheet, sample, syntax, options }: SheetToRead, widest: number): Promise<SheetLayout> {
  const layout = sheetLayout(sample, [], syntax, options, widest);
  const hasGaps = layout.firstRow > sample[0].index || (layout.header && layout.written.includes(''));
  return hasGaps ? sheetLayout(sample, await workbook.merges(sheet), syntax, options, widest) : layout;
}

function layoutNotices(layout: SheetLayout, sample: readonly SheetRow[]): Notice[] {
  const notices: Notice[] = [];
  const { firstRow, firstColumn, names, merged } = layout;
  const leftOut = firstRow > 0 || firstColumn > 0;
  const textAbove = sample.some(({ index, values }) => index < firstRow && values.some((value) => cellText(value) !== ''));
  const cell = `${columnLetters(firstColumn)}${firstRow + 1}`;
  if (leftOut)
    notices.push(notice(textAbove ? 'caution' : 'info', 'import.table-start', { cell }, words.tableStartsAt(cell, textAbove)));
  if (!layout.header) notices.push(notice('info', 'import.no-header', {}, words.noHeader(names)));
  if (merged.length > 0) notices.push(notice('caution', 'import.merged-header', { names: merged }, words.mergedHeader(merged)));
  return notices;
}

function errorNotices({ errors }: SheetRows, { names }: SheetLayout): Notice[] {
  if (errors.size === 0) return [];
  const cells = [...errors.values()].reduce((sum, { count }) => sum + count, 0);
  const kinds = [...new Set([...errors.values()].flatMap((found) => [...found.kinds]))];
  const columns = [...errors.keys()].sort((a, b) => a - b).map((column) => names[column]);
  return [notice('caution', 'import.error-cells', { cells, kinds, columns }, words.errorCells(cells, kinds, columns))];
}

/** A, …, Z, AA, … as Excel calls its columns. */
function columnLetters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}
