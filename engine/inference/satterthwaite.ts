/**
 * Degrees of freedom of t and F tests in mixed models by matching the variance of an estimated variance.
 *
 * @see Kuznetsova, Brockhoff & Christensen (2017), J. Stat. Softw. 82(13), §2; Fai & Cornelius (1996), J. Stat. Comput. Simul. 54, for F
 */
import { combine, directionsOf, dot, type Rows } from './linearHypothesis.ts';

/** What the method needs of a fit. The variance parameters are (θ, σ), m of them. */
export interface SatterthwaitePieces {
  /** m × m: their asymptotic covariance, 2H⁻¹ of the deviance. */
  readonly A: Rows;
  /** m matrices p × p: derivatives of vcov(β) with respect to each. */
  readonly jacobian: readonly Rows[];
}

/** df = 2 (l'Vl)² / (g'Ag), g the gradient of l'Vl in the variance parameters. */
export function satterthwaiteDf(l: readonly number[], vcov: Rows, { A, jacobian }: SatterthwaitePieces): number {
  const variance = quadratic(l, vcov);
  const gradient = jacobian.map((derivative) => quadratic(l, derivative));
  const spread = quadratic(gradient, A);
  return spread > 0 ? (2 * variance ** 2) / spread : Infinity;
}

/** Degrees of freedom of each coefficient's own t test. */
export function coefficientDf(vcov: Rows, pieces: SatterthwaitePieces): number[] {
  return vcov.map((_, j) =>
    satterthwaiteDf(
      vcov.map((__, k) => Number(k === j)),
      vcov,
      pieces,
    ),
  );
}

export interface FTest {
  readonly F: number;
  readonly numDf: number;
  readonly denDf: number;
}

/** F test of Lβ = 0: independent t tests with their own degrees of freedom, whose mean square has the expectation of an F variable's. */
export function satterthwaiteF(L: Rows, beta: ArrayLike<number>, vcov: Rows, pieces: SatterthwaitePieces): FTest {
  const { rows, squares } = directionsOf(L, beta, vcov);
  const numDf = squares.length;
  const F = squares.reduce((sum, square) => sum + square, 0) / numDf;
  return { F, numDf, denDf: denominatorDf(rows.map((row) => satterthwaiteDf(row, vcov, pieces))) };
}

/** 2E / (E − q) with E = Σ ν/(ν − 2): the df of an F variable whose mean is that of the average of squared t(ν). */
function denominatorDf(nu: readonly number[]): number {
  if (nu.length === 1 || nu.every((value, i) => i === 0 || Math.abs(value - nu[i - 1]) < 1e-8))
    return nu.reduce((sum, value) => sum + value, 0) / nu.length;
  if (nu.some((value) => value <= 2)) return 2;
  const expectation = nu.reduce((sum, value) => sum + (value === Infinity ? 1 : value / (value - 2)), 0);
  return expectation > nu.length ? (2 * expectation) / (expectation - nu.length) : Infinity;
}

function quadratic(l: readonly number[], V: Rows): number {
  return dot(combine(l, V), l);
}
