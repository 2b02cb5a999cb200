import { panelHeight, panelWidth } from '../linalg/supernodalCholesky.ts';
import type { Coordinate } from './coordinates.ts';
import { coefficientsOnQ } from './estimates.ts';
import { addRow, timesGram } from './gramProducts.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { sphericalEffects, timesLambda } from './sphericalEffects.ts';

/**
 * About the Hessian of the profiled criterion in the coordinates of λ, for a few solves with the factor at hand, which must be whole and fresh.
 *
 * With t_i = (∂V/∂λ_i)Py and P the projection of generalized least squares, half the sum of observed and expected information is
 * t_i'Pt_j; profiling σ out takes the outcome out of the t as well. So its entries are the products that are left of the t when random
 * effects, X and y have been eliminated. Terms with second derivatives of V are left out: the matrix has no negative curvature, and its
 * step is, in first order, the step of scoring in the covariances themselves.
 *
 * @param df n − p for REML, n for ML
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51(4), on average information
 */
export function averageInformation(model: LinearMixedModel, coordinates: readonly Coordinate[], df: number): number[][] {
  const m = coordinates.length;
  const w = workingEffects(model, coordinates);
  const gram = timesGram(model, w, m);
  const left = triangle(m);
  model.factors.forEach((_, f) => addProducts(w[f], gram[f], m, 1, left));
  for (const solved of forwardSolved(model, gram, borderProducts(model, w, m), m)) addProducts(solved, solved, m, -1, left);
  const { plan, numeric } = model;
  const share = df / numeric.L[plan.offset[plan.panels] - 1] ** 2;
  return left.map((row, i) => row.map((_, j) => share * (i >= j ? left[i][j] : left[j][i])));
}

function triangle(m: number): number[][] {
  return Array.from({ length: m }, () => new Array<number>(m).fill(0));
}

/** Lower triangle of `into` += sign · A'B for A and B of rows × m. */
function addProducts(A: Float64Array, B: Float64Array, m: number, sign: number, into: number[][]): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let at = 0; at < A.length; at += m) sum += A[at + i] * B[at + j];
      into[i][j] += sign * sum;
    }
  }
}

/** The effects w_i with t_i = Z w_i: (λ_i λ' + λ λ_i') Z'Py, levels × k × m for each factor. */
function workingEffects(model: LinearMixedModel, coordinates: readonly Coordinate[]): Float64Array[] {
  const u = sphericalEffects(model, Float64Array.from([...coefficientsOnQ(model), -1]), 1);
  const h = residualSums(model, u);
  const m = coordinates.length;
  return model.factors.map(({ levels, k }, f) => {
    const lambda = model.numeric.lambda[f];
    const w = new Float64Array(levels * k * m);
    coordinates.forEach(({ factor, at, row }, i) => {
      if (factor !== f) return;
      const column = at % k;
      for (let first = 0; first < levels * k; first += k) {
        w[(first + row) * m + i] += u[f][first + column];
        for (let a = 0; a < k; a++) w[(first + a) * m + i] += lambda[a * k + column] * h[f][first + row];
      }
    });
    return w;
  });
}

/** Z'Py: sums of the residuals of every level. */
function residualSums(model: LinearMixedModel, u: readonly Float64Array[]): Float64Array[] {
  const { leaf, rest, plan } = model;
  const P = plan.border;
  const beta = coefficientsOnQ(model);
  const fitted = timesGram(model, timesLambda(model, u, 1), 1);
  const sums = fitted.map((values) => values.map((value) => -value));
  for (const { factor, B } of [leaf, ...rest.factors]) {
    for (let row = 0; row < sums[factor].length; row++) {
      sums[factor][row] += B[row * P + P - 1];
      for (let j = 0; j < P - 1; j++) sums[factor][row] -= B[row * P + j] * beta[j];
    }
  }
  return sums;
}

/** [Q r]'t, P × m. */
function borderProducts({ leaf, rest, plan }: LinearMixedModel, w: readonly Float64Array[], m: number): Float64Array {
  const P = plan.border;
  const products = new Float64Array(P * m);
  for (const { factor, B } of [leaf, ...rest.factors]) {
    for (let row = 0; row * m < w[factor].length; row++) {
      for (let j = 0; j < P; j++) addRow(B[row * P + j], w[factor], row * m, products, j * m, m);
    }
  }
  return products;
}

/** L⁻¹ times [Λ'Z't; [Q r]'t]: the leaf's rows, then all others; rows × m each. */
function forwardSolved(
  model: LinearMixedModel,
  gram: readonly Float64Array[],
  border: Float64Array,
  m: number,
): [Float64Array, Float64Array] {
  const { leaf, rest, plan, numeric } = model;
  const own = timesTransposed(numeric.lambda[leaf.factor], gram[leaf.factor], leaf.k, m);
  const others = new Float64Array((plan.sparse + plan.border) * m);
  for (const { factor, k, nodeColumns } of rest.factors) {
    const values = timesTransposed(numeric.lambda[factor], gram[factor], k, m);
    nodeColumns.forEach((column, level) => others.set(values.subarray(level * k * m, (level + 1) * k * m), column * m));
  }
  others.set(border, plan.sparse * m);
  for (let g = 0; g < leaf.levels; g++) solveLevel(model, g, own, others, m);
  for (let K = 0; K < plan.panels; K++) solvePanel(model, K, others, m);
  return [own, others];
}

/** λ' times every level's k × m block. */
function timesTransposed(lambda: Float64Array, values: Float64Array, k: number, m: number): Float64Array {
  const product = new Float64Array(values.length);
  for (let row = 0; row * m < values.length; row++) {
    const level = row - (row % k);
    for (let a = 0; a < k; a++) addRow(lambda[a * k + (row % k)], values, (level + a) * m, product, row * m, m);
  }
  return product;
}

function solveLevel({ leaf, plan, numeric }: LinearMixedModel, g: number, own: Float64Array, others: Float64Array, m: number) {
  const { k, rows, rowStart } = leaf;
  const { leafL, leafW, leafBorder } = numeric;
  const P = plan.border;
  for (let a = 0; a < k; a++) {
    const at = (g * k + a) * m;
    for (let c = 0; c < a; c++) addRow(-leafL[(g * k + a) * k + c], own, (g * k + c) * m, own, at, m);
    for (let i = 0; i < m; i++) own[at + i] /= leafL[(g * k + a) * k + a];
    for (let r = rowStart[g]; r < rowStart[g + 1]; r++) addRow(-leafW[r * k + a], own, at, others, rows[r] * m, m);
    for (let j = 0; j < P; j++) addRow(-leafBorder[(g * k + a) * P + j], own, at, others, (plan.sparse + j) * m, m);
  }
}

function solvePanel({ plan, numeric: { L } }: LinearMixedModel, K: number, others: Float64Array, m: number): void {
  const { rows, rowStart, offset } = plan;
  const height = panelHeight(plan, K);
  for (let j = 0; j < panelWidth(plan, K); j++) {
    const column = offset[K] + j * height;
    const at = rows[rowStart[K] + j] * m;
    for (let i = 0; i < m; i++) others[at + i] /= L[column + j];
    for (let r = j + 1; r < height; r++) addRow(-L[column + r], others, at, others, rows[rowStart[K] + r] * m, m);
  }
}
