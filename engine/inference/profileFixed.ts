/**
 * The deviance with one coefficient held: its column, times the value, moves into the offset, and the model is fitted without it.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §5.1
 */
import type { ModelFrame } from '../frame/types.ts';
import { coordinatesFor, copyCoordinatesInto, lambdaAt, type Coordinate, type Lambda } from '../lmm/coordinates.ts';
import { linearMixedModel, objective, stdErrors, type Fit, type LinearMixedModel } from '../lmm/index.ts';
import { currentObjective, gradientOfCurrent } from '../lmm/objective.ts';
import { lambdaOf } from '../lmm/theta.ts';
import { minimize, type SmoothFunction } from '../optim/index.ts';
import type { Profiled } from './profile.ts';
import { MOST_STEPS, SETTLED } from './profileVariance.ts';

/** Every coefficient, as something that can be held at a value. */
export function profiledCoefficients(model: LinearMixedModel, fit: Fit): Profiled[] {
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
    way: () => wayOf(model.frame, j, model, fit.theta),
  }));
}

function wayOf(
  frame: ModelFrame,
  j: number,
  { factors, places }: LinearMixedModel,
  theta: readonly number[],
): (value: number) => number {
  const without = withoutColumn(frame, j);
  const column = frame.X.subarray(j * frame.n, (j + 1) * frame.n);
  let start: Lambda = lambdaOf(factors, places, theta);
  return (value) => {
    const offset = column.map((x, i) => value * x + (frame.offset?.[i] ?? 0));
    const model = linearMixedModel({ ...without, offset });
    const { coordinates, x } = coordinatesFor(model, start);
    const found = minimize(inCoordinates(model, coordinates), x, { maxSteps: MOST_STEPS });
    start = lambdaAt(model, coordinates, found.x);
    return found.decrement < SETTLED ? found.value : NaN;
  };
}

/** The deviance in standard coordinates, β and σ profiled out. */
function inCoordinates(model: LinearMixedModel, coordinates: readonly Coordinate[]): SmoothFunction {
  return {
    size: coordinates.length,
    evaluate(x, gradient) {
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
