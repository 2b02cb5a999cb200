/**
 * Linear hypotheses Lβ = 0 on several coefficients at once.
 *
 * @see Searle (1971), Linear Models, §3.6
 */
import { symmetricEigen } from '../linalg/symmetricEigen.ts';

/** Given by rows. */
export type Rows = readonly (readonly number[])[];

/** Eigenvalues below this share of the largest count as zero (√ε, as lmerTest takes it). */
const RANK = Math.sqrt(Number.EPSILON);

/** A hypothesis split into statistically independent directions. */
export interface Directions {
  /** Rows of P'L: one contrast of the coefficients per direction. */
  readonly rows: Rows;
  /** Variance of each contrast's estimate. */
  readonly variances: readonly number[];
  /** Squared estimate over variance: their sum is the Wald statistic. */
  readonly squares: readonly number[];
}

/** Spectral decomposition of LVL' = PDP', without the directions that have no variance. */
export function directionsOf(L: Rows, beta: ArrayLike<number>, vcov: Rows): Directions {
  const { values, vectors } = symmetricEigen(sandwich(L, vcov));
  const limit = RANK * Math.max(0, ...values);
  const kept = values.map((_, index) => index).filter((index) => values[index] > limit);
  const rows = kept.map((index) => combine(vectors[index], L));
  const variances = kept.map((index) => values[index]);
  return { rows, variances, squares: rows.map((row, index) => dot(row, beta) ** 2 / variances[index]) };
}

/** W = (Lβ)'(LVL')⁻¹(Lβ) and its degrees of freedom, the rank of L. */
export function waldStatistic(L: Rows, beta: ArrayLike<number>, vcov: Rows): { chisq: number; df: number } {
  const { squares } = directionsOf(L, beta, vcov);
  return { chisq: squares.reduce((sum, square) => sum + square, 0), df: squares.length };
}

/** Rows of the identity: the hypothesis that these coefficients are 0. */
export function selecting(columns: readonly number[], p: number): Rows {
  return columns.map((column) => Array.from({ length: p }, (_, j) => Number(j === column)));
}

/** LVL'. */
export function sandwich(L: Rows, V: Rows): number[][] {
  const LV = L.map((row) => combine(row, V));
  return LV.map((row) => L.map((other) => dot(row, other)));
}

/** Σ weights[i] rows[i]. */
export function combine(weights: ArrayLike<number>, rows: Rows): number[] {
  const sum = new Array<number>(rows[0]?.length ?? 0).fill(0);
  rows.forEach((row, i) => row.forEach((value, j) => (sum[j] += weights[i] * value)));
  return sum;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
