/**
 * The deviance with one coefficient held: its column, times the value, is taken from the outcome, and the model is fitted without it.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §5.1
 */
import type { CheckCancelled } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { coordinatesFor, copyCoordinatesInto, type Coordinate } from '../lmm/coordinates.ts';
import { linearMixedModel, objective, stdErrors, withOutcomes, type Fit, type LinearMixedModel } from '../lmm/index.ts';
import { currentObjective, gradientOfCurrent } from '../lmm/objective.ts';
import { lambdaOf } from '../lmm/theta.ts';
import { followMinimum, type Followed, type SmoothFunction } from '../optim/index.ts';
import type { Profiled } from './profile.ts';
import { MOST_STEPS, NEAR_ZERO, SETTLED } from './profileVariance.ts';

/** Every coefficient, as something that can be held at a value. */
export function profiledCoefficients(model: LinearMixedModel, fit: Fit, checkCancelled: CheckCancelled): Profiled[] {
  const se = stdErrors(fit);
  const best = objective(model, fit.theta, 'ML');
  return model.frame.coefNames.map((name, j) => ({
    name,
    estimate: fit.beta[j],
    from: -Infinity,
    to: Infinity,
    scale: se[j],
    isIdentified: true,
    best,
    way: () => wayOf(model, j, fit.theta, checkCancelled),
  }));
}

function wayOf(
  model: LinearMixedModel,
  j: number,
  theta: readonly number[],
  checkCancelled: CheckCancelled,
): (value: number) => number {
  const { frame, factors, places } = model;
  const column = frame.X.subarray(j * frame.n, (j + 1) * frame.n);
  const withOutcome = withOutcomes(linearMixedModel(withoutColumn(frame, j), checkCancelled));
  const { coordinates, x: start } = coordinatesFor(model, lambdaOf(factors, places, theta));
  const isRegular = (x: Float64Array) => coordinates.every(({ diagonal }, i) => !diagonal || Math.abs(x[i]) > NEAR_ZERO);
  let from: Pick<Followed, 'x' | 'inverse'> = { x: start, inverse: null };
  return (value) => {
    const held = withOutcome(frame.y.map((y, i) => y - value * column[i]));
    const found = followMinimum(inCoordinates(held, coordinates, checkCancelled), from, isRegular, MOST_STEPS);
    from = found;
    return found.decrement < SETTLED ? found.value : NaN;
  };
}

/** The deviance in standard coordinates, β and σ profiled out. */
function inCoordinates(
  model: LinearMixedModel,
  coordinates: readonly Coordinate[],
  checkCancelled: CheckCancelled,
): SmoothFunction {
  return {
    size: coordinates.length,
    evaluate(x, gradient) {
      checkCancelled();
      copyCoordinatesInto(coordinates, x, model.numeric.lambda);
      const value = currentObjective(model, 'ML');
      if (gradient === undefined || !(value < Infinity)) return value;
      gradientOfCurrent(model, 'ML');
      coordinates.forEach(({ factor, at }, i) => (gradient[i] = model.numeric.byLambda[factor][at]));
      return value;
    },
  };
}

/** The frame without one of its columns. */
function withoutColumn(frame: ModelFrame, j: number): ModelFrame {
  const { n, p, X, coefNames, assign } = frame;
  const rest = new Float64Array(n * (p - 1));
  rest.set(X.subarray(0, j * n));
  rest.set(X.subarray((j + 1) * n, p * n), j * n);
  const others = <T>(items: readonly T[]) => items.filter((_, column) => column !== j);
  return { ...frame, X: rest, p: p - 1, coefNames: others(coefNames), assign: others(assign) };
}
