import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, thinQ } from '../linalg/qr.ts';

/**
 * The fixed part in orthonormal coordinates: √D (X − means) = Q R, and the outcome's least-squares residual, scaled.
 *
 * Products of raw columns would lose the digits in which a predictor around 10⁷ varies; products of these do not.
 */
export interface FixedPart {
  readonly n: number;
  readonly p: number;
  /** p × p, column-major: coefficients on Q to coefficients as named. */
  readonly toNamed: Float64Array;
  /** Coefficients of the least-squares fit, as named. */
  readonly leastSquares: Float64Array;
  /** log |X'DX|. */
  readonly logDetXX: number;
  /** Σ log of the prior weights; 0 without. */
  readonly logWeights: number;
  /** What the residual was divided by, so that its squares sum to n. */
  readonly scale: number;
  /** Root mean square of y − offset. */
  readonly outcomeSize: number;
}

/** The fixed part without the outcome. */
export interface FixedColumns {
  /** n × (p + 1), column-major: Q, and room for the outcome's residual. */
  readonly columns: Float64Array;
  readonly toNamed: Float64Array;
  readonly constant: ConstantColumn | null;
  readonly logDetXX: number;
  readonly logWeights: number;
}

/** @returns the fixed part and the n × (p + 1) working columns [Q r], column-major */
export function fixedPart(frame: ModelFrame): { fixed: FixedPart; columns: Float64Array } {
  const made = fixedColumns(frame);
  return { fixed: enterOutcome(frame, made), columns: made.columns };
}

export function fixedColumns(frame: ModelFrame): FixedColumns {
  const { n, p, weights } = frame;
  const { X, means, constant } = centredColumns(frame);
  multiplyRows(X, n, weights);
  const qr = pivotedQR(X, n, p, 0);
  if (qr.rank < p) throw new Error(`The ${p} columns of X have rank ${qr.rank}; the frame should have dropped some.`);
  const columns = new Float64Array(n * (p + 1));
  columns.set(thinQ(qr));
  makeDiagonalPositive(qr.R, columns, n, p);
  const toNamed = namedFromQ(qr.R, qr.pivot, means, constant, p);
  return { columns, toNamed, constant, logDetXX: logDetGram(qr.R, p), logWeights: sumOfLogs(weights) };
}

/** Write the scaled residual of the frame's outcome into the last of the working columns. */
export function enterOutcome(frame: ModelFrame, { columns, constant, ...rest }: FixedColumns): FixedPart {
  const { n, p } = frame;
  const y = columns.subarray(n * p);
  const { mean, size: outcomeSize } = workingOutcome(frame, constant, y);
  const effects = removeProjection(columns, n, p, y);
  const scale = scaleToRootN(y);
  const leastSquares = multiply(rest.toNamed, effects, p);
  if (constant !== null) leastSquares[constant.column] += mean / constant.value;
  return { n, p, ...rest, leastSquares, scale, outcomeSize };
}

/** One of the two signs of each column of Q, so that every way of making it gives the same. */
function makeDiagonalPositive(R: Float64Array, Q: Float64Array, n: number, p: number): void {
  for (let j = 0; j < p; j++) {
    if (R[j * (p + 1)] > 0) continue;
    for (let l = j; l < p; l++) R[j + l * p] = -R[j + l * p];
    for (let i = j * n; i < (j + 1) * n; i++) Q[i] = -Q[i];
  }
}

export interface ConstantColumn {
  readonly column: number;
  readonly value: number;
}

/** X with its other columns centred when one of them is constant, and the means taken out. */
function centredColumns(frame: ModelFrame): { X: Float64Array; means: Float64Array; constant: ConstantColumn | null } {
  const { n, p } = frame;
  const X = frame.X.slice(0, n * p);
  const means = new Float64Array(p);
  const constant = constantColumn(X, n, p);
  if (constant === null) return { X, means, constant };
  for (let j = 0; j < p; j++) {
    if (j === constant.column) continue;
    means[j] = weightedMean(X.subarray(j * n, (j + 1) * n), frame.weights);
    for (let i = j * n; i < (j + 1) * n; i++) X[i] -= means[j];
  }
  return { X, means, constant };
}

export function constantColumn(X: Float64Array, n: number, p: number): ConstantColumn | null {
  for (let j = 0; j < p; j++) if (X[j * n] !== 0 && isConstant(X, j * n, (j + 1) * n)) return { column: j, value: X[j * n] };
  return null;
}

function isConstant(X: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (X[i] !== X[from]) return false;
  return true;
}

export function weightedMean(values: Float64Array, weights: Float64Array | null): number {
  if (weights === null) return plainMean(values);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

function plainMean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Multiply the rows of a column-major matrix by √weights. */
function multiplyRows(X: Float64Array, n: number, weights: Float64Array | null): void {
  if (weights === null) return;
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(weights[i]);
    for (let at = i; at < X.length; at += n) X[at] *= root;
  }
}

/** Write √D (y − offset − mean) into `y`; the mean is 0 without a constant column. `size` is the root mean square before centring. */
function workingOutcome(frame: ModelFrame, constant: ConstantColumn | null, y: Float64Array): { mean: number; size: number } {
  y.set(frame.y);
  if (frame.offset !== null) for (let i = 0; i < y.length; i++) y[i] -= frame.offset[i];
  const mean = constant === null ? 0 : weightedMean(y, frame.weights);
  const size = rootMeanSquare(y);
  for (let i = 0; i < y.length; i++) y[i] -= mean;
  multiplyRows(y, y.length, frame.weights);
  return { mean, size };
}

/** Take Q Q'y out of y, twice, since the first pass leaves rounding of y's own size; returns Q'y. */
function removeProjection(Q: Float64Array, n: number, p: number, y: Float64Array): Float64Array {
  const effects = new Float64Array(p);
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < p; j++) {
      const column = Q.subarray(j * n, (j + 1) * n);
      let dot = 0;
      for (let i = 0; i < n; i++) dot += column[i] * y[i];
      for (let i = 0; i < n; i++) y[i] -= dot * column[i];
      effects[j] += dot;
    }
  }
  return effects;
}

function scaleToRootN(y: Float64Array): number {
  const scale = rootMeanSquare(y);
  if (scale > 0) for (let i = 0; i < y.length; i++) y[i] /= scale;
  return scale;
}

/** Safe against overflow. */
function rootMeanSquare(y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += y[i] * y[i];
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum / y.length);
  let largest = 0;
  for (const value of y) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let scaled = 0;
  for (const value of y) scaled += (value / largest) ** 2;
  return largest * Math.sqrt(scaled / y.length);
}

/** Columns of R⁻¹ put in their places, and the constant's coefficient freed of the other columns' means. */
export function namedFromQ(
  R: Float64Array,
  pivot: Int32Array,
  means: Float64Array,
  constant: ConstantColumn | null,
  p: number,
): Float64Array {
  const named = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let i = j; i >= 0; i--) {
      let sum = i === j ? 1 : 0;
      for (let k = i + 1; k <= j; k++) sum -= R[k * p + i] * named[j * p + pivot[k]];
      named[j * p + pivot[i]] = sum / R[i * p + i];
    }
    if (constant === null) continue;
    for (let i = 0; i < p; i++) named[j * p + constant.column] -= (means[i] / constant.value) * named[j * p + i];
  }
  return named;
}

/** M v for a p × p column-major M. */
export function multiply(M: Float64Array, v: ArrayLike<number>, p: number): Float64Array {
  const product = new Float64Array(p);
  for (let j = 0; j < p; j++) for (let i = 0; i < p; i++) product[i] += M[j * p + i] * v[j];
  return product;
}

export function logDetGram(R: Float64Array, p: number): number {
  let sum = 0;
  for (let j = 0; j < p; j++) sum += 2 * Math.log(Math.abs(R[j * p + j]));
  return sum;
}

export function sumOfLogs(weights: Float64Array | null): number {
  let sum = 0;
  if (weights !== null) for (const weight of weights) sum += Math.log(weight);
  return sum;
}
