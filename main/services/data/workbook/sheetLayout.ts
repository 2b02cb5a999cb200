import { columnNames } from '../columns/columnNames.ts';
import { readNumber } from '../columns/parseNumber.ts';
import type { ColumnPlan, CellSyntax } from '../columns/readColumns.ts';
import type { ImportOptions } from '../../../api.ts';
import { looksLikeHeader } from '../text/header.ts';
import { planColumns } from '../text/textLayout.ts';
import { cellText } from './cellText.ts';
import type { SheetRow } from './openWorkbook.ts';

/** Where the table lies in a sheet and what its columns are. Rows and columns count from 0. */
export interface SheetLayout {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly header: boolean;
  /** First row of data. */
  readonly dataRow: number;
  readonly written: readonly string[];
  readonly names: readonly string[];
  readonly plans: readonly ColumnPlan[];
  /** Header names that come from merged cells. */
  readonly merged: readonly string[];
}

export interface Merge {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

/** The first row of a table fills at least this share of its width. */
const tableShare = 0.5;

/**
 * The table of a sheet: it begins at the first row that fills half of its width and the first column in use, and is as wide as its widest
 * row.
 *
 * @param rows the first rows of the sheet, at least one cell in use among them
 * @param widest columns in use further down, from the sheet's first column
 */
export function sheetLayout(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  syntax: CellSyntax,
  options: ImportOptions,
  widest: number,
): SheetLayout {
  const table = rows.slice(firstTableRow(rows, merges));
  const firstColumn = Math.min(
    ...table.map(({ values }) => values.findIndex((value) => cellText(value) !== '')).filter((column) => column >= 0),
  );
  const end = Math.max(widest, ...table.map(({ values }) => values.findLastIndex((value) => cellText(value) !== '') + 1));
  const texts = table.map(({ values }) =>
    Array.from({ length: end - firstColumn }, (_, j) => cellText(values[firstColumn + j] ?? null)),
  );
  const header = options.header ?? looksLikeHeader(texts, '.');
  const { written, depth, merged } = header ? headerNames(texts, table[0].index, firstColumn, merges) : noNames(texts);
  const names = columnNames(written);
  return {
    firstRow: table[0].index,
    firstColumn,
    header,
    dataRow: table[0].index + depth,
    written,
    names,
    plans: planColumns(names, texts.slice(depth), syntax, options),
    merged: names.filter((_, j) => merged[j]),
  };
}

/** Titles above a table fill few cells of its width. Cells merged to the right count as filled. */
function firstTableRow(rows: readonly SheetRow[], merges: readonly Merge[]): number {
  const uses = rows.map(({ index, values }) => {
    const merged = merges
      .filter(({ startRow }) => startRow === index)
      .reduce((cells, { startCol, endCol }) => cells + endCol - startCol, 0);
    const filled = values.filter((value) => cellText(value) !== '').length;
    return filled > 1 ? filled + merged : filled;
  });
  return uses.findIndex((used) => used >= tableShare * Math.max(...uses));
}

interface HeaderNames {
  readonly written: readonly string[];
  /** Rows that the header takes. */
  readonly depth: number;
  readonly merged: readonly boolean[];
}

const noNames = (texts: readonly string[][]): HeaderNames => ({ written: texts[0].map(() => ''), depth: 0, merged: [] });

/** Names from the header row; a name merged over several columns goes to each of them, joined with the second header row where there is one. */
function headerNames(texts: readonly string[][], row: number, firstColumn: number, merges: readonly Merge[]): HeaderNames {
  const across = merges.filter(({ startRow, endRow, startCol, endCol }) => startRow <= row && row <= endRow && endCol > startCol);
  const mergeOf = (j: number) => across.find(({ startCol, endCol }) => startCol <= firstColumn + j && firstColumn + j <= endCol);
  const top = texts[0].map((name, j) => name || texts[0][(mergeOf(j)?.startCol ?? firstColumn + j) - firstColumn] || '');
  const merged = top.map((_, j) => mergeOf(j) !== undefined);
  const twoRows =
    across.length > 0 && texts.length > 2 && isSecondHeader(texts[1], merged) && looksLikeHeader(texts.slice(1), '.');
  if (!twoRows) return { written: top, depth: 1, merged };
  return { written: top.map((name, j) => [name, texts[1][j]].filter(Boolean).join(' ')), depth: 2, merged };
}

/** A second header row names the columns below a merged cell and holds no numbers. */
const isSecondHeader = (row: readonly string[], merged: readonly boolean[]): boolean =>
  row.every((cell, j) => (merged[j] ? cell !== '' : true) && readNumber(cell, '.').kind === 'text');
