/**
 * What clustering costs: by how much the variance of a mean is larger than with as many independent rows.
 *
 * @see Kish (1965), Survey Sampling, §5.4; Kish (1987), Statistical Design for Research, on unequal groups
 */

/** 1 + (m − 1) ICC for groups of m rows; a negative ICC counts as 0. With groups of unequal size m is Σ n_j²/n. */
export function designEffect(icc: number, size: number): number {
  return 1 + (size - 1) * Math.max(0, icc);
}
