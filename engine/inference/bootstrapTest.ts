/**
 * The parametric bootstrap of a likelihood-ratio test: outcomes are simulated from the smaller model, both models are fitted to each, and the
 * statistic is compared with those. Right for variances at zero and with few groups, where χ² is not.
 *
 * @see Davison & Hinkley (1997), Bootstrap Methods and their Application, §4.2; Halekoh & Højsgaard (2014), J. Stat. Softw. 59(9), §5
 */
import { failureOf, type CheckCancelled } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import { fit, linearMixedModel, objective, refitter, simulator, withOutcomes, type Fit } from '../lmm/index.ts';
import type { LinearMixedModel } from '../lmm/index.ts';
import { randomStream, type RandomStream } from '../stats/index.ts';

/** A model as far as the test needs it: −2 log-likelihood (ML) with an outcome, and outcomes drawn from it. */
export interface TestedModel {
  readonly deviance: (y: Float64Array) => number;
  readonly draw: (stream: RandomStream) => Float64Array;
}

export function mixedModelToTest(model: LinearMixedModel, mlFit: Fit): TestedModel {
  const [withOutcome, refit] = [withOutcomes(model), refitter(model, mlFit)];
  const deviance = (y: Float64Array): number => {
    const other = withOutcome(y);
    const { theta, converged } = refit(other);
    return converged ? objective(other, theta, 'ML') : NaN;
  };
  return { deviance, draw: simulator(model, mlFit) };
}

/** Of a frame with random terms or without. */
export function modelToTest(frame: ModelFrame, checkCancelled?: CheckCancelled): TestedModel {
  if (!frame.random.length) return linearModelToTest(frame);
  const model = linearMixedModel(frame, checkCancelled);
  return mixedModelToTest(model, fit(model, 'ML', { checkCancelled }));
}

function linearModelToTest(frame: ModelFrame): TestedModel {
  const { fitted, rss, n } = lm(frame);
  const sigma = Math.sqrt(rss / n);
  return {
    deviance: (y) => -2 * lm({ ...frame, y }).logLik,
    draw: (stream) => fitted.map((value, i) => value + (sigma * stream.normal()) / Math.sqrt(frame.weights?.[i] ?? 1)),
  };
}

export interface RatioOptions {
  readonly seed: number;
  readonly checkCancelled?: CheckCancelled;
  readonly onDone?: (count: number) => void;
}

/** Likelihood-ratio statistics of replicates `from` up to `to`, each drawn from the random stream (seed, number); NaN where a fit failed. */
export function bootstrapRatios(
  smaller: TestedModel,
  larger: TestedModel,
  from: number,
  to: number,
  { seed, checkCancelled, onDone }: RatioOptions,
): number[] {
  return Array.from({ length: to - from }, (_, i) => {
    checkCancelled?.();
    const ratio = likelihoodRatioOf(smaller, larger, smaller.draw(randomStream(seed, from + i)));
    onDone?.(i + 1);
    return ratio;
  });
}

/** Never negative: a smaller model that fits better did so by rounding. NaN where one of the two has no fit. */
export function likelihoodRatioOf(smaller: TestedModel, larger: TestedModel, y: Float64Array): number {
  try {
    return Math.max(0, smaller.deviance(y) - larger.deviance(y));
  } catch (error) {
    if (failureOf(error)) return NaN;
    throw error;
  }
}

/** Statistics below this are zero but for rounding. */
const ROUNDING = 1e-7;

export interface BootstrapTest {
  /** (1 + replicates as large or larger) / (1 + replicates). */
  readonly p: number;
  /** Monte-Carlo standard error of p. */
  readonly error: number;
  readonly used: number;
}

/** How far out a statistic is among its replicates; NaN ones are left out. */
export function bootstrapP(statistic: number, replicates: readonly number[]): BootstrapTest {
  const made = replicates.filter((value) => !Number.isNaN(value));
  const beyond = made.filter((value) => value >= statistic - ROUNDING).length;
  const p = (1 + beyond) / (1 + made.length);
  return { p, error: Math.sqrt((p * (1 - p)) / made.length), used: made.length };
}
