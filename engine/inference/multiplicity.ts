/**
 * p values and intervals for a family of comparisons.
 *
 * @see Tukey (1953) and Kramer (1956), Biometrics 12(3), for all pairs of means; Holm (1979), Scand. J. Statist. 6(2); Šidák (1967), JASA 62
 */
import { ptukey, qnorm, qt, qtukey, twoSidedP } from '../stats/index.ts';

export type Adjustment = 'tukey' | 'bonferroni' | 'holm' | 'sidak' | 'none';

export interface Tested {
  readonly statistic: number;
  /** null or Infinity: the normal distribution. */
  readonly df: number | null;
}

/**
 * p values of a family of two-sided tests, in their order. Tests without a number count as not made.
 *
 * @param means how many means the pairs are of; only Tukey's range asks
 */
export function adjustedP(adjustment: Adjustment, tests: readonly Tested[], means: number): number[] {
  const own = tests.map(({ statistic, df }) => twoSidedP(statistic, df));
  const m = own.filter((p) => !Number.isNaN(p)).length;
  switch (adjustment) {
    case 'none':
      return own;
    case 'tukey':
      return tests.map((test, i) => (means === 2 ? own[i] : tukeyP(test, means)));
    case 'bonferroni':
      return own.map((p) => Math.min(1, m * p));
    case 'sidak':
      return own.map((p) => -Math.expm1(m * Math.log1p(-p)));
    case 'holm':
      return stepDown(own, m);
  }
}

/**
 * How many standard errors an interval reaches so that all of a family of m hold at once with the coverage asked for.
 * Holm's steps give no intervals; Bonferroni's stand in for them.
 */
export function familyReach(adjustment: Adjustment, coverage: number, m: number, means: number, df: number | null): number {
  switch (adjustment) {
    case 'none':
      return reach(coverage, df);
    case 'tukey':
      return means === 2 ? reach(coverage, df) : qtukey(coverage, means, df ?? Infinity) / Math.SQRT2;
    case 'bonferroni':
    case 'holm':
      return reach(1 - (1 - coverage) / m, df);
    case 'sidak':
      return reach(coverage ** (1 / m), df);
  }
}

function tukeyP({ statistic, df }: Tested, means: number): number {
  return ptukey(Math.SQRT2 * Math.abs(statistic), means, df ?? Infinity, true);
}

function reach(coverage: number, df: number | null): number {
  const share = (1 + coverage) / 2;
  return df === null ? qnorm(share) : qt(share, df);
}

/** The smallest p times m, the next times m − 1, and so on; none below the one before it. */
function stepDown(own: readonly number[], m: number): number[] {
  const order = [...own.keys()].filter((i) => !Number.isNaN(own[i])).sort((a, b) => own[a] - own[b]);
  const adjusted = own.map(() => NaN);
  let least = 0;
  order.forEach((i, rank) => {
    least = Math.max(least, Math.min(1, (m - rank) * own[i]));
    adjusted[i] = least;
  });
  return adjusted;
}
