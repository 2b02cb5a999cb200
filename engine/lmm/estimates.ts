import type { Criterion } from '../contract/index.ts';
import { multiply } from './fixedPart.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { cornerParts, residualDf } from './objective.ts';
import type { CriterionParts } from './objective.ts';
import { copyThetaInto } from './theta.ts';
import { updateL } from './updateL.ts';

/** What follows from theta without further searching. */
export interface Estimates {
  readonly beta: readonly number[];
  readonly sigma: number;
  /** Covariance of beta divided by σ², p × p by rows. */
  readonly unscaledVcov: readonly (readonly number[])[];
  readonly parts: CriterionParts;
}

export function estimatesAt(model: LinearMixedModel, theta: readonly number[], criterion: Criterion): Estimates {
  const parts = factorAt(model, theta);
  const sigma = Math.sqrt(parts.pwrss / residualDf(model, criterion));
  return { beta: betaFromCorner(model), sigma, unscaledVcov: unscaledVcov(model), parts };
}

/** Make L the factor at a theta. */
export function factorAt(model: LinearMixedModel, theta: ArrayLike<number>): CriterionParts {
  copyThetaInto(model.factors, model.places, theta, model.numeric.lambda);
  return cornerParts(model, updateL(model));
}

/** Coefficients on Q of the generalized least-squares fit to the scaled residual; L must be fresh. */
export function coefficientsOnQ({ plan, numeric, fixed }: LinearMixedModel): Float64Array {
  const P = plan.border;
  const corner = plan.offset[plan.panels - 1];
  const onQ = new Float64Array(fixed.p);
  for (let j = fixed.p - 1; j >= 0; j--) {
    let sum = numeric.L[corner + P - 1 + j * P];
    for (let i = j + 1; i < fixed.p; i++) sum -= numeric.L[corner + i + j * P] * onQ[i];
    onQ[j] = sum / numeric.L[corner + j * (P + 1)];
  }
  return onQ;
}

function betaFromCorner(model: LinearMixedModel): number[] {
  const { toNamed, p, scale, leastSquares } = model.fixed;
  const change = multiply(toNamed, coefficientsOnQ(model), p);
  return Array.from(leastSquares, (value, j) => value + scale * change[j]);
}

/** C C' for C = (coefficients on Q to named) L_X⁻ᵀ. */
function unscaledVcov(model: LinearMixedModel): number[][] {
  const { p, toNamed } = model.fixed;
  const C = inverseFactor(model).map((column) => multiply(toNamed, column, p));
  return Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => C.reduce((sum, column) => sum + column[i] * column[j], 0)),
  );
}

/** Columns of L_X⁻ᵀ, the inverse factor of X'V⁻¹X on Q; L must be fresh. */
export function inverseFactor({ plan, numeric, fixed }: LinearMixedModel): Float64Array[] {
  const P = plan.border;
  const corner = plan.offset[plan.panels - 1];
  return Array.from({ length: fixed.p }, (_, column) => {
    const v = new Float64Array(fixed.p);
    for (let j = column; j >= 0; j--) {
      let sum = j === column ? 1 : 0;
      for (let i = j + 1; i <= column; i++) sum -= numeric.L[corner + i + j * P] * v[i];
      v[j] = sum / numeric.L[corner + j * (P + 1)];
    }
    return v;
  });
}
