import type { CheckCancelled, Criterion, FitLog, Notice, OnProgress, ThetaEntry } from '../contract/index.ts';
import { notIdentified, residualVanishes } from '../text/fitNotices.ts';
import { notConverged, singularFit } from '../text/notices.ts';
import { estimatesAt } from './estimates.ts';
import type { Estimates } from './estimates.ts';
import type { Estimation } from './estimation.ts';
import type { Lambda } from './coordinates.ts';
import { findOptimum } from './findOptimum.ts';
import type { Found } from './findOptimum.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { objectiveAndGradient } from './objective.ts';
import { collapses } from './singular.ts';
import { momentStart } from './start.ts';
import { startNear } from './startNear.ts';
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
  /** Theta of a like model, to start near; see `startNear`. */
  readonly near?: readonly ThetaEntry[];
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

const OPTIMIZER = 'Newton on the exact gradient (Hessian from differences and BFGS)';
/** Beyond this many, the residual is as good as gone. */
const VANISHING = 1e4;

/**
 * Estimate theta by minimizing the profiled criterion, then beta and sigma at it.
 *
 * The optimum is checked: every variance at zero is tested for growing, small ones for being zero, and a second search from a perturbed
 * point must not find anything lower. (Left out where one evaluation takes longer than some 50 ms.)
 */
export function fit(model: LinearMixedModel, criterion: Criterion, options: FitOptions = {}): Fit {
  const started = performance.now();
  const { onProgress, checkCancelled } = options;
  const estimation: Estimation = { model, criterion, onProgress, checkCancelled, evaluations: 0, steps: [] };
  const best = findOptimum(estimation, startOf(model, options));
  const theta = thetaOf(model.factors, model.places, best.lambda);
  const { value, gradient } = objectiveAndGradient(model, theta, criterion);
  const log = finalLog(estimation, best, gradient, performance.now() - started);
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

function startOf(model: LinearMixedModel, { start, near }: FitOptions): Lambda {
  if (start) return lambdaOf(model.factors, model.places, start);
  return near?.length ? startNear(model, near) : momentStart(model);
}

/** lme4's rule: a diagonal entry of theta below 1e-4. */
export function isSingular(model: LinearMixedModel, theta: readonly number[]): boolean {
  return model.places.some(({ row, column }, i) => row === column && theta[i] < 1e-4);
}

function finalLog(
  { evaluations, steps }: Estimation,
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

function noticesOf(model: LinearMixedModel, { lambda, isFlat }: Found, log: FitLog): Notice[] {
  const collapsed = collapses(model, lambda);
  const ratio = Math.max(0, ...lambda.flatMap((one) => Array.from(one, Math.abs)));
  return [
    ...(collapsed.length > 0 ? [singularFit(collapsed)] : []),
    ...(isFlat ? [notIdentified()] : []),
    ...(log.converged ? [] : [notConverged(log.message)]),
    ...(ratio > VANISHING ? [residualVanishes(ratio)] : []),
  ];
}
