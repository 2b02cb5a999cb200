/**
 * Effects of predictors within and between groups.
 *
 * With the group mean m of a predictor x beside it, y = β_w x + δ m + …; written as within–between model it is y = β_w (x − m) + β_b m + …
 * with β_b = β_w + δ. δ is the contextual effect: what a row's expected outcome gains from a higher mean of its group, its own x being equal.
 * The joint test that every δ is 0 is the regression form of Hausman's test.
 *
 * @see Mundlak (1978), Econometrica 46(1), 69–85; Hausman (1978), Econometrica 46(6), 1251–1271; Bell & Jones (2015), Polit. Sci. Res.
 *   Methods 3(1), 133–153; Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, §10.7.3
 */
import type { CoefficientTest } from '../contract/index.ts';
import { combine, dot, waldStatistic, type Rows } from './linearHypothesis.ts';
import { satterthwaiteDf, satterthwaiteF, type FTest, type SatterthwaitePieces } from './satterthwaite.ts';
import { coefficientTests, fTestP, waldChisqP } from './wald.ts';

export interface Estimated {
  readonly beta: readonly number[];
  readonly vcov: Rows;
  readonly pieces: SatterthwaitePieces;
}

/** Places of a predictor's column and of its group mean among the coefficients. */
export interface ColumnAndMean {
  readonly column: number;
  readonly mean: number;
}

export interface WithinBetween {
  readonly within: CoefficientTest;
  readonly between: CoefficientTest;
  readonly contextual: CoefficientTest;
}

export function withinBetween({ column, mean }: ColumnAndMean, estimated: Estimated): WithinBetween {
  return {
    within: combinationTest('within', [column], estimated),
    between: combinationTest('between', [column, mean], estimated),
    contextual: combinationTest('contextual', [mean], estimated),
  };
}

/** t test of a sum of coefficients. */
function combinationTest(name: string, columns: readonly number[], { beta, vcov, pieces }: Estimated): CoefficientTest {
  const l = beta.map((_, j) => Number(columns.includes(j)));
  const se = Math.sqrt(dot(combine(l, vcov), l));
  return coefficientTests([name], [dot(l, beta)], [se], [satterthwaiteDf(l, vcov, pieces)])[0];
}

export interface HausmanTest extends FTest {
  readonly fP: number;
  readonly chisq: number;
  readonly df: number;
  readonly chisqP: number;
}

/** That no group mean has an effect of its own: within and between effects are the same. */
export function hausmanTest(places: readonly ColumnAndMean[], { beta, vcov, pieces }: Estimated): HausmanTest {
  const L = places.map(({ mean }) => beta.map((_, j) => Number(j === mean)));
  const { chisq, df } = waldStatistic(L, beta, vcov);
  const test = satterthwaiteF(L, beta, vcov, pieces);
  return { ...test, fP: fTestP(test.F, test.numDf, test.denDf), chisq, df, chisqP: waldChisqP(chisq, df) };
}
