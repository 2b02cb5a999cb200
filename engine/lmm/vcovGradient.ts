import { estimatesAt, inverseFactor } from './estimates.ts';
import { multiply } from './fixedPart.ts';
import { addRow, timesGram } from './gramProducts.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { sphericalEffects, timesLambda } from './sphericalEffects.ts';

/**
 * Derivatives of vcov(beta) = σ²(X'V⁻¹X)⁻¹ with respect to each entry of theta (named) and to sigma: p × p by rows each.
 *
 * With F = X'V⁻¹X on orthonormal columns and T = (−Y, I) the minimizer of T'ΩT, dF = T'(dΩ)T: only the products M = Z'(Q − ZΛY) of
 * every level are needed, one for each coefficient.
 */
export function vcovGradient(model: LinearMixedModel, theta: readonly number[], sigma: number): number[][][] {
  const { p } = model.fixed;
  const { unscaledVcov } = estimatesAt(model, theta, 'ML');
  const effects = regressionEffects(model);
  const products = residualProducts(model, timesLambda(model, effects, p));
  const K = halfVcov(model);
  const byTheta = model.places.map(({ factor, at }) => {
    const { k, toStandard } = model.factors[factor];
    const row = Math.floor(at / k);
    const column = at % k;
    const dF = new Float64Array(p * p);
    for (let r = 0; r < k; r++) {
      const weight = toStandard[r * k + row];
      if (weight !== 0) addCross(products[factor], r, effects[factor], column, k, p, weight, dF);
    }
    return changeOfVcov(K, dF, p, sigma);
  });
  return [...byTheta, unscaledVcov.map((row) => row.map((value) => 2 * sigma * value))];
}

/** T on the random columns: −Y for each column of Q, levels × k × p. */
function regressionEffects(model: LinearMixedModel): Float64Array[] {
  const { p } = model.fixed;
  const V = new Float64Array((p + 1) * p);
  for (let j = 0; j < p; j++) V[j * (p + 1) + j] = 1;
  return sphericalEffects(model, V, p);
}

/** M of every level: its row block of Z'DZ (λT), and of Z'√DQ; levels × k × p for each factor. */
function residualProducts(model: LinearMixedModel, scaled: readonly Float64Array[]): Float64Array[] {
  const { leaf, rest, plan } = model;
  const { p } = model.fixed;
  const M = timesGram(model, scaled, p);
  for (const { factor, B } of [leaf, ...rest.factors]) {
    for (let row = 0; row * p < M[factor].length; row++) addRow(1, B, row * plan.border, M[factor], row * p, p);
  }
  return M;
}

/** dF += weight · Σ over levels of (T_b' M_a + M_a' T_b) for rows a of M and b of T. */
function addCross(
  M: Float64Array,
  a: number,
  T: Float64Array,
  b: number,
  k: number,
  p: number,
  weight: number,
  dF: Float64Array,
): void {
  const levels = M.length / (k * p);
  for (let level = 0; level < levels; level++) {
    const m = (level * k + a) * p;
    const t = (level * k + b) * p;
    for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) dF[i * p + j] += weight * (T[t + i] * M[m + j] + M[m + i] * T[t + j]);
  }
}

/** K = (coefficients on Q to named) F⁻¹, p × p by rows. */
function halfVcov(model: LinearMixedModel): number[][] {
  const { p, toNamed } = model.fixed;
  const columns = inverseFactor(model);
  const named = columns.map((column) => multiply(toNamed, column, p));
  return Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => columns.reduce((sum, column, c) => sum + named[c][i] * column[j], 0)),
  );
}

/** −σ² K dF K'. */
function changeOfVcov(K: readonly (readonly number[])[], dF: Float64Array, p: number, sigma: number): number[][] {
  const half = K.map((row) => row.map((_, j) => row.reduce((sum, value, m) => sum + value * dF[m * p + j], 0)));
  return half.map((row) => K.map((other) => -(sigma ** 2) * row.reduce((sum, value, m) => sum + value * other[m], 0)));
}
