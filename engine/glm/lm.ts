/**
 * Ordinary and weighted least squares, as R's `lm` fits them.
 *
 * y = Xβ + offset + e, Var(e) = σ² diag(1/w). Symbols as in the frame: n rows, p columns, all of them independent.
 */
import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, thinQ, updateByQ, updateByQTranspose, type PivotedQR } from '../linalg/qr.ts';
import { pf } from '../stats/index.ts';

export interface LinearFit {
  readonly n: number;
  readonly p: number;
  readonly beta: Float64Array;
  /** (X'WX)⁻¹, p × p. */
  readonly unscaledCov: Float64Array;
  /** On the scale of the outcome, offset included. */
  readonly fitted: Float64Array;
  /** y − fitted, not weighted. */
  readonly residuals: Float64Array;
  /** Σ w e². */
  readonly rss: number;
  readonly dfResidual: number;
  /** Residual standard deviation √(rss / dfResidual); NaN where no degree of freedom is left. */
  readonly sigma: number;
  readonly logLik: number;
  /** Q'√w(y − offset): squared and summed by term, the sequential sums of squares. */
  readonly effects: Float64Array;
  /** Orthogonal factor of √w X, from which leverages follow. */
  readonly qr: PivotedQR;
  readonly weights: Float64Array | null;
}

/**
 * Fit by Householder QR of √w X.
 *
 * @see Golub & Van Loan (2013), Matrix Computations, §5.3
 */
export function lm(frame: ModelFrame): LinearFit {
  const { n, p, weights } = frame;
  const root = weights && weights.map(Math.sqrt);
  const qr = pivotedQR(weightedColumns(frame, root), n, p, 0);
  const effects = workingOutcome(frame, root);
  updateByQTranspose(qr, effects);
  const beta = solveUpper(qr.R, p, effects);
  const residuals = residualsOf(qr, effects, root);
  const fitted = residuals.map((e, i) => frame.y[i] - e);
  const rss = sumOfSquares(effects.subarray(p));
  const dfResidual = n - p;
  const sigma = dfResidual > 0 ? Math.sqrt(rss / dfResidual) : NaN;
  const unscaledCov = crossInverse(qr.R, p);
  return {
    n,
    p,
    beta,
    unscaledCov,
    fitted,
    residuals,
    rss,
    dfResidual,
    sigma,
    logLik: logLikelihood(n, rss, weights),
    effects,
    qr,
    weights,
  };
}

/** Diagonal of the hat matrix: how far each row pulls its own fitted value. Sums to p. */
export function leverage(fit: LinearFit): Float64Array {
  const Q = thinQ(fit.qr);
  const h = new Float64Array(fit.n);
  for (let j = 0; j < fit.p; j++) for (let i = 0; i < fit.n; i++) h[i] += Q[j * fit.n + i] ** 2;
  return h;
}

/** Residuals over their own standard errors (R's rstandard). */
export function standardizedResiduals(fit: LinearFit): Float64Array {
  const h = leverage(fit);
  return weightedResiduals(fit).map((e, i) => e / (fit.sigma * Math.sqrt(1 - h[i])));
}

/**
 * How far all coefficients move together when a row is left out.
 *
 * @see Cook (1977), Technometrics 19(1), 15–18
 */
export function cooksDistance(fit: LinearFit): Float64Array {
  const h = leverage(fit);
  return weightedResiduals(fit).map((e, i) => ((e / (fit.sigma * (1 - h[i]))) ** 2 * h[i]) / fit.p);
}

/** √w e: the Pearson residuals. */
export function weightedResiduals(fit: LinearFit): Float64Array {
  const { weights } = fit;
  return weights ? fit.residuals.map((e, i) => e * Math.sqrt(weights[i])) : fit.residuals;
}

export interface ExplainedVariance {
  readonly value: number;
  readonly adjusted: number;
  /** Test that all coefficients but the intercept are 0; null where there are none. */
  readonly F: { readonly value: number; readonly df1: number; readonly df2: number; readonly p: number } | null;
}

/** R²: the share of the variation about the mean (about 0 in a model without intercept) that the predictors account for. */
export function rSquared(fit: LinearFit, frame: ModelFrame): ExplainedVariance {
  const explained = explainedSquares(fit, frame);
  const intercept = frame.hasIntercept ? 1 : 0;
  const [df1, df2] = [fit.p - intercept, fit.dfResidual];
  if (df1 === 0) return { value: 0, adjusted: 0, F: null };
  const value = explained / (explained + fit.rss);
  const adjusted = 1 - (1 - value) * ((fit.n - intercept) / df2);
  const F = explained / df1 / (fit.rss / df2);
  return { value, adjusted, F: { value: F, df1, df2, p: pf(F, df1, df2, true) } };
}

function explainedSquares(fit: LinearFit, frame: ModelFrame): number {
  const weight = (i: number) => fit.weights?.[i] ?? 1;
  let [sum, total] = [0, 0];
  for (let i = 0; i < fit.n; i++) [sum, total] = [sum + weight(i) * fit.fitted[i], total + weight(i)];
  const centre = frame.hasIntercept ? sum / total : 0;
  return fit.fitted.reduce((squares, value, i) => squares + weight(i) * (value - centre) ** 2, 0);
}

/** At the maximum over σ, weights as precisions: −n/2 (log(2π rss/n) + 1) + ½ Σ log w. */
function logLikelihood(n: number, rss: number, weights: Float64Array | null): number {
  const logWeights = weights?.reduce((sum, w) => sum + Math.log(w), 0) ?? 0;
  return 0.5 * (logWeights - n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + Math.log(rss)));
}

/** √w (y − offset). */
function workingOutcome({ y, offset }: ModelFrame, root: Float64Array | null): Float64Array {
  const outcome = y.slice();
  if (offset) for (let i = 0; i < outcome.length; i++) outcome[i] -= offset[i];
  if (root) for (let i = 0; i < outcome.length; i++) outcome[i] *= root[i];
  return outcome;
}

function weightedColumns({ X, n }: ModelFrame, root: Float64Array | null): Float64Array {
  return root ? X.map((x, at) => x * root[at % n]) : X;
}

/** Q [0; rest of the effects]: exact to the size of the residuals, however large y is. */
function residualsOf(qr: PivotedQR, effects: Float64Array, root: Float64Array | null): Float64Array {
  const residuals = effects.slice().fill(0, 0, qr.rank);
  updateByQ(qr, residuals);
  return root ? residuals.map((e, i) => e / root[i]) : residuals;
}

/** Solve R x = b for the first p entries of b, R upper triangular, column-major. */
export function solveUpper(R: Float64Array, p: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from({ length: p }, (_, i) => b[i]);
  for (let j = p - 1; j >= 0; j--) {
    x[j] /= R[j * p + j];
    for (let i = 0; i < j; i++) x[i] -= R[j * p + i] * x[j];
  }
  return x;
}

/** (R'R)⁻¹ = R⁻¹R⁻ᵀ, p × p symmetric. */
export function crossInverse(R: Float64Array, p: number): Float64Array {
  const columns = Array.from({ length: p }, (_, j) =>
    solveUpper(
      R,
      p,
      Float64Array.from({ length: p }, (__, i) => Number(i === j)),
    ),
  );
  const inverse = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      inverse[a * p + b] = inverse[b * p + a] = columns.reduce((sum, column) => sum + column[a] * column[b], 0);
    }
  }
  return inverse;
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
