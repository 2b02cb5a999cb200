/**
 * What stands above and under tables: titles, methods and defaults, named.
 */
import type { FitResult } from '../contract/index.ts';
import { codingNote } from './codings.ts';
import { kenwardRogerWords } from './kenwardRoger.ts';
import { count } from './words.ts';

export const reportWords = {
  inWords: 'In words',
  equations: 'The model by levels',
  formula: 'Formula',
  script: 'R script',
} as const;

type Estimated = Pick<FitResult, 'method' | 'criterion' | 'groups'>;

export function comparisonNotes(fits: readonly FitResult[]): string[] {
  const notes = [
    'Standard errors in brackets. AIC, BIC and log-likelihood are those of maximum-likelihood fits, so that models with different predictors can be compared.',
  ];
  const residual = fits.flatMap(({ icc }) => icc.map((entry) => entry.residual));
  if (residual.includes(true) && residual.includes(false))
    notes.push('The ICC of a model with predictors is residual: of the variance that its predictors leave.');
  if (fits.length > 1)
    notes.push(
      'χ² tests compare each model with the one before it where one is a special case of the other and both use the same rows.',
    );
  if (new Set(fits.map(({ outcome }) => outcome)).size > 1) notes.push('These models do not all have the same outcome.');
  else if (new Set(fits.map(({ rowsKey }) => rowsKey)).size > 1)
    notes.push('These models do not all use the same rows of the data.');
  return notes;
}

export function coefficientNotes(fit: Estimated & Pick<FitResult, 'factors'>): string[] {
  return [...estimationNotes(fit), ...fit.factors.map(codingNote)];
}

function estimationNotes({ method, criterion }: Estimated): string[] {
  if (method === 'lm') return ['Estimated by least squares; t tests with the residual degrees of freedom.'];
  const estimator = criterion === 'REML' ? 'restricted maximum likelihood (REML)' : 'maximum likelihood (ML)';
  const tests = `Estimated by ${estimator}; t tests with Satterthwaite’s degrees of freedom.`;
  return criterion === 'REML' ? [tests] : [tests, kenwardRogerWords.onlyREML];
}

export function fitNotes({ method, criterion }: Estimated): string[] {
  return method === 'lmm' && criterion === 'REML'
    ? [
        'AIC and BIC marked REML are what R prints for this fit; compare models with different predictors by the ML values only. Deviance and DIC use the ML fit.',
      ]
    : [];
}

/** With slopes the variance between groups depends on the predictor; `at` says where it was taken. */
export const averagedVariance = 'with the variance of the random effects averaged over the rows used (Johnson 2014)';

export function iccNotes(slopes: boolean): string[] {
  const share = 'Variance of each grouping factor as a share of the total variance, all random effects and residual.';
  return slopes ? [share, `With random slopes, ${averagedVariance.replace('with ', '')}.`] : [share];
}

export function moreLevels(group: string, more: number): string[] {
  return more > 0 ? [`${count(more, 'more level')} of ${group} not shown.`] : [];
}
