import { gramOfLower, invertLower } from '../kernels/index.ts';
import { invertL, levelInverse, multiplyBorder } from './invertL.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import type { RestFactor, RestPair } from './restPart.ts';
import { addProduct, copyDiagonal, multiplyInto, subtractCross, subtractOuter } from './smallBlocks.ts';

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
  const { numeric } = model;
  const { sweeps } = numeric;
  if (sweeps && sweeps.groups !== 0) sweeps.kernels.groupsGradient(sweeps.groups);
  else sumOverLevels(model);
  for (const gradient of numeric.byLambda) for (let i = 0; i < gradient.length; i++) gradient[i] *= 2;
}

/** Half the gradient, from the selected inverse. */
function sumOverLevels(model: LinearMixedModel): void {
  const { leaf, rest, numeric } = model;
  invertL(model);
  for (const gradient of numeric.byLambda) gradient.fill(0);
  for (const factor of rest.factors) addFactor(model, factor);
  for (const pair of rest.pairs) addPair(model, pair);
  if (numeric.sweeps) numeric.sweeps.kernels.leafGradient(numeric.sweeps.leaf, numeric.sweeps.plan);
  else for (let g = 0; g < leaf.levels; g++) addLevel(model, g);
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

/** The level's part: G_leaf += A_g λ S_gg − Z_g'D(Z_h λ_h Y_h + …) − B_g Y_border', with S_gg in `small.M`. */
function addLevel(model: LinearMixedModel, g: number): void {
  multiplyBorder(model, g);
  levelInverse(model, g);
  const { leaf, plan, numeric } = model;
  const { k, A, B, factor, blockStart } = leaf;
  const { M, T, borderY } = numeric.small;
  const G = numeric.byLambda[factor];
  multiplyInto(k, k, k, numeric.lambda[factor], 0, M, 0, T, 0);
  addProduct(k, k, k, A, g * k * k, T, 0, G);
  subtractOuter(k, plan.border, k, B, g * k * plan.border, borderY, 0, G);
  for (let block = blockStart[g]; block < blockStart[g + 1]; block++) addBlock(model, block);
}

/** One block between the leaf and another factor, S_hg = −Y: its parts of both gradients. */
function addBlock({ leaf, numeric }: LinearMixedModel, block: number): void {
  const { k, factor, blockRow, blockFactor, cross } = leaf;
  const { lambda, byLambda, leafY } = numeric;
  const { T } = numeric.small;
  const h = blockFactor[block];
  const at = blockRow[block] * k;
  const size = blockRow[block + 1] - blockRow[block];
  multiplyInto(size, size, k, lambda[h], 0, leafY, at, T, 0);
  subtractCross(k, size, k, cross, at, T, 0, byLambda[factor]);
  multiplyInto(size, k, k, cross, at, lambda[factor], 0, T, 0);
  subtractOuter(size, k, size, T, 0, leafY, at, byLambda[h]);
}

/** A factor of the rest: G += A_l λ S_ll + B_l S_border,l over its levels. */
function addFactor({ plan, numeric }: LinearMixedModel, { factor, k, levels, A, B, diagonal, border, ld }: RestFactor): void {
  const { L, small, lambda } = numeric;
  const G = numeric.byLambda[factor];
  const P = plan.border;
  for (let level = 0; level < levels; level++) {
    copyDiagonal(L, diagonal[level], ld[level], k, small.M);
    multiplyInto(k, k, k, lambda[factor], 0, small.M, 0, small.T, 0);
    addProduct(k, k, k, A, level * k * k, small.T, 0, G);
    for (let a = 0; a < k; a++) {
      for (let c = 0; c < k; c++) {
        const edge = border[level] + c * ld[level];
        for (let j = 0; j < P; j++) G[a * k + c] += B[(level * k + a) * P + j] * L[edge + j];
      }
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
