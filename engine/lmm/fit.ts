import type { CheckCancelled, Criterion, FitLog, Notice, OnProgress } from '../contract/index.ts';
import { minimize } from '../optim/index.ts';
import type { Minimum, SmoothFunction } from '../optim/index.ts';
import { residualVanishes } from '../text/fitNotices.ts';
import { notConverged, singularFit } from '../text/notices.ts';
import { leaveBoundary, snapToBoundary } from './boundary.ts';
import { estimatesAt } from './estimates.ts';
import type { Estimates } from './estimates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { objectiveAndGradient, standardObjective } from './objective.ts';
import { collapses } from './singular.ts';
import { momentStart, unitStart } from './start.ts';
import { namedFromStandard, standardFromNamed } from './theta.ts';

export interface Fit extends Estimates {
  readonly criterion: Criterion;
  /** Named coordinates, in lme4's order, no diagonal entry negative. */
  readonly theta: readonly number[];
  /** −2 log (restricted) likelihood at theta. */
  readonly criterionValue: number;
  readonly log: FitLog;
  /** lme4's rule: a diagonal entry of theta below 1e-4. */
  readonly isSingular: boolean;
  readonly notices: readonly Notice[];
}

export interface FitOptions {
  /** Named theta to start from; without it, starts are chosen from the data. */
  readonly start?: readonly number[];
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

const OPTIMIZER = 'Newton on the exact gradient (Hessian from differences, BFGS between), restarted from a perturbed optimum';
/** Standard deviations beyond this many σ are taken as infinite: the criterion has no digits left there. */
const HUGE = 1e6;
/** Beyond this many, the residual is as good as gone. */
const VANISHING = 1e4;
/** Operations of one evaluation below which Hessians are taken freely, and below which the optimum is looked for twice. */
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
  const checked = searchAgain(model, criterion, search, found);
  const theta = namedFromStandard(model.factors, model.places, checked.x);
  const { value, gradient } = objectiveAndGradient(model, theta, criterion);
  const log = finalLog(diary, checked, gradient, performance.now() - started);
  return {
    ...estimatesAt(model, theta, criterion),
    criterion,
    theta,
    criterionValue: value,
    log,
    isSingular: isSingular(model, theta),
    notices: noticesOf(model, theta, checked, log),
  };
}

/** lme4's rule: a diagonal entry of theta below 1e-4. */
export function isSingular(model: LinearMixedModel, theta: readonly number[]): boolean {
  return model.places.some(({ row, column }, i) => row === column && theta[i] < 1e-4);
}

function finalLog(
  { evaluations, steps }: Diary,
  { converged, decrement }: Minimum,
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

function noticesOf(model: LinearMixedModel, theta: readonly number[], { x }: Minimum, log: FitLog): Notice[] {
  const collapsed = collapses(model, theta);
  const ratio = Math.max(0, ...x.map(Math.abs));
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

type Search = (start: ArrayLike<number>) => Minimum;

function searcher(model: LinearMixedModel, criterion: Criterion, options: FitOptions, diary: Diary): Search {
  const f: SmoothFunction = {
    size: model.places.length,
    evaluate(x, gradient) {
      options.checkCancelled?.();
      diary.evaluations++;
      if (x.some((value) => !(Math.abs(value) < HUGE))) return Infinity;
      return standardObjective(model, x, criterion, gradient);
    },
  };
  const note = (x: Float64Array, value: number): void => {
    diary.steps.push({ theta: namedFromStandard(model.factors, model.places, x), value });
    options.onProgress?.({ stage: 'fit', done: diary.evaluations, total: null, criterion: value });
  };
  const eager = evaluationCost(model) < CHEAP;
  return (start) => {
    const first = Float64Array.from(start);
    note(first, f.evaluate(first));
    return minimize(f, first, { eager, onStep: note });
  };
}

function firstStart(model: LinearMixedModel, { start }: FitOptions): number[] {
  return start === undefined ? momentStart(model) : standardFromNamed(model.factors, model.places, start);
}

/** Make nearly singular terms exactly so, and leave singular points that are not minima; until neither happens. */
function settle(model: LinearMixedModel, criterion: Criterion, search: Search, from: Minimum): Minimum {
  let best = from;
  for (let round = 0; round < 4; round++) {
    const snapped = snapToBoundary(model, criterion, best.x, best.value);
    if (snapped !== best.x) best = search(snapped);
    const lower = leaveBoundary(model, criterion, best.x, best.value);
    if (lower === null) return best;
    best = search(lower);
  }
  return best;
}

/** A second search from elsewhere: lme4's start where evaluations cost nothing, else the optimum pushed aside. The lower of the two. */
function searchAgain(model: LinearMixedModel, criterion: Criterion, search: Search, found: Minimum): Minimum {
  const cost = evaluationCost(model);
  if (cost > AFFORDABLE) return found;
  const aside = model.places.map(({ row, column }, i) => (row === column ? 1.3 * found.x[i] + 0.1 : 0.8 * found.x[i]));
  const starts = cost < CHEAP ? [aside, unitStart(model)] : [aside];
  return starts.reduce((best, start) => {
    const other = settle(model, criterion, search, search(start));
    return other.value < best.value - 1e-8 ? other : best;
  }, found);
}

/** Multiplications of one evaluation of criterion and gradient, roughly. */
export function evaluationCost({ leaf, plan, factors }: LinearMixedModel): number {
  let operations = 3 * plan.flops;
  for (let g = 0; g < leaf.levels; g++)
    operations += 3 * leaf.k * (leaf.rowStart[g + 1] - leaf.rowStart[g] + plan.border + leaf.k) ** 2;
  return operations + factors.reduce((sum, { levels, k }) => sum + levels * k * k * plan.border, 0);
}
