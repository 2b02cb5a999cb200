import type { CheckCancelled, Criterion, OnProgress } from '../contract/index.ts';
import { averageInformation } from './averageInformation.ts';
import type { Coordinate, Lambda } from './coordinates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { currentObjective, gradientOfCurrent, residualDf } from './objective.ts';

/** A fit under way: what is minimized, who is told, and the diary. */
export interface Estimation {
  readonly model: LinearMixedModel;
  readonly criterion: Criterion;
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
  evaluations: number;
  readonly steps: { theta: readonly number[]; value: number }[];
}

/** Standard deviations beyond this many σ are taken as infinite: the criterion has no digits left there. */
const HUGE = 1e6;

/** The criterion at a λ, Infinity where it cannot be computed. */
export function valueAt(estimation: Estimation, lambda: Lambda): number {
  lambda.forEach((one, f) => estimation.model.numeric.lambda[f].set(one));
  return currentValue(estimation);
}

/** The criterion at the λ in the model's work arrays. */
export function currentValue(estimation: Estimation): number {
  estimation.checkCancelled?.();
  estimation.evaluations++;
  for (const one of estimation.model.numeric.lambda) for (const value of one) if (!(Math.abs(value) < HUGE)) return Infinity;
  return currentObjective(estimation.model, estimation.criterion);
}

/** Gradient with respect to each factor's λ where the criterion was just computed, in the model's work arrays. */
export function currentGradient({ model, criterion }: Estimation): readonly Float64Array[] {
  gradientOfCurrent(model, criterion);
  return model.numeric.byLambda;
}

/** About the Hessian where the criterion was just computed and its gradient was not yet. */
export function currentInformation({ model, criterion }: Estimation, coordinates: readonly Coordinate[]): number[][] {
  return averageInformation(model, coordinates, residualDf(model, criterion));
}
