import { covariance, variance } from '../stats/index.ts';

/** How well items that are to measure one thing do so together. */
export interface ScaleReliability {
  /** Rows that answered every item. */
  readonly n: number;
  /** Cronbach's alpha, and that of the items brought to one variance. */
  readonly alpha: number;
  readonly standardizedAlpha: number;
  readonly meanCorrelation: number;
  /** McDonald's omega of one common factor; null where the factor cannot be found. */
  readonly omega: number | null;
  readonly items: readonly ItemStatistics[];
}

export interface ItemStatistics {
  /** Correlation with the sum of the other items. */
  readonly restCorrelation: number;
  /** Alpha without the item; NaN with two items. */
  readonly alphaWithout: number;
  readonly loading: number | null;
}

/**
 * Reliability of the sum of items, over the rows that have them all. Reversed items are to be turned round before.
 *
 * @param items columns of equal length, two or more
 * @see Cronbach (1951), Psychometrika 16(3); McDonald (1999), Test Theory, ch. 6 (omega = (Σλ)² / ((Σλ)² + Σψ))
 */
export function scaleReliability(items: readonly Float64Array[]): ScaleReliability {
  const rows = Array.from(items[0].keys()).filter((i) => items.every((item) => !Number.isNaN(item[i])));
  const complete = items.map((item) => Float64Array.from(rows, (i) => item[i]));
  const C = complete.map((x) => complete.map((y) => covariance(x, y)));
  const R = C.map((row, i) => row.map((value, j) => value / Math.sqrt(C[i][i] * C[j][j])));
  const factor = oneFactor(R);
  return {
    n: rows.length,
    alpha: alphaOf(C),
    standardizedAlpha: alphaOf(R),
    meanCorrelation: meanOffDiagonal(R),
    omega: factor && omegaOf(factor, C),
    items: complete.map((item, i) => ({
      restCorrelation: restCorrelation(C, i, item),
      alphaWithout: items.length > 2 ? alphaOf(without(C, i)) : NaN,
      loading: factor?.[i] ?? null,
    })),
  };
}

function alphaOf(C: readonly (readonly number[])[]): number {
  const k = C.length;
  const trace = C.reduce((sum, row, i) => sum + row[i], 0);
  return (k / (k - 1)) * (1 - trace / total(C));
}

const total = (C: readonly (readonly number[])[]): number => C.flat().reduce((sum, value) => sum + value, 0);

const without = (C: readonly (readonly number[])[], i: number): number[][] =>
  C.filter((_, row) => row !== i).map((row) => row.filter((__, j) => j !== i));

function meanOffDiagonal(R: readonly (readonly number[])[]): number {
  const k = R.length;
  return (total(R) - k) / (k * (k - 1));
}

function restCorrelation(C: readonly (readonly number[])[], i: number, item: Float64Array): number {
  const withRest = C[i].reduce((sum, value, j) => sum + (j === i ? 0 : value), 0);
  return withRest / Math.sqrt(variance(item) * total(without(C, i)));
}

const STEPS = 2000;
const SETTLED = 1e-10;

/**
 * Loadings of one common factor by principal axes: communalities are put on the diagonal until they stay. null where one would pass 1.
 *
 * @see Harman (1976), Modern Factor Analysis, ch. 8
 */
function oneFactor(R: readonly (readonly number[])[]): number[] | null {
  const k = R.length;
  if (k < 3) return null;
  let communality = R.map((row, i) => Math.max(...row.map((value, j) => (j === i ? 0 : Math.abs(value)))));
  for (let step = 0; step < STEPS; step++) {
    const { value, vector } = largestEigen(R.map((row, i) => row.map((r, j) => (i === j ? communality[i] : r))));
    if (!(value > 0)) return null;
    const loadings = vector.map((v) => v * Math.sqrt(value));
    const next = loadings.map((loading) => loading ** 2);
    const change = Math.max(...next.map((h, i) => Math.abs(h - communality[i])));
    if (next.some((h) => h >= 1)) return null;
    communality = next;
    if (change < SETTLED) return loadings;
  }
  return null;
}

/** By powers of the matrix; its largest eigenvalue is positive and stands alone for items of one factor. */
function largestEigen(M: readonly (readonly number[])[]): { value: number; vector: number[] } {
  let vector = M.map(() => 1 / Math.sqrt(M.length));
  let value = 0;
  for (let step = 0; step < STEPS; step++) {
    const product = M.map((row) => row.reduce((sum, entry, j) => sum + entry * vector[j], 0));
    const size = Math.hypot(...product);
    const next = product.map((entry) => entry / size);
    const change = Math.max(...next.map((entry, i) => Math.abs(entry - vector[i])));
    [value, vector] = [size, next];
    if (change < SETTLED / 10) break;
  }
  return { value, vector };
}

/** On the scale of the items' sum: loadings and unique variances times the items' SDs. */
function omegaOf(loadings: readonly number[], C: readonly (readonly number[])[]): number {
  const common = loadings.reduce((sum, loading, i) => sum + loading * Math.sqrt(C[i][i]), 0) ** 2;
  const unique = loadings.reduce((sum, loading, i) => sum + (1 - loading ** 2) * C[i][i], 0);
  return common / (common + unique);
}
