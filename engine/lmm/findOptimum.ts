import { minimize } from '../optim/index.ts';
import type { Minimum, SmoothFunction } from '../optim/index.ts';
import { leaveBoundary, snapToBoundary } from './boundary.ts';
import { coordinatesFor, copyCoordinatesInto, lambdaAt } from './coordinates.ts';
import type { Coordinate, Lambda } from './coordinates.ts';
import { AFFORDABLE, evaluationCost } from './cost.ts';
import { currentGradient, currentInformation, currentValue } from './estimation.ts';
import type { Estimation } from './estimation.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { isFlat } from './isFlat.ts';
import { collapses } from './singular.ts';
import { unitStart, wideStart, withCorrelationsReversed } from './start.ts';
import { thetaOf } from './theta.ts';
import { factorIsWhole } from './updateL.ts';

/** Where a search ended. */
export interface Found {
  readonly lambda: Lambda;
  readonly value: number;
  readonly converged: boolean;
  readonly decrement: number;
  /** The criterion stays the same along some direction: what lies along it is not identified. */
  readonly isFlat: boolean;
  /** Where the last search ended, in its own coordinates. */
  readonly at: { readonly coordinates: readonly Coordinate[]; readonly x: Float64Array; readonly hessian: Minimum['hessian'] };
}

/** Operations of one evaluation up to which every start is tried; and differences are as quick as average information. */
const SMALL = 1e5;
/** A second search must be better by this much to count. */
const LOWER = 1e-8;

/**
 * The lowest point of the criterion, from a start and, where evaluations are not too dear, once more from the optimum pushed aside. Where
 * the two differ or the fit is singular, plain starts decide. A search that comes back to a regular optimum ends before it gets there.
 */
export function findOptimum(estimation: Estimation, start: Lambda): Found {
  const { model } = estimation;
  const found = searchOnce(estimation, start);
  if (evaluationCost(model) > AFFORDABLE) return found;
  const isRegular = found.converged && !found.isFlat && collapses(model, found.lambda).length === 0;
  if (isRegular && comesBack(estimation, found)) return found;
  const again = settle(estimation, search(estimation, pushedAside(model, found.lambda)));
  const lower = again.value < found.value - LOWER ? again : found;
  if (Math.abs(again.value - found.value) <= LOWER && collapses(model, found.lambda).length === 0) return lower;
  return otherStarts(model, lower.lambda).reduce((best, plain) => {
    const other = settle(estimation, search(estimation, plain));
    return other.value < best.value - LOWER ? other : best;
  }, lower);
}

/** The lowest point near a start, boundaries tested, not looked for a second time. */
export function searchOnce(estimation: Estimation, start: Lambda): Found {
  return settle(estimation, search(estimation, start));
}

/** Starts that find the second minimum a few dozen rows can have, often one with a correlation of the other sign; in larger models they have found nothing. */
function otherStarts(model: LinearMixedModel, found: Lambda): Lambda[] {
  if (evaluationCost(model) > SMALL) return [unitStart(model)];
  const mirrored = hasCorrelations(model) ? [withCorrelationsReversed(model, found)] : [];
  return [unitStart(model), wideStart(model), ...mirrored];
}

function hasCorrelations({ places }: LinearMixedModel): boolean {
  return places.some(({ row, column }) => row !== column);
}

function pushedAside(model: LinearMixedModel, lambda: Lambda): Lambda {
  const { coordinates, x } = coordinatesFor(model, lambda);
  return lambdaAt(model, coordinates, aside(coordinates, x));
}

function aside(coordinates: readonly Coordinate[], x: Float64Array): Float64Array {
  return x.map((value, i) => (coordinates[i].diagonal ? 1.3 * value + 0.5 : 0.8 * value));
}

/** How far above the optimum, by its value and by the quadratic there, a search counts as having come back to it. */
const BACK = 1e-2;

/**
 * Whether a search from aside of the optimum, with the curvature there, comes near it again. In larger models, which have not been seen to have two
 * minima, it is enough that the criterion falls from there towards the optimum.
 */
function comesBack(estimation: Estimation, found: Found): boolean {
  return evaluationCost(estimation.model) > SMALL ? fallsBack(estimation, found) : searchComesBack(estimation, found);
}

/** From one side and from half the way to no random effects at all. */
function fallsBack(estimation: Estimation, { value, at: { coordinates, x } }: Found): boolean {
  const f = inCoordinates(estimation, coordinates);
  const gradient = new Float64Array(x.length);
  return [aside(coordinates, x), x.map((entry) => entry / 2)].every((from) => {
    const reached = f.evaluate(from, gradient);
    const slope = gradient.reduce((sum, entry, i) => sum + entry * (x[i] - from[i]), 0);
    return reached < Infinity && reached > value - LOWER && slope < 0;
  });
}

function searchComesBack(estimation: Estimation, { value, at: { coordinates, x, hessian } }: Found): boolean {
  const { factors } = estimation.model;
  const columns = coordinates.map(({ factor, at }) => `${factor} ${at % factors[factor].k}`);
  const diagonals = columns.map((column) => coordinates.findIndex(({ diagonal }, i) => diagonal && columns[i] === column));
  let isBack = false;
  const isEnough = (at: Float64Array, reached: number): boolean => {
    // The criterion does not see the sign of a column of λ.
    const e = at.map((entry, i) => (at[diagonals[i]] * x[diagonals[i]] < 0 ? -entry : entry) - x[i]);
    const above = hessian.reduce((sum, row, i) => sum + e[i] * row.reduce((part, entry, j) => part + entry * e[j], 0), 0) / 2;
    isBack = Math.abs(reached - value) < BACK && above < BACK;
    return isBack || reached < value - LOWER;
  };
  const options = { maxSteps: STAGE, hessian, isEnough, onStep: logOf(estimation, coordinates) };
  minimize(inCoordinates(estimation, coordinates), aside(coordinates, x), options);
  return isBack;
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
  const { model } = estimation;
  const { coordinates, x } = coordinatesFor(model, start);
  const f = inCoordinates(estimation, coordinates);
  const minimum = minimize(f, x, { maxSteps: STAGE, onStep: logOf(estimation, coordinates) });
  const { value, converged, decrement } = minimum;
  return {
    lambda: lambdaAt(model, coordinates, minimum.x),
    value,
    converged,
    decrement,
    isFlat: converged && isFlat(f, minimum, coordinates),
    at: { coordinates, x: minimum.x, hessian: minimum.hessian },
  };
}

/** Keeps the diary of a search. */
function logOf(estimation: Estimation, coordinates: readonly Coordinate[]): (at: Float64Array, value: number) => void {
  const { model, steps, onProgress } = estimation;
  return (at, value) => {
    steps.push({ theta: thetaOf(model.factors, model.places, lambdaAt(model, coordinates, at)), value });
    onProgress?.({ stage: 'fit', done: estimation.evaluations, total: null, criterion: value });
  };
}

function inCoordinates(estimation: Estimation, coordinates: readonly Coordinate[]): SmoothFunction {
  return {
    size: coordinates.length,
    informs: factorIsWhole(estimation.model) && evaluationCost(estimation.model) > SMALL,
    evaluate(x, gradient, information) {
      copyCoordinatesInto(coordinates, x, estimation.model.numeric.lambda);
      const value = currentValue(estimation);
      if (gradient === undefined || !(value < Infinity)) return value;
      if (information) currentInformation(estimation, coordinates).forEach((row, i) => (information[i] = row));
      const byLambda = currentGradient(estimation);
      coordinates.forEach(({ factor, at }, i) => (gradient[i] = byLambda[factor][at]));
      return value;
    },
  };
}
