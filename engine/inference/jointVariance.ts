/**
 * How uncertain a sum of fixed effects and group effects is, from the mixed model equations.
 *
 * With the spherical effects u and the coefficients on Q of `fixedPart` in one vector, their errors have covariance σ²Ω⁻¹, Ω = LL'. So
 * Var(x'β̂ + z'(b̂ − b)) = σ²‖L⁻¹[w; x_Q]‖² with w = Λ'z: one forward solve, the covariance of β̂ and b̂ − b included.
 *
 * @see Henderson (1975), Biometrics 31(2), 423–447; Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §3
 */
import { panelHeight, panelWidth } from '../linalg/supernodalCholesky.ts';
import type { LinearMixedModel } from '../lmm/index.ts';
import { factorAt } from '../lmm/estimates.ts';

/** A sum x'β + Σ z'b: a known group's effects by factor and level. */
export interface EffectSum {
  /** p numbers; null: without the fixed effects, whose values are then taken as known. */
  readonly x: ArrayLike<number> | null;
  readonly groups: readonly {
    /** Index into the model's factors. */
    readonly factor: number;
    readonly level: number;
    /** One number for each column of the factor. */
    readonly z: ArrayLike<number>;
  }[];
}

/**
 * The variance of each sum's prediction error, on the outcome's scale squared. Of x alone it is x'Vx with V the covariance of β̂; of z
 * alone z'Var(b | y)z at the estimated β.
 *
 * cost  one pass over the columns of the factor that a sum reaches
 */
export function jointVariances(
  model: LinearMixedModel,
  { theta, sigma }: { readonly theta: readonly number[]; readonly sigma: number },
  sums: Iterable<EffectSum>,
): Float64Array {
  factorAt(model, theta);
  const v = new Float64Array(model.plan.sparse + model.plan.border);
  return Float64Array.from(sums, (sum) => sigma ** 2 * squaredNorm(model, sum, v));
}

/** ‖L⁻¹[w; x_Q]‖², or ‖L⁻¹w‖² over the random part alone. L must be fresh. */
function squaredNorm(model: LinearMixedModel, { x, groups }: EffectSum, v: Float64Array): number {
  const { plan, leaf, rest } = model;
  v.fill(0);
  let first = plan.sparse;
  for (const { factor, level, z } of groups) {
    if (factor === leaf.factor) continue;
    const at = rest.factors.find((one) => one.factor === factor)!.nodeColumns[level];
    sphericalWeights(model, factor, z).forEach((value, a) => (v[at + a] += value));
    first = Math.min(first, at);
  }
  if (x !== null) enterFixed(model, x, v);
  let squares = 0;
  for (const { factor, level, z } of groups) {
    if (factor !== leaf.factor) continue;
    squares += eliminateLeaf(model, level, sphericalWeights(model, factor, z), v);
    if (leaf.rowStart[level] < leaf.rowStart[level + 1]) first = Math.min(first, leaf.rows[leaf.rowStart[level]]);
  }
  for (let J = plan.panelOf[first]; J < plan.panels - 1; J++) squares += eliminatePanel(model, J, panelWidth(plan, J), v);
  return x === null ? squares : squares + eliminatePanel(model, plan.panels - 1, model.fixed.p, v);
}

/** Λ'z for one level: λ'(T⁻¹)'z in standard coordinates. */
function sphericalWeights({ factors, numeric }: LinearMixedModel, f: number, z: ArrayLike<number>): Float64Array {
  const { k, fromStandard } = factors[f];
  const standard = new Float64Array(k);
  for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) standard[c] += fromStandard[r * k + c] * z[r];
  const w = new Float64Array(k);
  for (let c = 0; c < k; c++) for (let r = 0; r < k; r++) w[c] += numeric.lambda[f][r * k + c] * standard[r];
  return w;
}

function enterFixed({ fixed, plan }: LinearMixedModel, x: ArrayLike<number>, v: Float64Array): void {
  const { p, toNamed } = fixed;
  for (let j = 0; j < p; j++) for (let i = 0; i < p; i++) v[plan.sparse + j] += toNamed[j * p + i] * x[i];
}

/** Solve with the leaf's block, take its part out of the rest and the border, and return the solution's square. */
function eliminateLeaf({ leaf, plan, numeric }: LinearMixedModel, g: number, w: Float64Array, v: Float64Array): number {
  const { k, rowStart, rows } = leaf;
  const { leafL, leafW, leafBorder } = numeric;
  let squares = 0;
  for (let a = 0; a < k; a++) {
    for (let m = 0; m < a; m++) w[a] -= leafL[(g * k + a) * k + m] * w[m];
    w[a] /= leafL[(g * k + a) * k + a];
    squares += w[a] ** 2;
    for (let r = rowStart[g]; r < rowStart[g + 1]; r++) v[rows[r]] -= leafW[r * k + a] * w[a];
    for (let j = 0; j < plan.border; j++) v[plan.sparse + j] -= leafBorder[(g * k + a) * plan.border + j] * w[a];
  }
  return squares;
}

function eliminatePanel({ plan, numeric }: LinearMixedModel, J: number, columns: number, v: Float64Array): number {
  const { rows, rowStart, offset } = plan;
  const ld = panelHeight(plan, J);
  let squares = 0;
  for (let j = 0; j < columns; j++) {
    const column = offset[J] + j * ld;
    const own = v[rows[rowStart[J] + j]] / numeric.L[column + j];
    if (own === 0) continue;
    squares += own ** 2;
    for (let i = j + 1; i < ld; i++) v[rows[rowStart[J] + i]] -= numeric.L[column + i] * own;
  }
  return squares;
}
