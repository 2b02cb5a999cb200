/**
 * The words of statistical notices: what was found, with its numbers, and what could be done.
 */
import type { Notice } from '../contract/index.ts';
import { count, listed, quoted } from './words.ts';

export function rowsDropped(dropped: number, total: number, by: Readonly<Record<string, number>>): Notice {
  const columns = Object.entries(by).sort(([, one], [, other]) => other - one);
  const named = listed(columns.map(([column, rows]) => `${column} (${rows})`));
  return {
    code: 'rows.dropped',
    severity: 'info',
    message: `${count(dropped, 'row')} of ${total} left out because of missing values: ${named}.`,
    remedy: null,
    details: { dropped, by },
  };
}

export function columnsDropped(columns: readonly string[]): Notice {
  const [is, itself] = columns.length === 1 ? ['is', 'it has'] : ['are', 'they have'];
  return {
    code: 'columns.dropped',
    severity: 'caution',
    message: `${listed(columns.map(quoted))} ${is} fully determined by other predictors, so ${itself} no effect of ${columns.length === 1 ? 'its' : 'their'} own and ${is} left out.`,
    remedy: 'Remove one of the predictors that say the same.',
    details: { columns },
  };
}

/** What of the random effects has collapsed, in words. */
export interface Collapse {
  readonly kind: 'variance' | 'correlation' | 'rank';
  readonly group: string;
  readonly columns: readonly string[];
}

export function singularFit(collapses: readonly Collapse[]): Notice {
  return {
    code: 'fit.singular',
    severity: 'caution',
    message:
      `The fit is singular: ${listed(collapses.map(collapsed))}. ` +
      'The data do not say more about these random effects; along such an edge the criterion is nearly flat, so programs and versions stop at slightly different values, and published tables of such models differ.',
    remedy: 'Read the fixed effects as they are, or remove the random effect that has collapsed and compare.',
    details: { collapses },
  };
}

function collapsed({ kind, group, columns }: Collapse): string {
  switch (kind) {
    case 'variance':
      return `the variance of the ${effectName(columns[0])} between levels of ${group} is estimated as 0`;
    case 'correlation':
      return `the ${columns.map(effectName).join(' and the ')} of ${group} are perfectly correlated`;
    case 'rank':
      return `the ${columns.length} random effects of ${group} (${listed(columns)}) vary in fewer than ${columns.length} directions`;
  }
}

function effectName(column: string): string {
  return column === '(Intercept)' ? 'intercept' : `${column} slope`;
}

export function fewGroups(group: string, levels: number): Notice {
  return {
    code: 'groups.few',
    severity: 'caution',
    message: `${group} has only ${levels} levels; a variance between so few groups is known very roughly.`,
    remedy: `Consider ${group} as a fixed effect instead.`,
    details: { group, levels },
  };
}

export function constantSlope(column: string, group: string): Notice {
  return {
    code: 'slope.constant-within-groups',
    severity: 'caution',
    message: `${column} does not vary within any level of ${group}, so the data cannot show how its effect differs between them.`,
    remedy: `Remove the random slope of ${column} by ${group}.`,
    details: { column, group },
  };
}

export function badlyScaled(columns: readonly string[]): Notice {
  return {
    code: 'predictors.scale',
    severity: 'caution',
    message: `The predictors are on very different scales (${listed(columns)}), which makes coefficients hard to read and can slow estimation.`,
    remedy: 'Divide large numbers by a round factor, or use z-scores.',
    details: { columns },
  };
}

/** Values of a predictor outside the boundary knots told for its spline. */
export function beyondBoundary(spline: string, rows: number): Notice {
  const lie = `${rows} ${rows === 1 ? 'row lies' : 'rows lie'}`;
  return {
    code: 'predictors.beyond-boundary',
    severity: 'caution',
    message: `${lie} outside the boundary knots of ${spline}. The curve goes on there by the pieces at its ends, which can make its columns hard to tell apart.`,
    remedy: 'Leave Boundary.knots out, so that the curve spans all rows, or choose wider ones.',
    details: { spline, rows },
  };
}

export function notConverged(message: string): Notice {
  return {
    code: 'fit.not-converged',
    severity: 'problem',
    message: `Estimation stopped before it was sure to have found the best values (${message}).`,
    remedy: 'Simplify the random effects, or rescale predictors, and fit again.',
    details: { message },
  };
}

export function perfectFit(): Notice {
  return {
    code: 'fit.perfect',
    severity: 'problem',
    message: 'The model reproduces the data exactly; nothing is left from which standard errors could be estimated.',
    remedy: 'Use fewer predictors than rows, and check that no predictor is a copy of the outcome.',
    details: {},
  };
}

export function storedFitDiffers(stored: number, now: number): Notice {
  return {
    code: 'fit.stored-differs',
    severity: 'problem',
    message: `The kept estimates do not belong to the data as they are now: the criterion was ${stored} and is ${now}.`,
    remedy: 'Fit the model again.',
    details: { stored, now },
  };
}
