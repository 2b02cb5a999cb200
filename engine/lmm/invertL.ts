import { panelHeight, selectedInverse } from '../linalg/supernodalCholesky.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { invertSmall } from './smallBlocks.ts';
import { locate } from './updateL.ts';

/**
 * Overwrite the supernodal part by S, `leafW` by W = L_rows L_g⁻¹ and `leafY` by S_rest W_rest but for the border's columns, which
 * `multiplyBorder` adds. The corner must hold the border's block of S.
 */
export function invertL(model: LinearMixedModel): void {
  const { leaf, plan, numeric } = model;
  const { sweeps } = numeric;
  if (sweeps) {
    sweeps.kernels.selectedInverse(sweeps.plan);
    sweeps.kernels.multiplyLeaf(sweeps.leaf, sweeps.plan);
    return;
  }
  selectedInverse(plan, numeric.L, numeric.work);
  for (let g = 0; g < leaf.levels; g++) divideAgain(model, g);
  numeric.leafY.fill(0);
  for (let J = 0; J < plan.panels - 1; J++) multiplyLeaf(model, J);
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
