/**
 * How well the mean of a group's rows tells where the group lies.
 *
 * @see Raudenbush & Bryk (2002), Hierarchical Linear Models, 2nd ed., eq. 3.46; Bliese (2000), in Klein & Kozlowski (eds.), Multilevel Theory,
 *   Research, and Methods in Organizations, on ICC(2)
 */
import type { GroupingFactor } from '../frame/types.ts';

/** ICC(2): reliability of the mean of `size` rows by Spearman and Brown's formula, from the ICC of a single row. */
export function spearmanBrown(icc: number, size: number): number {
  return (size * icc) / (1 + (size - 1) * icc);
}

/**
 * Reliability of the mean of each group's rows, averaged over groups: its variance over that variance plus what the other effects and the
 * residual add to its difference from other such means. Effects of groups that hold the group whole are common to its rows and belong to neither.
 *
 * variances  by grouping factor; containing: those that hold `group` whole
 */
export function meanReliability(
  groups: readonly GroupingFactor[],
  group: number,
  containing: readonly number[],
  variances: readonly number[],
  residual: number,
): number {
  const { codes, levels } = groups[group];
  const sizes = sizesOf(codes, levels.length);
  const error = sizes.map((size) => residual / size);
  groups.forEach((other, h) => {
    if (h === group || containing.includes(h)) return;
    squaredShares(codes, sizes, other).forEach((share, j) => (error[j] += variances[h] * share));
  });
  const own = variances[group];
  return error.reduce((sum, e) => sum + own / (own + e), 0) / levels.length;
}

function sizesOf(codes: Int32Array, levels: number): Float64Array {
  const sizes = new Float64Array(levels);
  for (const code of codes) sizes[code]++;
  return sizes;
}

/**
 * By level j: Σ_l w_jl² − w_jl w̄_l, w_jl the share of its rows that another factor's level l has and w̄_l the mean of that share over the other
 * levels. What all groups have in common (every plate the same samples) does not set their means apart.
 */
function squaredShares(codes: Int32Array, sizes: Float64Array, other: GroupingFactor): Float64Array {
  const cells = new Map<number, number>();
  const width = other.levels.length;
  codes.forEach((code, i) => {
    const cell = code * width + other.codes[i];
    cells.set(cell, (cells.get(cell) ?? 0) + 1 / sizes[code]);
  });
  const sums = new Float64Array(width);
  for (const [cell, share] of cells) sums[cell % width] += share;
  const shares = new Float64Array(sizes.length);
  for (const [cell, share] of cells)
    shares[Math.floor(cell / width)] += share * (share - (sums[cell % width] - share) / (sizes.length - 1));
  return shares;
}
