import { solveFromBorder } from '../linalg/supernodalCholesky.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/**
 * Solve L_R'U = −L_B'V for the random columns R, given V (P × columns) on the border: the spherical random effects that go with coefficients
 * V of [Q r]. For V = (β, −1) they are the conditional modes u; for V = e_j minus the regression of Q's column j on ZΛ.
 *
 * @param V P × columns, column-major
 * @returns for each factor levels × k × columns: all columns of one level's column lie together; L must be fresh
 */
export function sphericalEffects(model: LinearMixedModel, V: Float64Array, columns: number): Float64Array[] {
  const { plan, numeric, factors, leaf, rest } = model;
  const N = plan.sparse + plan.border;
  const U = new Float64Array(N * columns);
  for (let c = 0; c < columns; c++) U.set(V.subarray(c * plan.border, (c + 1) * plan.border), c * N + plan.sparse);
  solveFromBorder(plan, numeric.L, U, columns);
  const effects = factors.map(({ levels, k }) => new Float64Array(levels * k * columns));
  solveLeaf(model, U, columns, effects[leaf.factor]);
  for (const { factor, k, nodeColumns } of rest.factors) {
    nodeColumns.forEach((first, level) => {
      for (let a = 0; a < k; a++)
        for (let c = 0; c < columns; c++) effects[factor][(level * k + a) * columns + c] = U[c * N + first + a];
    });
  }
  return effects;
}

function solveLeaf({ leaf, plan, numeric }: LinearMixedModel, U: Float64Array, columns: number, into: Float64Array): void {
  const { k, levels, rowStart, rows } = leaf;
  const { leafL, leafW, leafBorder } = numeric;
  const P = plan.border;
  const N = plan.sparse + P;
  for (let g = 0; g < levels; g++) {
    for (let c = 0; c < columns; c++) {
      for (let a = k - 1; a >= 0; a--) {
        let sum = 0;
        for (let r = rowStart[g]; r < rowStart[g + 1]; r++) sum += leafW[r * k + a] * U[c * N + rows[r]];
        for (let j = 0; j < P; j++) sum += leafBorder[(g * k + a) * P + j] * U[c * N + plan.sparse + j];
        for (let m = a + 1; m < k; m++) sum += leafL[(g * k + m) * k + a] * into[(g * k + m) * columns + c];
        into[(g * k + a) * columns + c] = -sum / leafL[(g * k + a) * k + a];
      }
    }
  }
}

/** λu of every level, in the layout of `sphericalEffects`. */
export function timesLambda(model: LinearMixedModel, effects: readonly Float64Array[], columns: number): Float64Array[] {
  return model.factors.map(({ levels, k }, f) => {
    const lambda = model.numeric.lambda[f];
    const product = new Float64Array(levels * k * columns);
    for (let at = 0; at < levels * k; at++) {
      const level = at - (at % k);
      for (let m = 0; m < k; m++) {
        const weight = lambda[(at % k) * k + m];
        for (let c = 0; c < columns; c++) product[at * columns + c] += weight * effects[f][(level + m) * columns + c];
      }
    }
    return product;
  });
}
