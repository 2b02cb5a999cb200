import type { CellValue, ColumnState } from '../../main/api.ts';

/** More digits than these are in the field and the footer, not in the column. */
const MOST_DECIMALS = 4;

/** Digits after the point that line up a column, from the first values seen of it: as many as the longest has, four at most. */
export function columnDecimals(values: readonly CellValue[]): number {
  let most = 0;
  for (const value of values) {
    if (typeof value === 'number') most = Math.max(most, String(value).split('.')[1]?.length ?? 0);
    if (most >= MOST_DECIMALS) return MOST_DECIMALS;
  }
  return most;
}

/** A cell as it is shown in its column: a true minus, `decimals` digits after the point, more where rounding would leave next to nothing. */
export function shownCell(value: CellValue, decimals: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e12 || size < 1e-6)) return value.toExponential(4).replaceAll('-', '−');
  const tiny = size !== 0 && size < 10 ** -decimals;
  const plain = tiny ? String(Number(size.toPrecision(3))) : size.toFixed(decimals);
  return (value < 0 && Number(plain) !== 0 ? '−' : '') + plain;
}

/** A cell with every digit it has, as the footer says it. */
export const exactCell = (value: CellValue): string =>
  typeof value === 'number' ? String(value).replaceAll('-', '−') : (value ?? '');

/** A cell as it is edited: every digit, in plain characters. */
export const editedCell = (value: CellValue | undefined): string => (value === null || value === undefined ? '' : String(value));

/** Decimals of a column whose values are not here yet. */
export function likelyDecimals({ kind, summary }: ColumnState): number {
  return kind === 'factor' ? 0 : columnDecimals([summary.min, summary.max]);
}

/** What is likely the widest in a column: its labels, or its extremes. */
export function longestCells(column: ColumnState): readonly string[] {
  if (column.kind === 'factor') return column.levels;
  const { min, max } = column.summary;
  const decimals = likelyDecimals(column);
  return [min, max].filter((end) => end !== null).map((end) => shownCell(end, decimals));
}
