/**
 * In how many directions the random effects of a group vary.
 *
 * @see Bates, Kliegl, Vasishth & Baayen (2015), Parsimonious mixed models, arXiv:1506.04967
 */
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Rows } from './linearHypothesis.ts';

export interface PrincipalComponent {
  /** On the scale of the covariance given. */
  readonly sd: number;
  /** Of the sum of all variances. */
  readonly share: number;
  /** Weight of each column; the largest is positive. */
  readonly loadings: readonly number[];
}

/** Directions of a covariance matrix, the most variable first. */
export function principalComponents(covariance: Rows): PrincipalComponent[] {
  const { values, vectors } = symmetricEigen(covariance);
  const variances = values.map((value) => Math.max(0, value));
  const total = variances.reduce((sum, value) => sum + value, 0);
  return variances
    .map((value, j) => ({ sd: Math.sqrt(value), share: total > 0 ? value / total : 0, loadings: towardsPositive(vectors[j]) }))
    .reverse();
}

/** An eigenvalue of the correlations below this is none. */
const NONE = 1e-6;

/** Directions that have any variance, whatever the scales of the columns: the rank of the correlation matrix of those that vary. */
export function dimensions(covariance: Rows): number {
  const varying = covariance.flatMap((row, j) => (row[j] > 0 ? [j] : []));
  const correlations = varying.map((i) => varying.map((j) => covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j])));
  return symmetricEigen(correlations).values.filter((value) => value > NONE).length;
}

function towardsPositive(vector: readonly number[]): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0);
  return vector.map((value) => (largest < 0 ? -value : value) + 0);
}
