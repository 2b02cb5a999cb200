/**
 * Predictions of a mixed model for rows it has not seen: the fixed part, and with the modes of the groups it knows.
 */
import type { NewRows } from '../frame/index.ts';
import type { GroupEffects, LinearMixedModel } from '../lmm/index.ts';

/** Xβ + offset; NaN where a row lacks a predictor or has a category the model has not met. */
export function predictFixed({ n, X, offset }: NewRows, beta: readonly number[]): Float64Array {
  const eta = offset ? Float64Array.from(offset) : new Float64Array(n);
  beta.forEach((value, j) => {
    for (let i = 0; i < n; i++) eta[i] += value * X[j * n + i];
  });
  return eta;
}

/** Xβ + Zb + offset, b = 0 for groups that the model has not met. */
export function predictWithGroups(
  rows: NewRows,
  beta: readonly number[],
  model: LinearMixedModel,
  effects: readonly GroupEffects[],
): Float64Array {
  const eta = predictFixed(rows, beta);
  model.factors.forEach(({ k, terms }, factor) => {
    for (const { term, first, size } of terms) {
      const { Z, codes } = rows.random[term];
      for (let i = 0; i < rows.n; i++) {
        if (codes[i] < 0) continue;
        for (let s = 0; s < size; s++) eta[i] += Z[i * size + s] * effects[factor].values[codes[i] * k + first + s];
      }
    }
  });
  return eta;
}
