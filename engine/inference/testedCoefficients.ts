/**
 * What is known of a model's coefficients by a method: estimates, their covariance, and the tests of one and of several combinations.
 */
import { kenwardRogerDf, kenwardRogerF, type KenwardRogerPieces } from './kenwardRoger.ts';
import { waldStatistic, type Rows } from './linearHypothesis.ts';
import { satterthwaiteDf, satterthwaiteF, type SatterthwaitePieces } from './satterthwaite.ts';

/** p coefficients with their covariance, and the degrees of freedom of a t test of l'β (null: the normal distribution). */
export interface LinearEstimates {
  readonly beta: readonly number[];
  readonly vcov: Rows;
  readonly dfOf: (l: readonly number[]) => number | null;
}

/** F test of Lβ = 0. */
export interface JointF {
  readonly F: number;
  /** Before Kenward and Roger's scaling; F itself by the other methods. */
  readonly unscaled: number;
  readonly numDf: number;
  /** Infinity: numDf times F is χ². */
  readonly denDf: number;
}

export interface TestedCoefficients extends LinearEstimates {
  /** Rows that repeat others do not count. */
  readonly jointF: (L: Rows) => JointF;
}

export function bySatterthwaite(beta: readonly number[], vcov: Rows, pieces: SatterthwaitePieces): TestedCoefficients {
  return {
    beta,
    vcov,
    dfOf: (l) => satterthwaiteDf(l, vcov, pieces),
    jointF: (L) => {
      const { F, numDf, denDf } = satterthwaiteF(L, beta, vcov, pieces);
      return { F, unscaled: F, numDf, denDf };
    },
  };
}

/** With the adjusted covariance. NaN where no F distribution has the moments found: with very few groups they may ask for negative degrees of freedom. */
export function byKenwardRoger(beta: readonly number[], pieces: KenwardRogerPieces): TestedCoefficients {
  return {
    beta,
    vcov: pieces.adjusted,
    dfOf: (l) => kenwardRogerDf(l, pieces),
    jointF: (L) => {
      const { unscaled, scale, numDf, denDf } = kenwardRogerF(L, beta, pieces);
      const isF = denDf > 0;
      return { F: isF ? scale * unscaled : NaN, unscaled, numDf, denDf: isF ? denDf : NaN };
    },
  };
}

/** One number of degrees of freedom for all; null: the normal distribution. */
export function byConstantDf(beta: readonly number[], vcov: Rows, df: number | null): TestedCoefficients {
  return {
    beta,
    vcov,
    dfOf: () => df,
    jointF: (L) => {
      const { chisq, df: numDf } = waldStatistic(L, beta, vcov);
      return { F: chisq / numDf, unscaled: chisq / numDf, numDf, denDf: df ?? Infinity };
    },
  };
}
