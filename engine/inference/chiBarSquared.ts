/**
 * Tests of a variance against zero. Under that hypothesis half of all estimates are zero, so the likelihood-ratio statistic of one further
 * random effect is an even mixture of χ² with and without the degree of freedom of its variance.
 *
 * @see Self & Liang (1987), J. Amer. Statist. Assoc. 82, 605–610, case 5; Stram & Lee (1994), Biometrics 50, 1171–1177, case 3
 */
import { pchisq } from '../stats/index.ts';

/**
 * P(statistic ≥ chisq) for ½ χ²(df − 1) + ½ χ²(df).
 *
 * @param df of R's own test: one variance, its covariances with effects that stay, and coefficients tested along
 */
export function chiBarSquaredP(chisq: number, df: number): number {
  if (chisq <= 0) return 1;
  const without = df > 1 ? pchisq(chisq, df - 1, true) : 0;
  return (without + pchisq(chisq, df, true)) / 2;
}
