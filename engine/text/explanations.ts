/**
 * What a number means, said on hover: one or two sentences without jargon.
 */

import { codedCoefficient } from './codings.ts';
import { categoryOf, termParts, type Category } from './words.ts';

export const explanations = {
  intercept: (outcome: string) =>
    `The expected ${outcome} where every numeric predictor is 0 and every categorical one is at its reference category.`,
  coefficient: (outcome: string, name: string, coded: Parameters<typeof categoryOf>[0]) => {
    const category = categoryOf(coded, name);
    if (category) return categoryExplanation(outcome, category);
    const meaning = coded.factors.map((factor) => codedCoefficient(factor, name)).find((found) => found !== null);
    if (meaning) return `${meaning}, in ${outcome}, everything else in the model being equal.`;
    const centred = /^(within|between)\(([^(),]+), (.+)\)$/.exec(name);
    if (centred) return centredExplanation(outcome, centred[1], centred[2], centred[3]);
    if (termParts(name).length > 1)
      return `How much the effect of ${parts(name)[0]} on ${outcome} changes with ${parts(name).slice(1).join(' and ')}.`;
    return `How much ${outcome} is expected to differ for one unit more of ${name}, everything else in the model being equal.`;
  },
  interceptSD: (outcome: string, group: string) =>
    `How far the levels of ${group} typically lie from each other in ${outcome}: the standard deviation of their own intercepts, beyond what the predictors explain.`,
  slopeSD: (group: string, column: string) =>
    `How much the effect of ${column} differs between the levels of ${group}, as a standard deviation around the average effect.`,
  randomCorrelation: (group: string, one: string, other: string) =>
    `Whether levels of ${group} with a higher ${spoken(one)} also have a higher ${spoken(other)} (towards 1) or a lower one (towards −1).`,
  residualSD: (outcome: string) =>
    `How far single rows typically lie from what the model expects of them in ${outcome}, group differences included.`,
  nobs: () => 'Rows of data that the model uses.',
  groups: (group: string) => `How many levels of ${group} occur in the rows used.`,
  icc: (group: string) =>
    `The share of the variation left by the predictors that lies between levels of ${group}. Where the model has no other groups it is also the correlation expected between two rows of one of them.`,
  rSquared: () => 'The share of the variation of the outcome that the predictors account for.',
  marginalR2: () =>
    'The share of the variation of the outcome that the predictors account for, differences between groups left aside (marginal R², Nakagawa and Schielzeth 2013).',
  conditionalR2: () =>
    'The share of the variation of the outcome that predictors and groups account for together (conditional R², Nakagawa and Schielzeth 2013).',
  logLikML: () =>
    'How well the model reproduces the data, on a logarithmic scale: closer to zero (or higher) is better. From the maximum-likelihood fit.',
  aicML: () =>
    'Badness of fit plus a charge for every parameter; the lower the better. From maximum-likelihood fits, since only those can be compared across different predictors.',
  bicML: () =>
    'As AIC, with a heavier charge per parameter in larger data; the lower the better. From maximum-likelihood fits, since only those can be compared across different predictors.',
  criterion: () =>
    'What estimation made as small as possible: −2 times the log-likelihood, restricted (REML) or full (ML), as the column says.',
  lrChisq: () => 'Twice the gain in log-likelihood over the model in the column before it, both fitted by maximum likelihood.',
  lrDf: () => 'How many parameters the larger of the two models has more.',
  lrP: () => 'How often a gain this large would come about by chance if the smaller of the two models were right.',
  boundary: () =>
    'The larger model adds a variance, which cannot be below zero: the true p is smaller than this one, by up to half for a single variance.',
  boundaryP: () =>
    'The p value that takes into account that a variance cannot be below zero: an even mixture of χ² with and without its degree of freedom (Self & Liang 1987; Stram & Lee 1994). R prints the one above.',
  noBoundaryP: () =>
    'Several variances are added at once, or the smaller model is singular: no simple distribution is right here, and the p above is too large.',
  aicREML: () =>
    'The AIC that R prints for this fit. It rests on the restricted likelihood and must not be compared between models with different predictors.',
  deviance: () => '−2 times the log-likelihood of the maximum-likelihood fit of this model.',
  dic: () => 'Deviance information criterion as arm::display prints it: twice the ML deviance minus the criterion of this fit.',
  bicREML: () =>
    'The BIC that R prints for this fit. It rests on the restricted likelihood and must not be compared between models with different predictors.',
  logLik: () =>
    'How well the model reproduces the data, on a logarithmic scale; higher is better. The number by itself has no meaning, only differences between models.',
  npar: () =>
    'How many numbers were estimated: fixed effects, variances and correlations of the random effects, and the residual variance.',
  linearResidualSD: () => 'How far single rows typically lie from what the model expects of them.',
  adjustedRSquared: () => 'R² less what as many meaningless predictors would account for by chance.',
  overallF: () => 'How much better the predictors together do than no predictors at all.',
  overallFDf: () => 'Number of coefficients tested, and degrees of freedom of the residuals.',
  overallFP: () => 'How often predictors without any effect would do this well by chance.',
  scaledResiduals: () =>
    'What the model leaves of each row, in units of the residual standard deviation: most should lie between −2 and 2, with the median near 0.',
  fixedCorrelation: (name: string) =>
    `How the estimate of ${spoken(name)} moves together with the other estimates; values near ±1 mean that the data hardly tell the two apart.`,
  conditionalMode: (group: string, label: string) =>
    `How far ${group} ${label} is predicted to lie from the average, pulled towards it as far as its own data are few.`,
  leftOut: () => 'A linear combination of columns before it, so it has no estimate of its own.',
  filteredRows: () => 'Rows that the filters in the list of steps of the Data tab leave out of every model of the table.',
  droppedRows: () => 'Rows of data with a missing value in any variable of the model.',
  dropped: (column: string) => `Rows left out because ${column} is missing; a row can miss several variables.`,
} as const;

/** Why a likelihood-ratio test has no p value here. */
export const noTestReasons = {
  rows: 'The two models use different rows of the data, so their likelihoods cannot be compared.',
  outcome: 'The two models have different outcomes, so their likelihoods cannot be compared.',
  'no-ml': 'The test needs maximum-likelihood fits of both models, and one of them is missing.',
  'same-size': 'Both models have the same number of parameters, so there is nothing to test; compare AIC or BIC.',
  'not-nested': 'Neither model is a special case of the other, so the test does not apply; compare AIC or BIC.',
} as const;

function centredExplanation(outcome: string, side: string, variable: string, group: string): string {
  return side === 'within'
    ? `How much ${outcome} is expected to differ for one unit more of ${variable} between rows of the same ${group}, everything else being equal.`
    : `How much ${outcome} is expected to differ between groups of ${group} whose mean ${variable} differs by one unit, everything else being equal.`;
}

function categoryExplanation(outcome: string, { factor, level, reference }: Category): string {
  if (reference === null) return `The expected ${outcome} for ${factor} ${level} where every numeric predictor is 0.`;
  return `How much ${outcome} is expected to differ between ${factor} ${level} and the reference category ${reference}, everything else in the model being equal.`;
}

function parts(name: string): string[] {
  return termParts(name).map(spoken);
}

export function spoken(column: string): string {
  return column === '(Intercept)' ? 'intercept' : column;
}
