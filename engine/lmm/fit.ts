import type { CheckCancelled, Criterion, FitLog, Notice, OnProgress } from '../contract/index.ts';
import { minimize } from '../optim/index.ts';
import type { SmoothFunction } from '../optim/index.ts';
import { residualVanishes } from '../text/fitNotices.ts';
import { notConverged, singularFit } from '../text/notices.ts';
import { leaveBoundary, snapToBoundary } from './boundary.ts';
import { evaluationCost } from './cost.ts';
import { coordinatesFor, copyCoordinatesInto, lambdaAt } from './coordinates.ts';
import type { Coordinate, Lambda } from './coordinates.ts';
import { estimatesAt } from './estimates.ts';
import type { Estimates } from './estimates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { currentObjective, gradientOfCurrent, objectiveAndGradient } from './objective.ts';
import { collapses } from './singular.ts';
import { momentStart, unitStart } from './start.ts';
import { lambdaOf, thetaOf } from './theta.ts';

export interface Fit extends Estimates {
  readonly criterion: Criterion;
  /** In lme4's order, no diagonal entry negative. */
  readonly theta: readonly number[];
  /** −2 log (restricted) likelihood at theta. */
  readonly criterionValue: number;
  readonly log: FitLog;
  /** lme4's rule: a diagonal entry of theta below 1e-4. */
  readonly isSingular: boolean;
  readonly notices: readonly Notice[];
}

export interface FitOptions {
  /** Theta to start from; without it, the start is chosen from the data. */
  readonly start?: readonly number[];
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

const OPTIMIZER = 'Newton on the exact gradient (Hessian from differences and BFGS)';
/** Standard deviations beyond this many σ are taken as infinite: the criterion has no digits left there. */
const HUGE = 1e6;
/** Beyond this many, the residual is as good as gone. */
const VANISHING = 1e4;
/** Operations of one evaluation below which the optimum is looked for three times, and twice. */
const CHEAP = 3e6;
const AFFORDABLE = 2e8;

/**
 * Estimate theta by minimizing the profiled criterion, then beta and sigma at it.
 *
 * The optimum is checked: every variance at zero is tested for growing, small ones for being zero, and a second search from a perturbed
 * point must not find anything lower. (Left out where one evaluation takes longer than some 50 ms.)
 */
export function fit(model: LinearMixedModel, criterion: Criterion, options: FitOptions = {}): Fit {
  const started = performance.now();
  const diary: Diary = { evaluations: 0, steps: [] };
  const search = searcher(model, criterion, options, diary);
  const found = settle(model, criterion, search, search(firstStart(model, options)));
  const best = searchAgain(model, criterion, search, found);
  const theta = thetaOf(model.factors, model.places, best.lambda);
  const { value, gradient } = objectiveAndGradient(model, theta, criterion);
  const log = finalLog(diary, best, gradient, performance.now() - started);
  return {
    ...estimatesAt(model, theta, criterion),
    criterion,
    theta,
    criterionValue: value,
    log,
    isSingular: isSingular(model, theta),
    notices: noticesOf(model, best, log),
  };
}

/** lme4's rule: a diagonal entry of theta below 1e-4. */
export function isSingular(model: LinearMixedModel, theta: readonly number[]): boolean {
  return model.places.some(({ row, column }, i) => row === column && theta[i] < 1e-4);
}

function finalLog(
  { evaluations, steps }: Diary,
  { converged, decrement }: Found,
  gradient: readonly number[],
  ms: number,
): FitLog {
  const message = converged ? 'converged' : `a better step would still gain about ${decrement.toExponential(1)}`;
  const steepest = Math.max(0, ...gradient.map(Math.abs));
  return {
    optimizer: OPTIMIZER,
    converged,
    message,
    evaluations,
    steps,
    gradient: steepest,
    ms: { frame: 0, fit: ms, total: ms },
  };
}

function noticesOf(model: LinearMixedModel, { lambda }: Found, log: FitLog): Notice[] {
  const collapsed = collapses(model, lambda);
  const ratio = Math.max(0, ...lambda.flatMap((one) => Array.from(one, Math.abs)));
  return [
    ...(collapsed.length > 0 ? [singularFit(collapsed)] : []),
    ...(log.converged ? [] : [notConverged(log.message)]),
    ...(ratio > VANISHING ? [residualVanishes(ratio)] : []),
  ];
}

interface Diary {
  evaluations: number;
  readonly steps: { theta: readonly number[]; value: number }[];
}

/** Where a search ended. */
interface Found {
  readonly lambda: Lambda;
  readonly value: number;
  readonly converged: boolean;
  readonly decrement: number;
}

type Search = (start: Lambda) => Found;

/** Steps after which the coordinates are chosen again: they suit where the search is, not where it began. */
const STAGE = 15;
const STAGES = 12;

function searcher(model: LinearMixedModel, criterion: Criterion, options: FitOptions, diary: Diary): Search {
  const stage = (start: Lambda): Found => searchStage(model, criterion, start, options, diary);
  return (start) => {
    let found = stage(start);
    for (let stages = 1; stages < STAGES && !found.converged; stages++) {
      const further = stage(found.lambda);
      if (!(further.value < found.value) && !further.converged) return found;
      found = further;
    }
    return found;
  };
}

function searchStage(model: LinearMixedModel, criterion: Criterion, start: Lambda, options: FitOptions, diary: Diary): Found {
  const { coordinates, x } = coordinatesFor(model, start);
  const f: SmoothFunction = {
    size: x.length,
    evaluate(at, gradient) {
      options.checkCancelled?.();
      diary.evaluations++;
      return evaluate(model, criterion, coordinates, at, gradient);
    },
  };
  const onStep = (at: Float64Array, value: number): void => {
    diary.steps.push({ theta: thetaOf(model.factors, model.places, lambdaAt(model, coordinates, at)), value });
    options.onProgress?.({ stage: 'fit', done: diary.evaluations, total: null, criterion: value });
  };
  const { x: end, value, converged, decrement } = minimize(f, x, { maxSteps: STAGE, onStep });
  return { lambda: lambdaAt(model, coordinates, end), value, converged, decrement };
}

function evaluate(
  model: LinearMixedModel,
  criterion: Criterion,
  coordinates: readonly Coordinate[],
  x: Float64Array,
  gradient?: Float64Array,
): number {
  for (const value of x) if (!(Math.abs(value) < HUGE)) return Infinity;
  const { lambda, byLambda } = model.numeric;
  copyCoordinatesInto(coordinates, x, lambda);
  const value = currentObjective(model, criterion);
  if (gradient === undefined || !(value < Infinity)) return value;
  gradientOfCurrent(model, criterion);
  for (let i = 0; i < x.length; i++) gradient[i] = byLambda[coordinates[i].factor][coordinates[i].at];
  return value;
}

function firstStart(model: LinearMixedModel, { start }: FitOptions): Lambda {
  return start === undefined ? momentStart(model) : lambdaOf(model.factors, model.places, start);
}

/** Make nearly singular terms exactly so, and leave singular points that are not minima; until neither happens. */
function settle(model: LinearMixedModel, criterion: Criterion, search: Search, from: Found): Found {
  let best = from;
  for (let round = 0; round < 4; round++) {
    const snapped = snapToBoundary(model, criterion, best.lambda, best.value);
    if (snapped !== best.lambda) best = search(snapped);
    const lower = leaveBoundary(model, criterion, best.lambda, best.value);
    if (lower === null) return best;
    best = search(lower);
  }
  return best;
}

/** A second search from elsewhere: the optimum pushed aside, and where evaluations cost nothing a plain start. The lowest of all. */
function searchAgain(model: LinearMixedModel, criterion: Criterion, search: Search, found: Found): Found {
  const cost = evaluationCost(model);
  if (cost > AFFORDABLE) return found;
  const starts = cost < CHEAP ? [pushedAside(model, found.lambda), unitStart(model)] : [pushedAside(model, found.lambda)];
  return starts.reduce((best, start) => {
    const other = settle(model, criterion, search, search(start));
    return other.value < best.value - 1e-8 ? other : best;
  }, found);
}

function pushedAside(model: LinearMixedModel, lambda: Lambda): Lambda {
  const { coordinates, x } = coordinatesFor(model, lambda);
  const aside = x.map((value, i) => (coordinates[i].diagonal ? 1.3 * value + 0.5 : 0.8 * value));
  return lambdaAt(model, coordinates, aside);
}
