/**
 * Shares of the variance that the predictors leave, by grouping factor, with their uncertainty.
 *
 * Variances are over σ², so that a share depends on theta alone: with λ the relative covariance factor of a term and M the mean of zz' over
 * the rows it is taken at, its variance is tr(λ'Mλ) and the derivative of that in λ is 2Mλ.
 *
 * @see Johnson (2014), Methods Ecol. Evol. 5(9), 944–946, on averaging over rows; Goldstein, Browne & Rasbash (2002), Underst. Stat. 1(4),
 *   223–231, on the variance at a value of a predictor
 */
import type { LinearMixedModel } from '../lmm/index.ts';
import { qnorm } from '../stats/index.ts';
import { dot, type Rows } from './linearHypothesis.ts';

/** A random term's columns on some rows: n × S, row-major. */
export interface TermRows {
  readonly Z: Float64Array;
  readonly columns: readonly string[];
}

/** S × S by rows: the mean of zz'. */
export function meanProducts({ Z, columns }: TermRows): number[][] {
  const S = columns.length;
  const M = columns.map(() => new Array<number>(S).fill(0));
  for (let at = 0; at < Z.length; at += S)
    for (let a = 0; a < S; a++) for (let b = 0; b < S; b++) M[a][b] += Z[at + a] * Z[at + b];
  return M.map((row) => row.map((sum) => (sum * S) / Z.length));
}

/** By grouping factor of the frame: variance between its levels over σ², and the derivatives of that in theta. */
export interface RelativeVariances {
  readonly values: readonly number[];
  readonly gradients: Rows;
}

/** `products` holds the mean of zz' of each random term of the frame. */
export function relativeVariances(
  { frame, places }: LinearMixedModel,
  theta: readonly number[],
  products: readonly Rows[],
): RelativeVariances {
  const values = frame.groups.map(() => 0);
  const gradients = frame.groups.map(() => theta.map(() => 0));
  places.forEach(({ term, row, column }, i) => {
    let product = 0;
    places.forEach((other, k) => {
      if (other.term === term && other.column === column) product += products[term][row][other.row] * theta[k];
    });
    const { group } = frame.random[term];
    values[group] += theta[i] * product;
    gradients[group][i] += 2 * product;
  });
  return { values, gradients };
}

/** null limits: the data put the share at 0 or 1, where this interval has no meaning. */
export interface Share {
  readonly value: number;
  readonly se: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The variance of some grouping factors as a share of all, residual included, with an interval on the scale of log odds.
 *
 * groups  indices into the frame's grouping factors
 * A       asymptotic covariance of (theta, sigma), as Satterthwaite's method has it
 */
export function varianceShare(
  { values, gradients }: RelativeVariances,
  groups: readonly number[],
  A: Rows,
  coverage = 0.95,
): Share {
  const total = values.reduce((sum, value) => sum + value, 1);
  const part = groups.reduce((sum, g) => sum + values[g], 0);
  const value = part / total;
  const gradient = gradients[0].map((_, i) => {
    const own = groups.reduce((sum, g) => sum + gradients[g][i], 0);
    return (own - value * gradients.reduce((sum, row) => sum + row[i], 0)) / total;
  });
  const se = Math.sqrt(Math.max(0, quadratic(gradient, A)));
  return { value, se, ...limits(value, se, coverage) };
}

/** Log odds ± quantile × se / (share (1 − share)), back on the scale of shares. */
function limits(value: number, se: number, coverage: number): { lower: number | null; upper: number | null } {
  if (!(value > 1e-8 && value < 1 && se > 0)) return { lower: null, upper: null };
  const centre = Math.log(value / (1 - value));
  const reach = (qnorm((1 + coverage) / 2) * se) / (value * (1 - value));
  const share = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
  return { lower: share(centre - reach), upper: share(centre + reach) };
}

/** g'Ag for the leading block of A. */
function quadratic(g: readonly number[], A: Rows): number {
  return g.reduce((sum, value, i) => sum + value * dot(g, A[i]), 0);
}
