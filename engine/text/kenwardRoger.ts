/**
 * The words of Kenward–Roger tests.
 */
import type { Notice } from '../contract/index.ts';
import { listed, quoted } from './words.ts';

export const kenwardRogerWords = {
  title: 'Kenward–Roger tests',
  adjustedSE: 'SE (adjusted)',
  method:
    'Standard errors and degrees of freedom allow for the variances being estimated (Kenward & Roger 1997), which matters where groups are few. The same as lmerTest’s summary with ddf = "Kenward-Roger".',
  weights: 'The weights of the rows are taken into account; R’s pbkrtest leaves them out.',
  onlyREML: 'Kenward–Roger tests need a REML fit: choose REML to get them.',
  row: (name: string) =>
    `Whether ${name === '(Intercept)' ? 'the intercept' : `the coefficient of ${name}`} could be 0, with a standard error and degrees of freedom that allow for the variances being estimated.`,
} as const;

export function noAdjustedCovariance(columns: readonly string[]): Notice {
  return {
    code: 'kenward-roger.no-covariance',
    severity: 'info',
    message: `Kenward–Roger tests are not shown: with these estimates the adjusted covariance has no standard error for ${listed(columns.map(quoted))}.`,
    remedy: 'Read the tests with Satterthwaite’s degrees of freedom instead.',
    details: { columns },
  };
}
