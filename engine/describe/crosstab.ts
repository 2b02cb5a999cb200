import { pchisq } from '../stats/index.ts';

/** Two categorical variables against each other, rows where either is missing left out. */
export interface Crosstab {
  /** counts[row][column]. */
  readonly counts: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly total: number;
  /** Rows of the data where either is missing. */
  readonly missing: number;
  /** Of independence; null where a variable has fewer than two categories in use. */
  readonly test: IndependenceTest | null;
}

export interface IndependenceTest {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
  /** With Yates's correction, as R's chisq.test has it; two by two only. */
  readonly corrected: { readonly chisq: number; readonly p: number } | null;
  readonly cramersV: number;
  /** Smallest count that independence would lead one to expect. */
  readonly leastExpected: number;
}

/**
 * @param codes of the rows' and of the columns' variable, −1 where missing
 * @see Pearson (1900), Philos. Mag. 50; Yates (1934), Suppl. J. R. Stat. Soc. 1(2); Cramér (1946), Mathematical Methods of Statistics, §21.9
 */
export function crosstab(rowCodes: Int32Array, columnCodes: Int32Array, rowLevels: number, columnLevels: number): Crosstab {
  const counts = Array.from({ length: rowLevels }, () => new Array<number>(columnLevels).fill(0));
  let missing = 0;
  for (let i = 0; i < rowCodes.length; i++) {
    if (rowCodes[i] < 0 || columnCodes[i] < 0) missing++;
    else counts[rowCodes[i]][columnCodes[i]]++;
  }
  const rowTotals = counts.map(sum);
  const columnTotals = Array.from({ length: columnLevels }, (_, j) => sum(counts.map((row) => row[j])));
  const total = sum(rowTotals);
  return { counts, rowTotals, columnTotals, total, missing, test: independence(counts, rowTotals, columnTotals, total) };
}

/** Categories without rows say nothing and do not count. */
function independence(
  counts: readonly (readonly number[])[],
  rowTotals: readonly number[],
  columnTotals: readonly number[],
  total: number,
): IndependenceTest | null {
  const rows = used(rowTotals);
  const columns = used(columnTotals);
  if (rows.length < 2 || columns.length < 2) return null;
  const cells = rows.flatMap((i) =>
    columns.map((j) => ({ seen: counts[i][j], expected: (rowTotals[i] * columnTotals[j]) / total })),
  );
  const df = (rows.length - 1) * (columns.length - 1);
  const chisq = sum(cells.map(({ seen, expected }) => (seen - expected) ** 2 / expected));
  return {
    chisq,
    df,
    p: pchisq(chisq, df, true),
    corrected: df === 1 ? yates(cells) : null,
    cramersV: Math.sqrt(chisq / total / (Math.min(rows.length, columns.length) - 1)),
    leastExpected: Math.min(...cells.map(({ expected }) => expected)),
  };
}

/** Deviations are made smaller by a half, but not beyond zero. */
function yates(cells: readonly { readonly seen: number; readonly expected: number }[]): IndependenceTest['corrected'] {
  const less = Math.min(0.5, ...cells.map(({ seen, expected }) => Math.abs(seen - expected)));
  const chisq = sum(cells.map(({ seen, expected }) => (Math.abs(seen - expected) - less) ** 2 / expected));
  return { chisq, p: pchisq(chisq, 1, true) };
}

const used = (totals: readonly number[]): number[] => totals.flatMap((total, i) => (total > 0 ? [i] : []));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
