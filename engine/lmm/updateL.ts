import { factorSupernodes, panelHeight } from '../linalg/supernodalCholesky.ts';
import { showProducts } from './compiledModel.ts';
import type { LeafPart } from './leafPart.ts';
import type { LinearMixedModel, Numeric } from './linearMixedModel.ts';
import type { RestFactor, RestPair } from './restPart.ts';
import { choleskySmall, crossMultiplyInto, divideByTransposed, gramPlusIdentity, multiplyInto } from './smallBlocks.ts';

/**
 * Refresh the factor L of Ω(θ) for the λ in `model.numeric.lambda`.
 *
 * The leaf's levels are factored one by one; what they give to the rest is subtracted there; the rest and the border are factored
 * panel by panel.
 *
 * @returns log |Λ'Z'DZΛ + I|, or NaN when a pivot was not positive
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §3, for the system; Ng & Peyton (1993) for the panels
 */
export function updateL(model: LinearMixedModel): number {
  const { leaf, rest, plan, numeric } = model;
  const { sweeps } = numeric;
  numeric.L.fill(0);
  startCorner(model);
  if (sweeps) {
    const { kernels } = sweeps;
    showProducts(sweeps, leaf);
    const logDetLeaf = kernels.factorLeaf(sweeps.leaf, sweeps.plan);
    for (const factor of rest.factors) placeFactor(factor, numeric, plan.border);
    for (const pair of rest.pairs) placePair(pair, numeric);
    kernels.subtractLeaf(sweeps.leaf, sweeps.plan);
    return kernels.factorSupernodes(sweeps.plan) ? logDetLeaf + logDetRest(model) : NaN;
  }
  const logDetLeaf = factorLeaf(leaf, numeric, plan.border, plan.offset[plan.panels - 1]);
  for (const factor of rest.factors) placeFactor(factor, numeric, plan.border);
  for (const pair of rest.pairs) placePair(pair, numeric);
  for (let J = 0; J < plan.panels - 1; J++) subtractLeaf(model, J);
  if (!factorSupernodes(plan, numeric.L, numeric.work)) return NaN;
  return logDetLeaf + logDetRest(model);
}

/**
 * The factor of the border's corner, which is all that the criterion and its gradient need: for one grouping factor on compiled kernels without
 * the rest of L, otherwise with it.
 */
export function updateCorner(model: LinearMixedModel): number {
  const { sweeps, L } = model.numeric;
  if (factorIsWhole(model) || !sweeps) return updateL(model);
  L.fill(0);
  startCorner(model);
  showProducts(sweeps, model.leaf);
  const logDet = sweeps.kernels.factorGroups(sweeps.groups);
  return sweeps.kernels.factorSupernodes(sweeps.plan) ? logDet : NaN;
}

/** Whether `updateCorner` leaves all of L behind. */
export function factorIsWhole({ numeric: { sweeps } }: LinearMixedModel): boolean {
  return !sweeps || sweeps.groups === 0;
}

/** [Q r]'[Q r]: the identity, and n for the scaled residual. */
function startCorner({ plan, numeric, fixed }: LinearMixedModel): void {
  const corner = plan.offset[plan.panels - 1];
  const P = plan.border;
  for (let j = 0; j < P - 1; j++) numeric.L[corner + j * (P + 1)] = 1;
  numeric.L[corner + (P - 1) * (P + 1)] = fixed.n;
}

/** Factor every level of the leaf, divide its rows, and take its part out of the corner at `corner`; returns the log-determinant. */
function factorLeaf(leaf: LeafPart, numeric: Numeric, P: number, corner: number): number {
  let product = 1;
  let logs = 0;
  for (let g = 0; g < leaf.levels; g++) {
    product *= factorLevel(leaf, numeric, g);
    if (product > 1e140) {
      logs += Math.log(product);
      product = 1;
    }
    divideRows(leaf, numeric, g);
    divideBorder(leaf, numeric, g, P);
    subtractSquares(numeric.leafBorder, g * leaf.k * P, leaf.k, P, numeric.L, corner);
  }
  return 2 * (logs + Math.log(product));
}

/** L_g of λ'A_gλ + I, and N = λ L_g⁻ᵀ for the level's rows; returns the product of L_g's diagonal. */
function factorLevel({ factor, k, A }: LeafPart, { lambda, leafL, small }: Numeric, g: number): number {
  const { M, N, T } = small;
  const at = g * k * k;
  multiplyInto(k, k, k, A, at, lambda[factor], 0, T, 0);
  gramPlusIdentity(lambda[factor], T, k, M);
  const product = choleskySmall(M, k, leafL, at);
  divideByTransposed(lambda[factor], leafL, at, k, N);
  return product;
}

/** W = λ_h' (Z_h'DZ_g) N for each block of the level's rows. */
function divideRows(leaf: LeafPart, { lambda, leafW, small }: Numeric, g: number): void {
  const { k, blockStart, blockRow, blockFactor, cross } = leaf;
  for (let block = blockStart[g]; block < blockStart[g + 1]; block++) {
    const at = blockRow[block] * k;
    const size = blockRow[block + 1] - blockRow[block];
    multiplyInto(size, k, k, cross, at, small.N, 0, small.T, 0);
    crossMultiplyInto(size, size, k, lambda[blockFactor[block]], 0, small.T, 0, leafW, at);
  }
}

/** Border rows of the level: N'B_g, kept as k × P. */
function divideBorder({ k, B }: LeafPart, { leafBorder, small }: Numeric, g: number, P: number): void {
  const { N } = small;
  const start = g * k * P;
  for (let c = 0; c < k; c++) {
    const to = start + c * P;
    for (let j = 0; j < P; j++) leafBorder[to + j] = N[c] * B[start + j];
    for (let m = 1; m < k; m++) {
      const factor = N[m * k + c];
      const from = start + m * P;
      for (let j = 0; j < P; j++) leafBorder[to + j] += factor * B[from + j];
    }
  }
}

/** Lower triangle of C (P × P, column-major) −= W'W for W of k × P. */
function subtractSquares(W: Float64Array, w: number, k: number, P: number, C: Float64Array, corner: number): void {
  for (let m = 0; m < k; m++) {
    const row = w + m * P;
    for (let j = 0; j < P; j++) {
      const factor = W[row + j];
      const column = corner + j * P;
      for (let i = j; i < P; i++) C[column + i] -= factor * W[row + i];
    }
  }
}

/** λ'A_lλ + I on the diagonal of the rest and B_l'λ in its border rows. */
function placeFactor(
  { factor, k, levels, A, B, diagonal, border, ld }: RestFactor,
  { lambda, L, small }: Numeric,
  P: number,
): void {
  const own = lambda[factor];
  const { M, T } = small;
  for (let level = 0; level < levels; level++) {
    multiplyInto(k, k, k, A, level * k * k, own, 0, T, 0);
    gramPlusIdentity(own, T, k, M);
    for (let c = 0; c < k; c++) {
      const column = diagonal[level] + c * ld[level];
      for (let r = c; r < k; r++) L[column + r] = M[r * k + c];
      const edge = border[level] + c * ld[level];
      for (let m = 0; m < k; m++) {
        const weight = own[m * k + c];
        const from = (level * k + m) * P;
        for (let j = 0; j < P; j++) L[edge + j] += weight * B[from + j];
      }
    }
  }
}

/** λ_row' (Z_row'DZ_column) λ_column for each pair of levels. */
function placePair(pair: RestPair, { lambda, L, small }: Numeric): void {
  const { values, kRow, kColumn, transposed, block, at, ld } = pair;
  const { M, T } = small;
  const multiply = transposed ? crossMultiplyInto : multiplyInto;
  for (let i = 0; i < block.length; i++) {
    multiply(kRow, kColumn, kColumn, values, block[i] * kRow * kColumn, lambda[pair.column], 0, T, 0);
    crossMultiplyInto(kRow, kRow, kColumn, lambda[pair.row], 0, T, 0, M, 0);
    for (let r = 0; r < kRow; r++) for (let c = 0; c < kColumn; c++) L[at[i] + r + c * ld[i]] = M[r * kColumn + c];
  }
}

/** Take out of panel J what the leaf's levels give to its columns: outer products of their rows, border included. */
function subtractLeaf({ leaf, plan, numeric }: LinearMixedModel, J: number): void {
  const { intoPanels, rowStart, rows, k } = leaf;
  const { L, leafW, leafBorder, localRow } = numeric;
  const P = plan.border;
  const ld = panelHeight(plan, J);
  const top = plan.offset[J];
  locate(plan.rows, plan.rowStart[J], ld, localRow);
  for (let u = intoPanels.start[J]; u < intoPanels.start[J + 1]; u++) {
    const g = intoPanels.leaf[u];
    const end = rowStart[g + 1];
    const border = g * k * P;
    for (let c = intoPanels.first[u]; c < intoPanels.last[u]; c++) {
      const column = top + localRow[rows[c]] * ld;
      const edge = column + ld - P;
      for (let m = 0; m < k; m++) {
        const factor = leafW[c * k + m];
        for (let r = c; r < end; r++) L[column + localRow[rows[r]]] -= factor * leafW[r * k + m];
        for (let j = 0; j < P; j++) L[edge + j] -= factor * leafBorder[border + m * P + j];
      }
    }
  }
}

export function locate(rows: Int32Array, start: number, count: number, localRow: Int32Array): void {
  for (let i = 0; i < count; i++) localRow[rows[start + i]] = i;
}

/** Logarithms of products: diagonal entries are 1 and more. */
function logDetRest({ plan, numeric: { L } }: LinearMixedModel): number {
  let logs = 0;
  let product = 1;
  for (let J = 0; J < plan.panels - 1; J++) {
    const step = panelHeight(plan, J) + 1;
    const width = plan.firstColumn[J + 1] - plan.firstColumn[J];
    for (let c = 0, at = plan.offset[J]; c < width; c++, at += step) {
      product *= L[at];
      if (product > 1e140) {
        logs += Math.log(product);
        product = 1;
      }
    }
  }
  return 2 * (logs + Math.log(product));
}
