/**
 * How far each row pulls its own fitted value in a mixed model, group effects included.
 *
 * @see Demidenko & Stukel (2005), Statist. Med. 24(6), 893–909; the diagonal that lme4's hatvalues gives
 */
import type { LinearMixedModel } from '../lmm/index.ts';
import { jointVariances, type EffectSum } from './jointVariance.ts';

/** Diagonal of the matrix that takes √D(y − offset) to the fitted values, theta held where it is: n numbers. */
export function mixedLeverage(model: LinearMixedModel, { theta }: { readonly theta: readonly number[] }): Float64Array {
  const { weights } = model.frame;
  const h = jointVariances(model, { theta, sigma: 1 }, rowSums(model));
  return weights === null ? h : h.map((value, i) => value * weights[i]);
}

/** Multiplications that `mixedLeverage` takes, at most. */
export function leverageCost({ frame, plan, leaf }: LinearMixedModel): number {
  const { p } = frame;
  return frame.n * (plan.offset[plan.panels] + leaf.k * (leaf.k + p) + p * p);
}

/** The sums that the rows' fitted values are. */
function* rowSums(model: LinearMixedModel): Generator<EffectSum> {
  const { frame, factors } = model;
  for (let i = 0; i < frame.n; i++) {
    const x = Float64Array.from({ length: frame.p }, (_, j) => frame.X[j * frame.n + i]);
    const groups = factors.map(({ group, terms, k }, factor) => {
      const z = new Float64Array(k);
      for (const { term, first, size } of terms) z.set(frame.random[term].Z.subarray(i * size, (i + 1) * size), first);
      return { factor, level: frame.groups[group].codes[i], z };
    });
    yield { x, groups };
  }
}
