import { gramOfLower, invertLower } from '../kernels/index.ts';
import { panelHeight, selectedInverse } from '../linalg/supernodalCholesky.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import type { RestFactor, RestPair } from './restPart.ts';
import { locate } from './updateL.ts';

/**
 * Gradient of the criterion with respect to every factor's λ, into `numeric.byLambda`.
 *
 * d(criterion) = ⟨S, dΩ⟩ with S = L⁻ᵀ C L⁻¹, C diagonal: 1 on random columns, `weightX` on those of X and `weightY` on the outcome's.
 * Only entries of S where Ω may be non-zero are needed. The factor L must be that of the current λ and is used up.
 *
 * @param weightX 1 for REML, 0 for ML
 * @param weightY n − p for REML, n for ML; r²/σ² for the criterion at a given σ
 */
export function gradientByLambda(model: LinearMixedModel, weightX: number, weightY: number): void {
  placeCorner(model, weightX, weightY);
  invertL(model);
  const { leaf, rest, numeric } = model;
  for (const gradient of numeric.byLambda) gradient.fill(0);
  for (const factor of rest.factors) addFactor(model, factor);
  for (const pair of rest.pairs) addPair(model, pair);
  for (let g = 0; g < leaf.levels; g++) {
    multiplyBorder(model, g);
    levelInverse(model, g);
    addLevel(model, g);
  }
  for (const gradient of numeric.byLambda) for (let i = 0; i < gradient.length; i++) gradient[i] *= 2;
}

/**
 * Overwrite the supernodal part by S, `leafW` by W = L_rows L_g⁻¹ and `leafY` by S_rest W_rest but for the border's columns, which
 * `multiplyBorder` adds. The corner must hold the border's block of S.
 */
export function invertL(model: LinearMixedModel): void {
  const { leaf, plan, numeric } = model;
  selectedInverse(plan, numeric.L, numeric.work);
  for (let g = 0; g < leaf.levels; g++) divideAgain(model, g);
  numeric.leafY.fill(0);
  for (let J = 0; J < plan.panels - 1; J++) multiplyLeaf(model, J);
}

/** S of the corner: L⁻ᵀ C L⁻¹ for the P × P factor, both triangles. */
function placeCorner({ plan, numeric }: LinearMixedModel, weightX: number, weightY: number): void {
  const P = plan.border;
  const { L } = numeric;
  const corner = plan.offset[plan.panels - 1];
  invertLower(P, L, corner, P);
  for (let j = 0; j < P; j++) {
    for (let i = j; i < P - 1; i++) L[corner + i + j * P] *= Math.sqrt(weightX);
    L[corner + P - 1 + j * P] *= Math.sqrt(weightY);
  }
  gramOfLower(P, L, corner, P);
  for (let j = 0; j < P; j++) for (let i = j + 1; i < P; i++) L[corner + j + i * P] = L[corner + i + j * P];
}

/** W := W L_g⁻¹ for the level's rows and border. */
function divideAgain({ leaf, plan, numeric }: LinearMixedModel, g: number): void {
  const { k, rowStart } = leaf;
  const { leafL, leafW, leafBorder } = numeric;
  const P = plan.border;
  const at = g * k * k;
  for (let c = k - 1; c >= 0; c--) {
    const divisor = 1 / leafL[at + c * k + c];
    const border = (g * k + c) * P;
    for (let m = c + 1; m < k; m++) {
      const factor = leafL[at + m * k + c];
      for (let r = rowStart[g]; r < rowStart[g + 1]; r++) leafW[r * k + c] -= factor * leafW[r * k + m];
      for (let j = 0; j < P; j++) leafBorder[border + j] -= factor * leafBorder[(g * k + m) * P + j];
    }
    for (let r = rowStart[g]; r < rowStart[g + 1]; r++) leafW[r * k + c] *= divisor;
    for (let j = 0; j < P; j++) leafBorder[border + j] *= divisor;
  }
}

/** Add to Y what the columns of S in panel J give to the rows of each level that reaches it; the border is left to `multiplyBorder`. */
function multiplyLeaf({ leaf, plan, numeric }: LinearMixedModel, J: number): void {
  const { intoPanels, rowStart, rows, k } = leaf;
  const { L, leafW, leafY, localRow } = numeric;
  const ld = panelHeight(plan, J);
  locate(plan.rows, plan.rowStart[J], ld, localRow);
  for (let u = intoPanels.start[J]; u < intoPanels.start[J + 1]; u++) {
    const end = rowStart[intoPanels.leaf[u] + 1];
    for (let c = intoPanels.first[u]; c < intoPanels.last[u]; c++) {
      const column = plan.offset[J] + localRow[rows[c]] * ld;
      for (let m = 0; m < k; m++) {
        const own = leafW[c * k + m];
        let sum = L[column + localRow[rows[c]]] * own;
        for (let r = c + 1; r < end; r++) {
          const s = L[column + localRow[rows[r]]];
          sum += s * leafW[r * k + m];
          leafY[r * k + m] += s * own;
        }
        leafY[c * k + m] += sum;
      }
    }
  }
}

/** The level's border columns: `borderY` = S_border W, and their part of Y. */
export function multiplyBorder({ leaf, plan, numeric }: LinearMixedModel, g: number): void {
  const { k, rowStart, rows } = leaf;
  const { L, leafW, leafY, leafBorder, small } = numeric;
  const P = plan.border;
  const corner = plan.offset[plan.panels - 1];
  for (let m = 0; m < k; m++) {
    const W = (g * k + m) * P;
    const Y = m * P;
    small.borderY.fill(0, Y, Y + P);
    for (let j = 0; j < P; j++) {
      const factor = leafBorder[W + j];
      for (let i = 0; i < P; i++) small.borderY[Y + i] += factor * L[corner + j * P + i];
    }
    for (let r = rowStart[g]; r < rowStart[g + 1]; r++) {
      const J = plan.panelOf[rows[r]];
      const ld = panelHeight(plan, J);
      const edge = plan.offset[J] + (rows[r] - plan.firstColumn[J] + 1) * ld - P;
      const factor = leafW[r * k + m];
      let sum = 0;
      for (let j = 0; j < P; j++) {
        sum += L[edge + j] * leafBorder[W + j];
        small.borderY[Y + j] += L[edge + j] * factor;
      }
      leafY[r * k + m] += sum;
    }
  }
}

/** S_gg = L_g⁻ᵀ L_g⁻¹ + W'Y into `small.M`, row-major, both triangles. */
export function levelInverse({ leaf, plan, numeric }: LinearMixedModel, g: number): void {
  const { k, rowStart } = leaf;
  const { leafL, leafW, leafY, leafBorder, small } = numeric;
  const { M, N } = small;
  invertSmall(leafL, g * k * k, k, N);
  for (let r = 0; r < k; r++) {
    for (let c = 0; c <= r; c++) {
      let sum = 0;
      for (let m = r; m < k; m++) sum += N[m * k + r] * N[m * k + c];
      for (let i = rowStart[g]; i < rowStart[g + 1]; i++) sum += leafW[i * k + r] * leafY[i * k + c];
      const W = (g * k + r) * plan.border;
      for (let j = 0; j < plan.border; j++) sum += leafBorder[W + j] * small.borderY[c * plan.border + j];
      M[r * k + c] = sum;
      M[c * k + r] = sum;
    }
  }
}

/** Inverse of a row-major lower triangle. */
function invertSmall(L: Float64Array, at: number, k: number, N: Float64Array): void {
  for (let c = 0; c < k; c++) {
    for (let r = c; r < k; r++) {
      let sum = r === c ? 1 : 0;
      for (let m = c; m < r; m++) sum -= L[at + r * k + m] * N[m * k + c];
      N[r * k + c] = sum / L[at + r * k + r];
    }
  }
}

/** G_leaf += A_g λ S_gg − Z_g'D(Z_h λ_h Y_h + …) − B_g Y_border', with S_gg in `small.M`. */
function addLevel(model: LinearMixedModel, g: number): void {
  const { leaf, plan, numeric } = model;
  const { k, A, B, factor, blockStart } = leaf;
  const { M, borderY } = numeric.small;
  const lambda = numeric.lambda[factor];
  const G = numeric.byLambda[factor];
  addProduct(A, g * k * k, lambda, M, k, numeric.small.T, G);
  for (let a = 0; a < k; a++) {
    for (let c = 0; c < k; c++) {
      const from = (g * k + a) * plan.border;
      let sum = 0;
      for (let j = 0; j < plan.border; j++) sum += B[from + j] * borderY[c * plan.border + j];
      G[a * k + c] -= sum;
    }
  }
  for (let block = blockStart[g]; block < blockStart[g + 1]; block++) addBlock(model, block, lambda, G);
}

/** G += A λ S for one k × k block of A; all row-major. */
function addProduct(
  A: Float64Array,
  at: number,
  lambda: Float64Array,
  S: Float64Array,
  k: number,
  T: Float64Array,
  G: Float64Array,
): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let m = 0; m < k; m++) sum += lambda[r * k + m] * S[m * k + c];
      T[r * k + c] = sum;
    }
  }
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let m = 0; m < k; m++) sum += A[at + r * k + m] * T[m * k + c];
      G[r * k + c] += sum;
    }
  }
}

/** One block between the leaf and another factor, S_hg = −Y: its parts of both gradients. */
function addBlock({ leaf, numeric }: LinearMixedModel, block: number, lambda: Float64Array, G: Float64Array): void {
  const { k, blockRow, blockFactor, cross } = leaf;
  const { leafY, small } = numeric;
  const { T } = small;
  const h = blockFactor[block];
  const row = blockRow[block];
  const size = blockRow[block + 1] - row;
  const lambdaH = numeric.lambda[h];
  const H = numeric.byLambda[h];
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let m = 0; m < size; m++) sum += lambdaH[r * size + m] * leafY[(row + m) * k + c];
      for (let a = 0; a < k; a++) G[a * k + c] -= cross[(row + r) * k + a] * sum;
    }
  }
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let a = 0; a < k; a++) sum += cross[(row + r) * k + a] * lambda[a * k + c];
      T[c] = sum;
    }
    for (let s = 0; s < size; s++) {
      let sum = 0;
      for (let c = 0; c < k; c++) sum += T[c] * leafY[(row + s) * k + c];
      H[r * size + s] -= sum;
    }
  }
}

/** A factor of the rest: G += A_l λ S_ll + B_l S_border,l over its levels. */
function addFactor({ plan, numeric }: LinearMixedModel, { factor, k, levels, A, B, diagonal, border, ld }: RestFactor): void {
  const { L, small, lambda } = numeric;
  const G = numeric.byLambda[factor];
  const P = plan.border;
  for (let level = 0; level < levels; level++) {
    copyDiagonal(L, diagonal[level], ld[level], k, small.M);
    addProduct(A, level * k * k, lambda[factor], small.M, k, small.T, G);
    for (let a = 0; a < k; a++) {
      for (let c = 0; c < k; c++) {
        const edge = border[level] + c * ld[level];
        const from = (level * k + a) * P;
        let sum = 0;
        for (let j = 0; j < P; j++) sum += B[from + j] * L[edge + j];
        G[a * k + c] += sum;
      }
    }
  }
}

/** Both triangles of a diagonal block of the panel values. */
export function copyDiagonal(L: Float64Array, at: number, ld: number, k: number, M: Float64Array): void {
  for (let c = 0; c < k; c++) {
    for (let r = c; r < k; r++) {
      M[r * k + c] = L[at + r + c * ld];
      M[c * k + r] = M[r * k + c];
    }
  }
}

/** Pairs within the rest: G_row += V λ_column S', G_column += V'λ_row S with V = Z_row'DZ_column. */
function addPair({ numeric }: LinearMixedModel, pair: RestPair): void {
  const { values, kRow, kColumn, transposed, block, at, ld } = pair;
  const { L, lambda, byLambda } = numeric;
  const [alongRow, alongColumn] = transposed ? [1, kRow] : [kColumn, 1];
  const size = kRow * kColumn;
  for (let i = 0; i < block.length; i++) {
    for (let r = 0; r < kRow; r++) {
      for (let c = 0; c < kColumn; c++) {
        const value = values[block[i] * size + r * alongRow + c * alongColumn];
        if (value === 0) continue;
        addOuter(
          value,
          r,
          c,
          L,
          at[i],
          ld[i],
          lambda[pair.row],
          lambda[pair.column],
          kRow,
          kColumn,
          byLambda[pair.row],
          byLambda[pair.column],
        );
      }
    }
  }
}

/** The part of one entry V[r][c]. */
function addOuter(
  value: number,
  r: number,
  c: number,
  S: Float64Array,
  at: number,
  ld: number,
  left: Float64Array,
  right: Float64Array,
  kRow: number,
  kColumn: number,
  byRow: Float64Array,
  byColumn: Float64Array,
): void {
  for (let a = 0; a < kRow; a++) {
    for (let b = 0; b < kColumn; b++) {
      const scaled = value * S[at + a + b * ld];
      byRow[r * kRow + a] += scaled * right[c * kColumn + b];
      byColumn[c * kColumn + b] += scaled * left[r * kRow + a];
    }
  }
}
