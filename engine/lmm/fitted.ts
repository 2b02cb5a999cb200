import type { Fit } from './fit.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import type { GroupEffects } from './ranef.ts';

/** Xβ + offset, without the random effects: n. */
export function fixedPredictor({ frame }: LinearMixedModel, { beta }: Pick<Fit, 'beta'>): Float64Array {
  const { n, p, X, offset } = frame;
  const eta = new Float64Array(n);
  for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) eta[i] += beta[j] * X[j * n + i];
  if (offset !== null) for (let i = 0; i < n; i++) eta[i] += offset[i];
  return eta;
}

/** Xβ + Zb + offset. */
export function fitted(model: LinearMixedModel, fit: Pick<Fit, 'beta'>, effects: readonly GroupEffects[]): Float64Array {
  const eta = fixedPredictor(model, fit);
  model.factors.forEach(({ group, k, terms }, f) => {
    const { codes } = model.frame.groups[group];
    for (const { term, first, size } of terms) {
      const { Z } = model.frame.random[term];
      const b = effects[f].values;
      for (let i = 0; i < eta.length; i++) for (let a = 0; a < size; a++) eta[i] += Z[i * size + a] * b[codes[i] * k + first + a];
    }
  });
  return eta;
}

/** Outcome minus fitted, as lme4's residuals(): not weighted. */
export function residuals(model: LinearMixedModel, fit: Pick<Fit, 'beta'>, effects: readonly GroupEffects[]): Float64Array {
  const eta = fitted(model, fit, effects);
  return model.frame.y.map((value, i) => value - eta[i]);
}
