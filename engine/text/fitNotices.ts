/**
 * The words of estimation itself: why a model cannot be estimated, and what was odd about its optimum.
 */
import type { Notice } from '../contract/index.ts';
import { listed, quoted } from './words.ts';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

export const outcomeExplained = (outcome: string): Words => ({
  message: `The fixed effects reproduce ${quoted(outcome)} exactly, so no variation is left for the random effects and the residual.`,
  remedy: 'Check that no predictor is a copy of the outcome or computed from it, and that there are more rows than coefficients.',
});

/** A grouping factor and how many levels it has. */
export interface GroupSize {
  readonly name: string;
  readonly levels: number;
}

export const modelTooLarge = (groups: readonly GroupSize[], gigabytes: number, hours: number): Words => ({
  message: `This model is too large to fit here: ${sizes(groups)} cross each other so widely that it would need about ${Math.ceil(gigabytes)} GB of memory and ${Math.ceil(hours)} hours.`,
  remedy: 'Leave out a random effect of one of the largest grouping factors, or fit the model to part of the rows.',
});

function sizes(groups: readonly GroupSize[]): string {
  return listed(groups.map(({ name, levels }) => `${quoted(name)} (${levels.toLocaleString('en-US')} levels)`));
}

export function residualVanishes(ratio: number): Notice {
  return {
    code: 'fit.residual-vanishes',
    severity: 'problem',
    message: `Nearly all variation lies between groups: a random effect is ${ratio.toPrecision(2)} times as large as the residual, and the estimates depend on rounding.`,
    remedy: 'Check whether the outcome is constant within groups; if so, analyse one row per group.',
    details: { ratio },
  };
}

export function notIdentified(): Notice {
  return {
    code: 'fit.not-identified',
    severity: 'caution',
    message:
      'The data cannot tell some of the random effects apart: their variances or correlations can be changed together without changing the fit, so the values shown are one choice of many.',
    remedy:
      'Remove a random effect that another one already contains, or a correlation between columns that never occur in the same group.',
    details: {},
  };
}
