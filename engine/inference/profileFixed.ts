/**
 * The deviance with one coefficient held: its column, times the value, moves into the offset, and the model is fitted without it.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §5.1
 */
import type { ModelFrame } from '../frame/types.ts';
import { linearMixedModel, objective, objectiveAndGradient, stdErrors, type Fit, type LinearMixedModel } from '../lmm/index.ts';
import { minimize } from '../optim/index.ts';
import type { Profiled } from './profile.ts';
import { unitOf } from './profileVariance.ts';

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
    way: () => wayOf(model.frame, j, fit.theta),
  }));
}

function wayOf(frame: ModelFrame, j: number, theta: readonly number[]): (value: number) => number {
  const without = withoutColumn(frame, j);
  const column = frame.X.subarray(j * frame.n, (j + 1) * frame.n);
  let start = theta;
  return (value) => {
    const offset = column.map((x, i) => value * x + (frame.offset?.[i] ?? 0));
    const model = linearMixedModel({ ...without, offset });
    const units = model.places.map((place) => unitOf(model, place));
    const found = minimize(
      thetaCriterion(model, units),
      Float64Array.from(start, (entry, i) => entry / units[i]),
    );
    start = Array.from(found.x, (entry, i) => entry * units[i]);
    return found.value;
  };
}

/** The deviance in theta over its units, β and σ profiled out. */
function thetaCriterion(model: LinearMixedModel, units: readonly number[]) {
  return {
    size: units.length,
    evaluate(x: Float64Array, gradient?: Float64Array): number {
      const found = objectiveAndGradient(
        model,
        x.map((entry, i) => entry * units[i]),
        'ML',
      );
      if (gradient && found.value < Infinity) gradient.set(found.gradient.map((slope, i) => slope * units[i]));
      return found.value;
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
