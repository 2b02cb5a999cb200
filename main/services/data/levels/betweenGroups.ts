/** One-way analysis of variance of a number over groups; missing rows do not count. */
export interface GroupSums {
  readonly n: number;
  /** Groups with at least one value. */
  readonly groups: number;
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly between: number;
  readonly within: number;
}

export function groupSums(values: ArrayLike<number>, codes: Int32Array, groups: number): GroupSums {
  const counts = new Float64Array(groups);
  const means = new Float64Array(groups);
  const shift = firstNumber(values);
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < codes.length; i++) {
    const group = codes[i];
    const value = values[i] - shift;
    if (group < 0 || Number.isNaN(value)) continue;
    counts[group]++;
    means[group] += value;
    sum += value;
    squares += value * value;
    n++;
  }
  let explained = 0;
  let used = 0;
  for (let j = 0; j < groups; j++) {
    if (counts[j] === 0) continue;
    used++;
    explained += means[j] ** 2 / counts[j];
    means[j] = means[j] / counts[j];
  }
  const total = squares - sum ** 2 / Math.max(1, n);
  const between = Math.min(total, Math.max(0, explained - sum ** 2 / Math.max(1, n)));
  // Differences of sums leave rounding of about 1e-15 of the squares: what is smaller is none.
  const within = total - between <= 1e-12 * squares ? 0 : total - between;
  return { n, groups: used, counts, means, between, within };
}

/** Values are taken from near their own size, so that squares of large numbers do not swamp their differences. */
function firstNumber(values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) return values[i];
  return 0;
}

/**
 * Share of a number's variance that lies between groups: the intraclass correlation ICC(1) from one-way analysis of variance, for groups
 * of unequal size, cut to [0, 1]; null where it cannot be had.
 *
 * @see Donner (1986), International Statistical Review 54, 67–82, eqs 2.1–2.3
 */
export function betweenShare({ n, groups, counts, between, within }: GroupSums): number | null {
  if (groups < 2 || n <= groups || between + within === 0) return null;
  const meanSquareBetween = between / (groups - 1);
  const meanSquareWithin = within / (n - groups);
  const typicalSize = (n - counts.reduce((sum, count) => sum + count ** 2, 0) / n) / (groups - 1);
  const share = (meanSquareBetween - meanSquareWithin) / (meanSquareBetween + (typicalSize - 1) * meanSquareWithin);
  return Math.min(1, Math.max(0, share));
}

/**
 * How many standard normal deviations an F statistic lies above its null distribution (Paulson 1942, Annals of Mathematical Statistics
 * 13, 233–235).
 */
export function normalDeviate(F: number, df1: number, df2: number): number {
  const cube = Math.cbrt(F);
  const a = 2 / (9 * df1);
  const b = 2 / (9 * df2);
  return ((1 - b) * cube - (1 - a)) / Math.sqrt(b * cube ** 2 + a);
}
