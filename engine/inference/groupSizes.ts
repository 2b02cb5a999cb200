/**
 * How large groups are, in the averages that formulas for unequal groups ask for.
 */
import type { GroupingFactor } from '../frame/types.ts';

export interface GroupSizes {
  /** Rows of each level. */
  readonly sizes: Float64Array;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** J / Σ 1/n_j. */
  readonly harmonic: number;
  /** Σ n_j² / n: the size of the group that a row is in, on average over rows. */
  readonly ofRow: number;
}

/** Sizes of the groups that occur. */
export function groupSizes({ codes, levels }: Pick<GroupingFactor, 'codes' | 'levels'>): GroupSizes {
  const all = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) all[code]++;
  const sizes = all.filter((size) => size > 0);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  return {
    sizes,
    min: sizes.reduce((least, size) => Math.min(least, size), Infinity),
    max: sizes.reduce((most, size) => Math.max(most, size), 0),
    mean: n / sizes.length,
    harmonic: sizes.length / sizes.reduce((sum, size) => sum + 1 / size, 0),
    ofRow: sizes.reduce((sum, size) => sum + size * size, 0) / n,
  };
}
