import type { CellValue } from '../../main/api.ts';

/** Digits after the point that line up a column, from the first values seen of it: as many as the longest has, four at most. */
export function columnDecimals(values: readonly CellValue[]): number {
  let most = 0;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    const decimals = String(value).split('.')[1]?.length ?? 0;
    if (decimals > 4) return 4;
    most = Math.max(most, decimals);
  }
  return most;
}

/** A cell as it is shown: a true minus, and at least `decimals` digits after the point; no digit is hidden up to the tenth. */
export function shownCell(value: CellValue, decimals: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e12 || size < 1e-6)) return value.toExponential(4).replaceAll('-', '−');
  const plain = String(Number(size.toPrecision(10)));
  const missing = decimals - (plain.split('.')[1]?.length ?? 0);
  const padded = missing > 0 && !plain.includes('e') ? size.toFixed(decimals) : plain;
  return (value < 0 ? '−' : '') + padded;
}

/** A cell as it is edited: every digit, in plain characters. */
export const editedCell = (value: CellValue | undefined): string => (value === null || value === undefined ? '' : String(value));
