import type { Criterion } from '../contract/index.ts';
import { gradientByLambda } from './gradient.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { copyThetaInto, gradientByTheta } from './theta.ts';
import { updateCorner } from './updateL.ts';

/** What the criterion is made of, on the outcome's scale. */
export interface CriterionParts {
  /** log |Λ'Z'DZΛ + I|. */
  readonly logDetL: number;
  /** log |X'V⁻¹X| times σ² (lme4's 2 log |R_X|). */
  readonly logDetRX: number;
  /** Penalized residual sum of squares. */
  readonly pwrss: number;
}

/**
 * −2 log-likelihood (ML) or −2 log restricted likelihood (REML) at theta, beta and sigma profiled out; lme4's deviance and REMLcrit.
 *
 * @param theta in lme4's order
 * @returns Infinity where theta is so large that a pivot was lost to rounding
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), eqs. 34 and 41
 */
export function objective(model: LinearMixedModel, theta: ArrayLike<number>, criterion: Criterion): number {
  copyThetaInto(model.factors, model.places, theta, model.numeric.lambda);
  return currentObjective(model, criterion);
}

export function objectiveAndGradient(
  model: LinearMixedModel,
  theta: ArrayLike<number>,
  criterion: Criterion,
): { value: number; gradient: number[] } {
  const value = objective(model, theta, criterion);
  const gradient = new Float64Array(model.places.length).fill(NaN);
  if (value < Infinity) {
    gradientOfCurrent(model, criterion);
    gradientByTheta(model.factors, model.places, model.numeric.byLambda, gradient);
  }
  return { value, gradient: Array.from(gradient) };
}

/** The criterion for the λ in the model's work arrays. */
export function currentObjective(model: LinearMixedModel, criterion: Criterion): number {
  const logDetL = updateCorner(model);
  if (Number.isNaN(logDetL)) return Infinity;
  const value = criterionOf(model, cornerParts(model, logDetL), criterion);
  return Number.isNaN(value) ? Infinity : value;
}

/** Gradient with respect to each λ, into `numeric.byLambda`, for the factor just made; the factor is used up. */
export function gradientOfCurrent(model: LinearMixedModel, criterion: Criterion): void {
  const df = residualDf(model, criterion);
  gradientByLambda(model, criterion === 'REML' ? 1 : 0, df);
}

/** n − p for REML, n for ML. */
export function residualDf({ fixed }: LinearMixedModel, criterion: Criterion): number {
  return criterion === 'REML' ? fixed.n - fixed.p : fixed.n;
}

export function criterionOf(model: LinearMixedModel, { logDetL, logDetRX, pwrss }: CriterionParts, criterion: Criterion): number {
  const df = residualDf(model, criterion);
  const logDet = criterion === 'REML' ? logDetL + logDetRX : logDetL;
  return logDet + df * (1 + Math.log((2 * Math.PI * pwrss) / df)) - model.fixed.logWeights;
}

/** Read the parts off a fresh factor. */
export function cornerParts({ plan, numeric, fixed }: LinearMixedModel, logDetL: number): CriterionParts {
  const P = plan.border;
  const corner = plan.offset[plan.panels - 1];
  let logDetRX = fixed.logDetXX;
  for (let j = 0; j < P - 1; j++) logDetRX += 2 * Math.log(numeric.L[corner + j * (P + 1)]);
  return { logDetL, logDetRX, pwrss: (numeric.L[corner + P * P - 1] * fixed.scale) ** 2 };
}
