/**
 * The words of tests of terms, coefficients and combinations of coefficients.
 */
import { count, listed, quoted } from './words.ts';

/** By which the degrees of freedom of tests are found. */
export const methodWords = {
  label: 'Degrees of freedom by',
  satterthwaite: 'Satterthwaite',
  kenwardRoger: 'Kenward–Roger',
  kenwardRogerOfRefit: 'Kenward–Roger, from the REML refit',
  residual: 'Residuals',
  normal: 'None (normal distribution)',
  explanation: 'Kenward–Roger allows most carefully for the variances being estimated, which matters where groups are few.',
  takes: (seconds: number) => `Kenward–Roger takes about ${duration(seconds)} with this model; it can be cancelled.`,
  onlyREML:
    'Kenward–Roger belongs to restricted maximum likelihood (REML): this fit is by maximum likelihood, so its numbers come from the REML refit of the same model.',
  bySatterthwaite: 'Satterthwaite’s degrees of freedom (Kuznetsova, Brockhoff & Christensen 2017).',
  byKenwardRoger: 'Kenward and Roger’s covariance and degrees of freedom (Kenward & Roger 1997).',
  byResiduals: 'Residual degrees of freedom.',
  byNormal: 'Estimates over their standard errors are taken as normal: right for many groups only.',
  weights: 'The weights of the rows are taken into account; R’s pbkrtest leaves them out.',
  tooLarge: (columns: number) => ({
    message: `Kenward–Roger would need matrices of ${columns.toLocaleString('en')} rows and columns for this model, more than the memory holds.`,
    remedy: 'Choose Satterthwaite’s degrees of freedom: with this many groups the two hardly differ.',
  }),
} as const;

function duration(seconds: number): string {
  if (seconds < 90) return count(Math.max(1, Math.round(seconds)), 'second');
  return seconds < 5400 ? count(Math.round(seconds / 60), 'minute') : count(Math.round(seconds / 3600), 'hour');
}

export const termWords = {
  anovaTitle: 'Tests of terms',
  anovaAbout:
    'Whether each term of the fixed part matters: all coefficients of a factor or an interaction together, as an analysis-of-variance table has them.',
  type: 'Type',
  typeI: 'I: each term after those before it',
  typeII: 'II: each term after all that do not contain it',
  typeIII: 'III: each term after all others',
  typeExplanation:
    'The types differ only where terms overlap, as in unbalanced data; without interactions II and III are the same.',
  test: 'Test',
  wald: 'Wald χ²',
  etaSquared: 'Partial η²',
  etaExplanation: 'F · df₁ / (F · df₁ + df₂): a rough share of what the other terms leave (Friedman 1982).',
  sequential: 'Type I: sums over the terms in the order of the formula; another order gives other tests.',
  marginal:
    'Type II: each term after all terms that do not contain it (Fox & Weisberg 2019; SAS’s containment for the F tests of mixed models).',
  averaged:
    'Type III: each effect averaged over the categories of the others with equal weights, whatever the coding. R’s car::Anova gives these for factors coded to sum to zero.',
  emptyCells:
    'Columns were left out because some combinations have no data: what type III tests then depends on which they are. Prefer type II.',
  mixedSquares: 'Sums of squares are F times the residual variance, as R’s lmerTest prints them.',
  waldMethod:
    'Wald χ² tests from the coefficients and their covariance; they take the variances as known, so p is too small where groups are few.',
  row: (term: string) => `Whether ${quoted(term)} makes any difference: all of its coefficients against 0 at once.`,
  residualRow: 'What the model leaves: the variance that each F is measured by.',

  dropTitle: 'Leaving out one term at a time',
  dropAbout:
    'What the model loses by each term that is part of no other: an F test, and a likelihood-ratio test with AIC from fits without the term.',
  dropRow: (term: string) => `The model without ${quoted(term)} against the whole one.`,
  whole: '(nothing left out)',
  dropMixed:
    'χ² and AIC compare maximum-likelihood fits, made anew without each term. A lower AIC without the term speaks against keeping it.',
  dropLinear:
    'AIC counts the residual variance as a parameter and keeps all constants; R’s drop1 leaves them out, so only differences agree.',

  randomTitle: 'Tests of random terms',
  randomAbout:
    'Whether the groups differ: each random term left out in turn, or a slope taken from it, and the loss of likelihood tested.',
  randomRow: (term: string) => `The model without ${term} against the whole one.`,
  randomMethod: (criterion: string) =>
    `Each smaller model is fitted anew by ${criterion === 'REML' ? 'REML' : 'maximum likelihood'}, as R’s ranova does.`,
  naive: 'p (χ²)',
  boundary: 'p (variance ≥ 0)',
  naiveNote:
    'p (χ²) is what R prints. A variance cannot be below 0, so it is too large: about twice the right one for a single variance. p (variance ≥ 0) is from an even mixture of χ² with and without the degree of freedom of the variance (Self & Liang 1987; Stram & Lee 1994); empty where several variances are left out at once, or what is left is singular.',

  coefficientTitle: 'Coefficients',
  coefficientAbout: 'Estimates with standard errors, tests and intervals, by the degrees of freedom of your choice.',
  covariance: 'Show the covariance of the estimates',
  covarianceTitle: 'Covariance of the estimates',
  intercept: 'Whether the intercept could be 0.',
  coefficientRow: (name: string) => `Whether the coefficient of ${name} could be 0, the others being in the model.`,

  jointTitle: 'Joint test',
  jointAbout: 'Whether several coefficients could all be 0 at once: choose terms, single coefficients, or both.',
  jointTerms: 'Terms',
  jointCoefficients: 'Coefficients',
  jointDefault: 'With nothing chosen: all but the intercept.',
  jointF: 'F test',
  jointWald: 'Wald χ²',
  jointTested: (names: readonly string[]) => `Tested together: ${listed(names)}.`,
  jointRank: 'Some of these combinations repeat others; the degrees of freedom count each once.',
  nothingToTest: {
    message: 'This model has nothing but an intercept, so there is no effect to test.',
    remedy: 'Choose the intercept among the coefficients, or add a predictor.',
  },

  combinationTitle: 'A combination of coefficients',
  combinationAbout:
    'The sum of coefficients, each times a weight of yours, with its interval and a test: the difference of two effects, an effect at some value of another predictor.',
  weights: 'Weight of each coefficient',
  weightsExplanation: 'Left empty: 0.',
  against: 'Test against',
  estimate: 'Combination',
  noWeights: {
    message: 'All weights are 0, so there is nothing to estimate.',
    remedy: 'Give at least one coefficient a weight.',
  },
  combinationNote: (text: string) => `Estimated: ${text}.`,
} as const;
