/**
 * How far estimates move when a group or a row is left out.
 *
 * @see Belsley, Kuh & Welsch (1980), Regression Diagnostics, ch. 2; Demidenko & Stukel (2005), Statist. Med. 24(6), for mixed models
 */
import { leverage, weightedResiduals, type LinearFit } from '../glm/lm.ts';
import { crossInverse } from '../glm/lm.ts';
import { pivotedQR, thinQ } from '../linalg/qr.ts';
import type { Rows } from './linearHypothesis.ts';

/** d'V⁻¹d / p for the change d of the coefficients, V their covariance in the full fit. NaN where a change is not known. */
export function cooksDistanceOf(change: readonly number[], V: Rows): number {
  const p = change.length;
  const qr = pivotedQR(
    Float64Array.from({ length: p * p }, (_, at) => V[at % p][Math.floor(at / p)]),
    p,
    p,
    0,
  );
  const Q = thinQ(qr);
  const onQ = change.map((_, j) => change.reduce((sum, value, i) => sum + Q[j * p + i] * value, 0));
  for (let j = p - 1; j >= 0; j--) {
    for (let m = j + 1; m < p; m++) onQ[j] -= qr.R[m * p + j] * onQ[m];
    onQ[j] /= qr.R[j * p + j];
  }
  return onQ.reduce((sum, value, j) => sum + value * change[qr.pivot[j]], 0) / p;
}

/** (β − β without) over the standard errors of the fit without. */
export function dfbetasOf(beta: readonly number[], without: { beta: readonly number[]; se: readonly number[] }): number[] {
  return beta.map((value, j) => (value - without.beta[j]) / without.se[j]);
}

export interface RowInfluence {
  readonly leverage: Float64Array;
  /** Residuals over their standard errors with σ from the other rows (R's rstudent). */
  readonly student: Float64Array;
  /** n × p by columns: change of each coefficient in standard errors, σ from the other rows. */
  readonly dfbetas: Float64Array;
}

/** Every row of a linear model left out, without refitting. */
export function rowInfluence(fit: LinearFit): RowInfluence {
  const { n, p, dfResidual, rss, qr } = fit;
  const h = leverage(fit);
  const e = weightedResiduals(fit);
  const without = h.map((value, i) => Math.sqrt((rss - e[i] ** 2 / (1 - value)) / (dfResidual - 1)));
  const student = e.map((value, i) => value / (without[i] * Math.sqrt(1 - h[i])));
  const Q = thinQ(qr);
  const unscaled = crossInverse(qr.R, p);
  const dfbetas = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    const c = backSolved(qr.R, p, (j) => Q[j * n + i]);
    for (let j = 0; j < p; j++) dfbetas[j * n + i] = (c[j] * e[i]) / (1 - h[i]) / (without[i] * Math.sqrt(unscaled[j * (p + 1)]));
  }
  return { leverage: h, student, dfbetas };
}

/** R⁻¹q, a column of (X'X)⁻¹X'. */
function backSolved(R: Float64Array, p: number, q: (j: number) => number): Float64Array {
  const c = Float64Array.from({ length: p }, (_, j) => q(j));
  for (let j = p - 1; j >= 0; j--) {
    c[j] /= R[j * p + j];
    for (let i = 0; i < j; i++) c[i] -= R[j * p + i] * c[j];
  }
  return c;
}
