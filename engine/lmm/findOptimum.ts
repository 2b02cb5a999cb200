import { minimize } from '../optim/index.ts';
import type { SmoothFunction } from '../optim/index.ts';
import { leaveBoundary, snapToBoundary } from './boundary.ts';
import { coordinatesFor, copyCoordinatesInto, lambdaAt } from './coordinates.ts';
import type { Coordinate, Lambda } from './coordinates.ts';
import { evaluationCost } from './cost.ts';
import { currentGradient, currentValue } from './estimation.ts';
import type { Estimation } from './estimation.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { isFlat } from './isFlat.ts';
import { collapses } from './singular.ts';
import { unitStart } from './start.ts';
import { thetaOf } from './theta.ts';

/** Where a search ended. */
export interface Found {
  readonly lambda: Lambda;
  readonly value: number;
  readonly converged: boolean;
  readonly decrement: number;
  /** The criterion stays the same along some direction: what lies along it is not identified. */
  readonly isFlat: boolean;
}

/** Operations of one evaluation above which the optimum is not looked for again. */
const AFFORDABLE = 2e8;
/** A second search must be better by this much to count. */
const LOWER = 1e-8;

/**
 * The lowest point of the criterion, from a start and, where evaluations are not too dear, once more from the optimum pushed aside. Where
 * the two differ or the fit is singular, a plain start decides.
 */
export function findOptimum(estimation: Estimation, start: Lambda): Found {
  const { model } = estimation;
  const found = searchOnce(estimation, start);
  if (evaluationCost(model) > AFFORDABLE) return found;
  const again = settle(estimation, search(estimation, pushedAside(model, found.lambda)));
  const lower = again.value < found.value - LOWER ? again : found;
  if (Math.abs(again.value - found.value) <= LOWER && collapses(model, found.lambda).length === 0) return lower;
  const third = settle(estimation, search(estimation, unitStart(model)));
  return third.value < lower.value - LOWER ? third : lower;
}

/** The lowest point near a start, boundaries tested, not looked for a second time. */
export function searchOnce(estimation: Estimation, start: Lambda): Found {
  return settle(estimation, search(estimation, start));
}

function pushedAside(model: LinearMixedModel, lambda: Lambda): Lambda {
  const { coordinates, x } = coordinatesFor(model, lambda);
  const aside = x.map((value, i) => (coordinates[i].diagonal ? 1.3 * value + 0.5 : 0.8 * value));
  return lambdaAt(model, coordinates, aside);
}

/** Make nearly singular terms exactly so, and leave singular points that are not minima; until neither happens. */
function settle(estimation: Estimation, from: Found): Found {
  let best = from;
  for (let round = 0; round < 4; round++) {
    const snapped = snapToBoundary(estimation, best.lambda, best.value);
    if (snapped !== best.lambda) best = search(estimation, snapped);
    const lower = leaveBoundary(estimation, best.lambda, best.value);
    if (lower === null) return best;
    best = search(estimation, lower);
  }
  return best;
}

/** Steps after which the coordinates are chosen again: they are to suit where the search is, not where it began. */
const STAGE = 15;
const STAGES = 12;
/** A criterion's decrement that no conclusion depends on. */
const NOTHING_TO_GAIN = 1e-8;

function search(estimation: Estimation, start: Lambda): Found {
  let found = searchStage(estimation, start);
  for (let stage = 1; stage < STAGES && !found.converged; stage++) {
    const further = searchStage(estimation, found.lambda);
    if (!further.converged && !(further.value < found.value)) return found;
    found = further;
  }
  // A flat valley can be walked along for ever: what matters is that nothing is to be gained.
  return { ...found, converged: found.converged || found.decrement < NOTHING_TO_GAIN };
}

function searchStage(estimation: Estimation, start: Lambda): Found {
  const { model, steps, onProgress } = estimation;
  const { coordinates, x } = coordinatesFor(model, start);
  const onStep = (at: Float64Array, value: number): void => {
    steps.push({ theta: thetaOf(model.factors, model.places, lambdaAt(model, coordinates, at)), value });
    onProgress?.({ stage: 'fit', done: estimation.evaluations, total: null, criterion: value });
  };
  const f = inCoordinates(estimation, coordinates);
  const minimum = minimize(f, x, { maxSteps: STAGE, onStep });
  const { value, converged, decrement } = minimum;
  return {
    lambda: lambdaAt(model, coordinates, minimum.x),
    value,
    converged,
    decrement,
    isFlat: converged && isFlat(f, minimum, coordinates),
  };
}

function inCoordinates(estimation: Estimation, coordinates: readonly Coordinate[]): SmoothFunction {
  return {
    size: coordinates.length,
    evaluate(x, gradient) {
      copyCoordinatesInto(coordinates, x, estimation.model.numeric.lambda);
      const value = currentValue(estimation);
      if (gradient === undefined || !(value < Infinity)) return value;
      const byLambda = currentGradient(estimation);
      coordinates.forEach(({ factor, at }, i) => (gradient[i] = byLambda[factor][at]));
      return value;
    },
  };
}
