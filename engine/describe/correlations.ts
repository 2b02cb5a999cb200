import { correlation, qnorm, twoSidedP } from '../stats/index.ts';

/** How two variables go together, over the rows that have both. */
export interface CorrelationEstimate {
  readonly r: number;
  /** Rows, or groups, that it is made of. */
  readonly n: number;
  /** Of the test of no correlation by Student's t. */
  readonly df: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

const COVERAGE = 0.95;

/**
 * Pearson's correlation with the interval by Fisher's z.
 *
 * @see Fisher (1921), Metron 1
 */
export function overallCorrelation(x: Float64Array, y: Float64Array): CorrelationEstimate {
  const rows = completeRows(x, y);
  const [a, b] = [x, y].map((values) => Float64Array.from(rows, (i) => values[i]));
  return estimated(correlation(a, b), rows.length, rows.length - 2);
}

/**
 * The correlation within groups (of deviations from group means, over all groups) and between them (of the means, each group counting by its
 * rows).
 *
 * @param codes the group of each row, −1 where missing
 * @see Pedhazur (1997), Multiple Regression in Behavioral Research, ch. 16; psych::statsBy gives the same two
 */
export function correlationsByLevel(
  x: Float64Array,
  y: Float64Array,
  codes: Int32Array,
  groups: number,
): { readonly within: CorrelationEstimate; readonly between: CorrelationEstimate } {
  const rows = completeRows(x, y).filter((i) => codes[i] >= 0);
  const size = new Float64Array(groups);
  for (const i of rows) size[codes[i]]++;
  const meansOf = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(groups);
    for (const i of rows) sums[codes[i]] += values[i];
    return sums.map((total, g) => total / size[g]);
  };
  const [meanX, meanY] = [meansOf(x), meansOf(y)];
  const inUse = size.reduce((count, rowsOf) => count + Number(rowsOf > 0), 0);
  const deviations = (values: Float64Array, means: Float64Array): Float64Array =>
    Float64Array.from(rows, (i) => values[i] - means[codes[i]]);
  const spread = (means: Float64Array): Float64Array => Float64Array.from(rows, (i) => means[codes[i]]);
  return {
    within: estimated(aboutZero(deviations(x, meanX), deviations(y, meanY)), rows.length, rows.length - inUse - 1),
    between: estimated(correlation(spread(meanX), spread(meanY)), inUse, inUse - 2),
  };
}

function completeRows(x: Float64Array, y: Float64Array): number[] {
  const rows: number[] = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) rows.push(i);
  return rows;
}

/** Correlation of deviations whose means are zero by construction. */
function aboutZero(x: Float64Array, y: Float64Array): number {
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += x[i] * y[i];
    xx += x[i] * x[i];
    yy += y[i] * y[i];
  }
  return xy / Math.sqrt(xx * yy);
}

/** Rounding may carry r beyond ±1. */
function estimated(raw: number, n: number, df: number): CorrelationEstimate {
  const r = Math.max(-1, Math.min(1, raw));
  const t = r * Math.sqrt(df / (1 - r * r));
  const reach = qnorm((1 + COVERAGE) / 2) / Math.sqrt(df - 1);
  const z = Math.atanh(r);
  return {
    r,
    n,
    df,
    p: df > 0 ? twoSidedP(t, df) : NaN,
    lower: df > 1 ? Math.tanh(z - reach) : NaN,
    upper: df > 1 ? Math.tanh(z + reach) : NaN,
  };
}
