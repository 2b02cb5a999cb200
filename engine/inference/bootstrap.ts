/**
 * The parametric bootstrap: outcomes simulated from the fitted model, the model fitted to each, and intervals from how the estimates spread.
 *
 * Replicate i draws from the random stream (seed, i) alone, so it does not matter who makes which.
 *
 * @see Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 2 and 5
 */
import type { CheckCancelled } from '../contract/index.ts';
import { failureOf } from '../contract/index.ts';
import { refitter, simulator, withOutcomes, type Fit, type LinearMixedModel, type SimulatedEffects } from '../lmm/index.ts';
import { mean, qnorm, randomStream, sd } from '../stats/index.ts';
import { parameterNames, parameterValues } from './parameters.ts';

export interface BootstrapOptions {
  readonly seed: number;
  /** Groups drawn anew, or those in the data with their conditional modes. */
  readonly effects?: SimulatedEffects;
  readonly checkCancelled?: CheckCancelled;
  /** Told after each replicate. */
  readonly onDone?: (count: number) => void;
}

/**
 * Replicates `from` up to `to`: each the values of `parameterNames(model)`, then 1 where the fit was singular, else 0. All NaN where no fit was
 * found.
 */
export function bootstrapReplicates(
  model: LinearMixedModel,
  fit: Fit,
  from: number,
  to: number,
  { seed, effects = 'new', checkCancelled, onDone }: BootstrapOptions,
): number[][] {
  const draw = simulator(model, fit, effects);
  const withOutcome = withOutcomes(model);
  const refit = refitter(model, fit);
  return Array.from({ length: to - from }, (_, i) => {
    checkCancelled?.();
    const replicate = refitted(withOutcome, refit, draw(randomStream(seed, from + i))) ?? failed(model);
    onDone?.(i + 1);
    return replicate;
  });
}

function refitted(
  withOutcome: (y: Float64Array) => LinearMixedModel,
  refit: ReturnType<typeof refitter>,
  y: Float64Array,
): number[] | null {
  try {
    const model = withOutcome(y);
    const found = refit(model);
    return found.converged ? [...parameterValues(model, found), Number(found.isSingular)] : null;
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}

function failed(model: LinearMixedModel): number[] {
  return [...parameterNames(model), 'singular'].map(() => NaN);
}

/** How bounds are read off the replicates. */
export type BootstrapInterval = 'percentile' | 'basic' | 'normal';

export interface BootstrapBounds {
  readonly lower: number;
  readonly upper: number;
  /** Monte-Carlo standard errors of the two: what another seed would change. */
  readonly lowerError: number;
  readonly upperError: number;
}

/**
 * An interval from the replicates of one parameter (NaN left out), fewer than two of which have none.
 *
 * percentile: the quantiles themselves (R's default for lme4's bootstraps); basic: reflected at the estimate; normal: estimate less bias ± z SD.
 */
export function bootstrapBounds(
  replicates: readonly number[],
  estimate: number,
  coverage: number,
  kind: BootstrapInterval = 'percentile',
): BootstrapBounds | null {
  const sorted = Float64Array.from(replicates.filter((value) => !Number.isNaN(value))).sort();
  if (sorted.length < 2) return null;
  if (kind === 'normal') return normalBounds(sorted, estimate, coverage);
  const tail = (1 - coverage) / 2;
  const [low, high] = [orderQuantile(sorted, tail), orderQuantile(sorted, 1 - tail)];
  const [lowError, highError] = [quantileError(sorted, tail), quantileError(sorted, 1 - tail)];
  if (kind === 'percentile') return { lower: low, upper: high, lowerError: lowError, upperError: highError };
  return { lower: 2 * estimate - high, upper: 2 * estimate - low, lowerError: highError, upperError: lowError };
}

function normalBounds(values: Float64Array, estimate: number, coverage: number): BootstrapBounds {
  const z = qnorm((1 + coverage) / 2);
  const centre = 2 * estimate - mean(values);
  const spread = sd(values);
  const error = spread * Math.sqrt((1 + z ** 2 / 2) / values.length);
  return { lower: centre - z * spread, upper: centre + z * spread, lowerError: error, upperError: error };
}

/** The quantile at rank (B + 1) share, between ranks on the scale of normal quantiles (Davison & Hinkley 1997, eq. 5.8). */
export function orderQuantile(sorted: Float64Array, share: number): number {
  const B = sorted.length;
  const rank = (B + 1) * share;
  const below = Math.floor(rank + 1e-9);
  if (below < 1) return sorted[0];
  if (below >= B) return sorted[B - 1];
  if (rank - below < 1e-9) return sorted[below - 1];
  const at = (r: number) => qnorm(r / (B + 1));
  const weight = (qnorm(share) - at(below)) / (at(below + 1) - at(below));
  return sorted[below - 1] + weight * (sorted[below] - sorted[below - 1]);
}

/** Half the way between the ranks one binomial standard deviation to either side (David & Nagaraja 2003, Order Statistics, §7.1). */
function quantileError(sorted: Float64Array, share: number): number {
  const B = sorted.length;
  const reach = Math.sqrt((share * (1 - share)) / B);
  return (orderQuantile(sorted, Math.min(1, share + reach)) - orderQuantile(sorted, Math.max(0, share - reach))) / 2;
}
