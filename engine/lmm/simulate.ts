import type { RandomStream } from '../stats/index.ts';
import type { Fit } from './fit.ts';
import { fitted, fixedPredictor } from './fitted.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { ranef } from './ranef.ts';

/** What the outcomes are drawn from. */
export type Simulated = Pick<Fit, 'theta' | 'sigma' | 'beta'>;

/** New groups of the same design, or the groups in the data with their conditional modes (lme4's `use.u`). */
export type SimulatedEffects = 'new' | 'kept';

/**
 * An outcome as the fitted model would have it: Xβ + offset + Zb + e with e ~ N(0, σ²D⁻¹), and b = Λu for new u ~ N(0, σ²I) or the
 * conditional modes.
 *
 * @returns n
 */
export function simulate(
  model: LinearMixedModel,
  fit: Simulated,
  stream: RandomStream,
  effects?: SimulatedEffects,
): Float64Array {
  return simulator(model, fit, effects)(stream);
}

/** The same for many streams. */
export function simulator(
  model: LinearMixedModel,
  fit: Simulated,
  effects: SimulatedEffects = 'new',
): (stream: RandomStream) => Float64Array {
  const { n, weights } = model.frame;
  const sds = Float64Array.from({ length: n }, (_, i) => fit.sigma / Math.sqrt(weights?.[i] ?? 1));
  const expected = effects === 'kept' ? fitted(model, fit, ranef(model, fit)) : fixedPredictor(model, fit);
  return (stream) => {
    const y = expected.slice();
    if (effects === 'new') addNewEffects(model, fit, stream, y);
    for (let i = 0; i < n; i++) y[i] += sds[i] * stream.normal();
    return y;
  };
}

/** Draw b of every level and add Zb: factors in the model's order, within each level after level. */
function addNewEffects(model: LinearMixedModel, { theta, sigma }: Simulated, stream: RandomStream, y: Float64Array): void {
  const { frame, factors } = model;
  factors.forEach(({ group, levels, k, terms }, f) => {
    const b = new Float64Array(levels * k);
    stream.fillNormal(b);
    const lambda = namedLambda(model, f, theta);
    for (let level = 0; level < levels; level++) multiplyLower(lambda, sigma, b.subarray(level * k, (level + 1) * k));
    const { codes } = frame.groups[group];
    for (const { term, first, size } of terms) {
      const { Z } = frame.random[term];
      for (let i = 0; i < y.length; i++) for (let a = 0; a < size; a++) y[i] += Z[i * size + a] * b[codes[i] * k + first + a];
    }
  });
}

/** λ of a factor for the columns as named: k × k by rows, lower triangular. */
function namedLambda({ factors, places }: LinearMixedModel, f: number, theta: readonly number[]): Float64Array {
  const lambda = new Float64Array(factors[f].k ** 2);
  places.forEach(({ factor, at }, i) => {
    if (factor === f) lambda[at] = theta[i];
  });
  return lambda;
}

/** u := σλu, from the last row up. */
function multiplyLower(lambda: Float64Array, sigma: number, u: Float64Array): void {
  const k = u.length;
  for (let r = k - 1; r >= 0; r--) {
    let sum = 0;
    for (let c = 0; c <= r; c++) sum += lambda[r * k + c] * u[c];
    u[r] = sigma * sum;
  }
}
