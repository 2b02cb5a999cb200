/**
 * What stands under a table: methods and defaults, named.
 */
import type { FitResult } from '../contract/index.ts';

export function comparisonNotes(fits: readonly FitResult[]): string[] {
  const notes = [
    'Standard errors in brackets. AIC, BIC and log-likelihood are those of maximum-likelihood fits, so that models with different predictors can be compared.',
  ];
  if (fits.length > 1)
    notes.push(
      'χ² tests compare each model with the one before it where one is a special case of the other and both use the same rows.',
    );
  if (new Set(fits.map(({ rowsKey }) => rowsKey)).size > 1) notes.push('These models do not all use the same rows of the data.');
  return notes;
}
