import { pivotedQR, updateByQTranspose } from '../linalg/qr.ts';
import { naturalSplines, qt, quantile } from '../stats/index.ts';

/** A line through points with its confidence band. */
export interface Trend {
  readonly x: number[];
  readonly y: number[];
  readonly lower: number[];
  readonly upper: number[];
}

const COVERAGE = 0.95;
const POINTS = 60;
/** Of the smooth line: a constant and these. */
const SPLINE_DF = 4;

/**
 * Least squares of y on x, straight or as a natural cubic spline; null where there are too few points for it.
 *
 * @param x, y without missing values
 * @see Hastie & Tibshirani (1990), Generalized Additive Models, §2.10, for the spline
 */
export function trend(x: Float64Array, y: Float64Array, shape: 'straight' | 'smooth'): Trend | null {
  const distinct = new Set(x).size;
  if (distinct < 2) return null;
  const knots = shape === 'smooth' && distinct > SPLINE_DF + 1 ? splineKnots(x) : null;
  const basis = (at: Float64Array): Float64Array[] => [
    new Float64Array(at.length).fill(1),
    ...(knots ? naturalSplines(at, knots, false) : [at]),
  ];
  return fitted(basis, x, y);
}

/** Inner knots at even quantiles, boundaries at the ends. */
function splineKnots(x: Float64Array): { inner: number[]; boundary: readonly [number, number] } {
  const inner = Array.from({ length: SPLINE_DF - 1 }, (_, i) => quantile(x, (i + 1) / SPLINE_DF));
  return { inner: [...new Set(inner)], boundary: [quantile(x, 0), quantile(x, 1)] };
}

function fitted(basis: (at: Float64Array) => Float64Array[], x: Float64Array, y: Float64Array): Trend | null {
  const columns = basis(x);
  const [n, p] = [x.length, columns.length];
  const X = new Float64Array(n * p);
  columns.forEach((column, j) => X.set(column, j * n));
  const qr = pivotedQR(X, n, p);
  const effects = Float64Array.from(y);
  updateByQTranspose(qr, effects);
  const df = n - qr.rank;
  if (qr.rank < p || df < 1) return null;
  const sigma = Math.sqrt(effects.subarray(p).reduce((sum, e) => sum + e * e, 0) / df);
  const reach = qt((1 + COVERAGE) / 2, df) * sigma;
  const at = gridOver(x);
  const rows = basis(at);
  const lines = Array.from(at, (_, i) =>
    valueAt(
      qr.R,
      qr.pivot,
      p,
      effects,
      rows.map((column) => column[i]),
    ),
  );
  return {
    x: [...at],
    y: lines.map(({ value }) => value),
    lower: lines.map(({ value, length }) => value - reach * length),
    upper: lines.map(({ value, length }) => value + reach * length),
  };
}

function gridOver(x: Float64Array): Float64Array {
  const [min, max] = [quantile(x, 0), quantile(x, 1)];
  return Float64Array.from({ length: POINTS }, (_, i) => min + ((max - min) * i) / (POINTS - 1));
}

/** With u = R⁻ᵀ row: the value is u'(Q'y), its standard error σ |u|. */
function valueAt(
  R: Float64Array,
  pivot: ArrayLike<number>,
  p: number,
  effects: Float64Array,
  row: readonly number[],
): { value: number; length: number } {
  const u = new Float64Array(p);
  let value = 0;
  for (let j = 0; j < p; j++) {
    let sum = row[pivot[j]];
    for (let i = 0; i < j; i++) sum -= R[j * p + i] * u[i];
    u[j] = sum / R[j * p + j];
    value += u[j] * effects[j];
  }
  return { value, length: Math.hypot(...u) };
}
