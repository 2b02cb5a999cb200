/**
 * Share of the outcome's variance that a mixed model's fixed part, or fixed and random part together, account for.
 *
 * @see Nakagawa & Schielzeth (2013), Methods Ecol. Evol. 4(2), 133–142; Johnson (2014), ibid. 5(9), 944–946
 */
import { variance } from '../stats/index.ts';

export interface VarianceParts {
  /** Sample variance of the fixed part of the predictions. */
  readonly fixed: number;
  /** Mean variance of the random effects over the rows. */
  readonly random: number;
  readonly residual: number;
}

export function varianceParts(fixedPredictions: Float64Array, random: number, sigma: number): VarianceParts {
  return { fixed: variance(fixedPredictions), random, residual: sigma ** 2 };
}

/** R² of the fixed part, and of fixed and random part. */
export function marginalR2({ fixed, random, residual }: VarianceParts): number {
  return fixed / (fixed + random + residual);
}

export function conditionalR2({ fixed, random, residual }: VarianceParts): number {
  return (fixed + random) / (fixed + random + residual);
}
