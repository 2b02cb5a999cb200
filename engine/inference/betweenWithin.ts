/**
 * How much of a variable's variation lies between groups and how much within them.
 *
 * @see Searle, Casella & McCulloch (1992), Variance Components, §3.6, for the analysis-of-variance estimator with unequal groups; Goodman &
 *   Kruskal (1954), JASA 49, 732–764, for categories
 */
import type { GroupingFactor } from '../frame/types.ts';

type Groups = Pick<GroupingFactor, 'codes' | 'levels'>;

/** Rows whose value (NaN) or group (−1) is missing do not count. */
export interface NumberSpread {
  readonly n: number;
  readonly groups: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly sd: number;
  /** √MSW: pooled SD about the means of the groups. */
  readonly within: number;
  /** SD of the means of the groups. */
  readonly ofMeans: number;
  /** ANOVA estimate of the variance between groups, (MSB − MSW)/n₀; below 0 where the means differ less than chance would have it. */
  readonly betweenVariance: number;
  /** ICC(1) = between / (between + within). */
  readonly icc: number;
  /** Rows per group: mean, harmonic mean, and Σ n_j²/n. */
  readonly size: number;
  readonly harmonicSize: number;
  readonly sizeOfRow: number;
}

export function numberSpread(values: Float64Array, groups: Groups): NumberSpread {
  const { means, sizes, n, grand, min, max } = groupMeans(values, groups);
  const present = [...sizes.keys()].filter((j) => sizes[j] > 0);
  const J = present.length;
  let [within, total] = [0, 0];
  values.forEach((value, i) => {
    if (Number.isNaN(value) || groups.codes[i] < 0) return;
    within += (value - means[groups.codes[i]]) ** 2;
    total += (value - grand) ** 2;
  });
  const sum = (of: (j: number) => number): number => present.reduce((all, j) => all + of(j), 0);
  const squares = sum((j) => sizes[j] ** 2);
  const between = sum((j) => sizes[j] * (means[j] - grand) ** 2);
  const meanOfMeans = sum((j) => means[j]) / J;
  const msw = within / (n - J);
  const betweenVariance = (between / (J - 1) - msw) / ((n - squares / n) / (J - 1));
  return {
    n,
    groups: J,
    mean: grand,
    min,
    max,
    sd: Math.sqrt(total / (n - 1)),
    within: Math.sqrt(msw),
    ofMeans: Math.sqrt(sum((j) => (means[j] - meanOfMeans) ** 2) / (J - 1)),
    betweenVariance,
    icc: betweenVariance / (betweenVariance + msw),
    size: n / J,
    harmonicSize: J / sum((j) => 1 / sizes[j]),
    sizeOfRow: squares / n,
  };
}

/** Means in two passes, so that values far from zero keep their digits. */
function groupMeans(values: Float64Array, { codes, levels }: Groups) {
  const [sizes, means] = [new Float64Array(levels.length), new Float64Array(levels.length)];
  let [n, sum, min, max] = [0, 0, Infinity, -Infinity];
  values.forEach((value, i) => {
    if (Number.isNaN(value) || codes[i] < 0) return;
    n++;
    sum += value;
    sizes[codes[i]]++;
    [min, max] = [Math.min(min, value), Math.max(max, value)];
  });
  const rough = sum / n;
  let rest = 0;
  values.forEach((value, i) => {
    if (Number.isNaN(value) || codes[i] < 0) return;
    rest += value - rough;
    means[codes[i]] += (value - rough) / sizes[codes[i]];
  });
  return { n, sizes, means: means.map((mean) => mean + rough), grand: rough + rest / n, min, max };
}

export interface CategorySpread {
  readonly n: number;
  readonly categories: number;
  readonly groups: number;
  /** Groups in which more than one category occurs. */
  readonly varying: number;
  /** Share of the chance that two rows differ which is left between two rows of one group: 1 − Goodman and Kruskal's τ. NaN for a constant. */
  readonly withinShare: number;
}

/** `codes` of −1 are missing. */
export function categorySpread(codes: Int32Array, levels: number, groups: Groups): CategorySpread {
  const cells = new Map<number, number>();
  const [all, sizes] = [new Float64Array(levels), new Float64Array(groups.levels.length)];
  codes.forEach((code, i) => {
    const group = groups.codes[i];
    if (code < 0 || group < 0) return;
    all[code]++;
    sizes[group]++;
    cells.set(group * levels + code, (cells.get(group * levels + code) ?? 0) + 1);
  });
  const n = all.reduce((sum, count) => sum + count, 0);
  const [same, kinds] = [new Float64Array(sizes.length), new Float64Array(sizes.length)];
  for (const [cell, count] of cells) {
    const group = Math.floor(cell / levels);
    same[group] += (count / sizes[group]) ** 2;
    kinds[group]++;
  }
  const within = sizes.reduce((sum, size, j) => sum + (size / n) * (size > 0 ? 1 - same[j] : 0), 0);
  const total = 1 - all.reduce((sum, count) => sum + (count / n) ** 2, 0);
  return {
    n,
    categories: all.filter((count) => count > 0).length,
    groups: sizes.filter((size) => size > 0).length,
    varying: kinds.filter((count) => count > 1).length,
    withinShare: total > 0 ? within / total : NaN,
  };
}
