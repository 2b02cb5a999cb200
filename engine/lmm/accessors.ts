import type { Criterion, ThetaEntry } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import type { Fit } from './fit.ts';
import { linearMixedModel } from './linearMixedModel.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { objective } from './objective.ts';
import { thetaEntriesAt } from './theta.ts';

export function fixef({ beta }: Pick<Fit, 'beta'>): readonly number[] {
  return beta;
}

/** Covariance of beta, p × p by rows. */
export function vcovBeta({ unscaledVcov, sigma }: Pick<Fit, 'unscaledVcov' | 'sigma'>): number[][] {
  return unscaledVcov.map((row) => row.map((value) => sigma ** 2 * value));
}

export function stdErrors({ unscaledVcov, sigma }: Pick<Fit, 'unscaledVcov' | 'sigma'>): number[] {
  return unscaledVcov.map((row, j) => sigma * Math.sqrt(row[j]));
}

/** Theta with its names, in lme4's order. */
export function thetaEntries(model: LinearMixedModel, { theta }: Pick<Fit, 'theta'>): ThetaEntry[] {
  return thetaEntriesAt(model.places, theta);
}

/** The criterion of a frame at a given theta: what a kept fit is checked with. */
export function evaluateAt(frame: ModelFrame, theta: readonly number[], criterion: Criterion): number {
  return objective(linearMixedModel(frame), theta, criterion);
}
