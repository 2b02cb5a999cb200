/**
 * Tests and intervals that take an estimate over its standard error as Student's t, or as normal where no df is known.
 *
 * @see Wald (1943), Trans. Amer. Math. Soc. 54(3), 426–482
 */
import type { CoefficientTest } from '../contract/index.ts';
import { pchisq, pf, qnorm, qt, twoSidedP } from '../stats/index.ts';

/** One line per coefficient; `df[j]` null: the normal distribution. */
export function coefficientTests(
  names: readonly string[],
  beta: ArrayLike<number>,
  se: ArrayLike<number>,
  df: readonly (number | null)[],
): CoefficientTest[] {
  return names.map((name, j) => {
    const statistic = beta[j] / se[j];
    return { name, estimate: beta[j], se: se[j], df: df[j], statistic, p: twoSidedP(statistic, df[j]) };
  });
}

/** Estimate ± quantile × SE. */
export function waldInterval(estimate: number, se: number, df: number | null, coverage = 0.95): [number, number] {
  const share = (1 + coverage) / 2;
  const reach = (df === null ? qnorm(share) : qt(share, df)) * se;
  return [estimate - reach, estimate + reach];
}

/** W = q F for q restrictions at once, against χ²(q). */
export function waldChisqP(chisq: number, df: number): number {
  return pchisq(chisq, df, true);
}

export function fTestP(F: number, df1: number, df2: number): number {
  return pf(F, df1, df2, true);
}
