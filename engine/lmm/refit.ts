import type { Criterion } from '../contract/index.ts';
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { forwardHessian, quasiNewton, type SmoothFunction } from '../optim/index.ts';
import { coordinatesFor, copyCoordinatesInto, lambdaAt, type Coordinate, type Lambda } from './coordinates.ts';
import { estimatesAt, type Estimates } from './estimates.ts';
import type { Estimation } from './estimation.ts';
import { searchOnce } from './findOptimum.ts';
import { isSingular, type Fit } from './fit.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { currentObjective, gradientOfCurrent } from './objective.ts';
import { lambdaOf, thetaOf } from './theta.ts';

/** A fit to another outcome, without the diary. */
export interface Refit extends Estimates {
  readonly theta: readonly number[];
  readonly isSingular: boolean;
  readonly converged: boolean;
}

/** Standard deviations, in those of the residual, below which a term's smallest is looked at for being zero. */
const NEAR_ZERO = 0.1;

/**
 * A way to fit the same model to outcomes much like its own (simulated ones): every search starts at the fit's theta with the curvature
 * there, and the optimum is not looked for a second time. Boundaries are tested as in `fit`.
 *
 * @returns for a model made by `withOutcome`, its estimates by the fit's criterion
 */
export function refitter(model: LinearMixedModel, { theta, criterion }: Pick<Fit, 'theta' | 'criterion'>) {
  const start = lambdaOf(model.factors, model.places, theta);
  const { coordinates, x } = coordinatesFor(model, start);
  const inverse = inverseHessian(inCoordinates(model, criterion, coordinates), x);
  return (other: LinearMixedModel): Refit => {
    const near = quasiNewton(inCoordinates(other, criterion, coordinates), x, inverse);
    if (near.converged && coordinates.every(({ diagonal }, i) => !diagonal || Math.abs(near.x[i]) > NEAR_ZERO))
      return refitAt(other, criterion, lambdaAt(other, coordinates, near.x), true);
    const estimation: Estimation = { model: other, criterion, evaluations: 0, steps: [] };
    const found = searchOnce(estimation, near.converged ? lambdaAt(other, coordinates, near.x) : start);
    return refitAt(other, criterion, found.lambda, found.converged);
  };
}

function refitAt(model: LinearMixedModel, criterion: Criterion, lambda: Lambda, converged: boolean): Refit {
  const theta = thetaOf(model.factors, model.places, lambda);
  return { ...estimatesAt(model, theta, criterion), theta, isSingular: isSingular(model, theta), converged };
}

/** |H|⁻¹ at x with curvatures kept from vanishing, m × m. */
function inverseHessian(f: SmoothFunction, x: Float64Array): Float64Array {
  const m = x.length;
  const gradient = new Float64Array(m);
  f.evaluate(x, gradient);
  const { values, vectors } = symmetricEigen(forwardHessian(f, x, gradient));
  const least = 1e-3 * Math.max(1, ...values.map(Math.abs));
  const inverse = new Float64Array(m * m);
  values.forEach((value, k) => {
    const curvature = Math.max(Math.abs(value), least);
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) inverse[i * m + j] += (vectors[k][i] * vectors[k][j]) / curvature;
  });
  return inverse;
}

function inCoordinates(model: LinearMixedModel, criterion: Criterion, coordinates: readonly Coordinate[]): SmoothFunction {
  const { lambda, byLambda } = model.numeric;
  return {
    size: coordinates.length,
    evaluate(x, gradient) {
      copyCoordinatesInto(coordinates, x, lambda);
      const value = currentObjective(model, criterion);
      if (gradient === undefined || !(value < Infinity)) return value;
      gradientOfCurrent(model, criterion);
      for (let i = 0; i < coordinates.length; i++) gradient[i] = byLambda[coordinates[i].factor][coordinates[i].at];
      return value;
    },
  };
}
