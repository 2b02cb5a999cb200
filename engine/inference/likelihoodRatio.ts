/**
 * Likelihood-ratio tests between nested models.
 *
 * @see Wilks (1938), Ann. Math. Statist. 9(1), 60–62; on variances at zero Self & Liang (1987), JASA 82, 605–610
 */
import type { FitResult } from '../contract/index.ts';
import { pchisq } from '../stats/index.ts';
import { chiBarSquaredP } from './chiBarSquared.ts';
import { obstacleToTest, type NoTest } from './nesting.ts';

export type LikelihoodRatio =
  | {
      readonly kind: 'test';
      readonly chisq: number;
      readonly df: number;
      /** Against χ²(df), as R has it. */
      readonly p: number;
      readonly onBoundary: boolean;
      /** Where the larger model has one further variance: against ½ χ²(df − 1) + ½ χ²(df). */
      readonly boundaryP: number | null;
    }
  | { readonly kind: 'none'; readonly why: NoTest };

/**
 * Test `smaller` within `larger`, both fitted by maximum likelihood (a least-squares fit is one).
 *
 * `onBoundary`: the larger model has further variances, which cannot be below zero; the p value is then too large, at most twofold
 * for one variance. With several further variances the mixture depends on the design, and `boundaryP` is null; so it is where the smaller
 * model is itself singular.
 */
export function likelihoodRatio(smaller: FitResult, larger: FitResult): LikelihoodRatio {
  if (smaller.criterion !== 'ML' || larger.criterion !== 'ML') return { kind: 'none', why: 'no-ml' };
  const why = obstacleToTest(smaller, larger);
  if (why) return { kind: 'none', why };
  const df = larger.npar - smaller.npar;
  const chisq = Math.max(2 * (larger.logLik - smaller.logLik), 0);
  const added = variances(larger) - variances(smaller);
  const boundaryP = added === 1 && !smaller.isSingular ? chiBarSquaredP(chisq, df) : null;
  return { kind: 'test', chisq, df, p: pchisq(chisq, df, true), onBoundary: added > 0, boundaryP };
}

/** Variances of random effects. */
function variances({ varCorr }: FitResult): number {
  return varCorr.filter(({ var1, var2 }) => var1 !== null && var2 === null).length;
}
