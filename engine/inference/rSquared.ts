/**
 * Share of the outcome's variance that a mixed model's fixed part, or fixed and random part together, account for.
 *
 * @see Nakagawa & Schielzeth (2013), Methods Ecol. Evol. 4(2), 133–142; Johnson (2014), ibid. 5(9), 944–946
 */
import type { ExplainedShares, VarCorrEntry } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { variance } from '../stats/index.ts';
import { groupVariances } from './icc.ts';

export interface VarianceParts {
  /** Sample variance of the fixed part of the predictions. */
  readonly fixed: number;
  /** Mean variance of the random effects over the rows. */
  readonly random: number;
  readonly residual: number;
}

/** Both R² of a linear mixed model, with every random term counted; a known offset belongs to neither part. `fixed` has n values. */
export function explainedShares(
  frame: ModelFrame,
  fixed: Float64Array,
  varCorr: readonly VarCorrEntry[],
  sigma: number,
): ExplainedShares {
  const random = groupVariances(frame, varCorr).reduce((sum, one) => sum + one, 0);
  const parts = varianceParts(
    fixed.map((value, i) => value - (frame.offset?.[i] ?? 0)),
    random,
    sigma,
  );
  return { marginal: marginalR2(parts), conditional: conditionalR2(parts) };
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
