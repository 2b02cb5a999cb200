/**
 * W = Z'V⁻¹Z and U = Z'V⁻¹Q of one set of connected levels, in units of 1/σ².
 *
 * With A = Z'DZ, B = Z'DQ, LL' = Λ'AΛ + I and Y = AΛL⁻ᵀ, T = B'ΛL⁻ᵀ: W = A − YY' and U = B − YT'. Nothing is divided by Λ, which may be singular.
 * The columns of the leaf factor come first; their part of L is block diagonal, so that only the columns of the other factors cost.
 *
 * @see Henderson & Searle (1981), SIAM Review 23(1), on the inverse of V
 */
import { cholesky, gemm, solveRightTransposed } from '../kernels/index.ts';
import type { LinearMixedModel } from '../lmm/index.ts';
import type { ConnectedLevels } from './connectedLevels.ts';

/** W (m × m) and U (m × p), column-major. */
export interface InverseProducts {
  readonly W: Float64Array;
  readonly U: Float64Array;
}

/** Arrays at work: `Y` has m + p rows, those of T under those of Y; `L` has m. The first `leaf` of their m columns are the leaf's. */
interface Elimination {
  readonly Y: Float64Array;
  readonly tall: number;
  readonly L: Float64Array;
  readonly m: number;
  readonly leaf: number;
  /** m − leaf. */
  readonly rest: number;
  readonly p: number;
  /** Columns of one leaf level. */
  readonly k: number;
}

/** λ in the model's work arrays must be that of the fit. */
export function inverseProducts(model: LinearMixedModel, set: ConnectedLevels): InverseProducts {
  const elimination = started(model, set);
  eliminateLeaf(elimination);
  eliminateRest(elimination);
  return { W: productW(elimination, set), U: productU(elimination, set) };
}

/** Y = [AΛ; B'Λ] and L = Λ'AΛ + I, nothing eliminated. */
function started(model: LinearMixedModel, set: ConnectedLevels): Elimination {
  const { size: m, ZZ, ZQ } = set;
  const { p } = model.fixed;
  const { k } = model.leaf;
  const leaf = set.firstColumns[model.leaf.factor].length * k;
  const tall = m + p;
  const Y = new Float64Array(tall * m);
  const L = new Float64Array(m * m);
  for (let j = 0; j < m; j++) Y.set(ZZ.subarray(j * m, (j + 1) * m), j * tall);
  for (let j = 0; j < p; j++) for (let i = 0; i < m; i++) Y[m + j + i * tall] = ZQ[i + j * m];
  timesLambda(model, set, Y, tall);
  for (let j = 0; j < m; j++) for (let i = 0; i < m; i++) L[j + i * m] = Y[i + j * tall];
  timesLambda(model, set, L, m);
  for (let i = 0; i < m; i++) L[i * (m + 1)] += 1;
  return { Y, tall, L, m, leaf, rest: m - leaf, p, k };
}

/** M := MΛ for a matrix with a column for each random column of the set. */
function timesLambda(model: LinearMixedModel, { firstColumns }: ConnectedLevels, M: Float64Array, ld: number): void {
  firstColumns.forEach((levels, factor) => {
    const { k } = model.factors[factor];
    const lambda = model.numeric.lambda[factor];
    const row = new Float64Array(k);
    for (const first of levels) {
      for (let i = 0; i < ld; i++) {
        for (let c = 0; c < k; c++) row[c] = M[i + (first + c) * ld];
        for (let c = 0; c < k; c++) {
          let sum = 0;
          for (let r = 0; r < k; r++) sum += row[r] * lambda[r * k + c];
          M[i + (first + c) * ld] = sum;
        }
      }
    }
  });
}

function eliminateLeaf({ Y, tall, L, m, leaf, rest, p, k }: Elimination): void {
  for (let g = 0; g < leaf; g += k) {
    const corner = g * (m + 1);
    checkFactor(cholesky(k, L, corner, m));
    solveRightTransposed(rest, k, L, corner, m, L, leaf + g * m, m);
    solveRightTransposed(k, k, L, corner, m, Y, g * (tall + 1), tall);
    solveRightTransposed(rest + p, k, L, corner, m, Y, leaf + g * tall, tall);
  }
}

function eliminateRest({ Y, tall, L, m, leaf, rest, p, k }: Elimination): void {
  const corner = leaf * (m + 1);
  gemm(rest, rest, leaf, -1, L, leaf, 1, m, L, leaf, m, 1, L, corner, m, true);
  checkFactor(cholesky(rest, L, corner, m));
  for (let g = 0; g < leaf; g += k)
    gemm(k, rest, k, -1, Y, g * (tall + 1), 1, tall, L, leaf + g * m, m, 1, Y, g + leaf * tall, tall);
  gemm(rest + p, rest, leaf, -1, Y, leaf, 1, tall, L, leaf, m, 1, Y, leaf * (tall + 1), tall);
  solveRightTransposed(tall, rest, L, corner, m, Y, leaf * tall, tall);
}

function checkFactor(failedAt: number): void {
  if (failedAt !== 0) throw new Error('Λ’Z’DZΛ + I has no Cholesky factor');
}

/** A − YY', its lower triangle first. */
function productW({ Y, tall, m, leaf, rest, k }: Elimination, { ZZ }: ConnectedLevels): Float64Array {
  const W = ZZ.slice();
  for (let g = 0; g < leaf; g += k) {
    const own = g * (tall + 1);
    gemm(k, k, k, -1, Y, own, 1, tall, Y, own, tall, 1, W, g * (m + 1), m);
    gemm(rest, k, k, -1, Y, leaf + g * tall, 1, tall, Y, own, tall, 1, W, leaf + g * m, m);
  }
  gemm(rest, rest, leaf, -1, Y, leaf, 1, tall, Y, leaf, tall, 1, W, leaf * (m + 1), m, true);
  gemm(m, m, rest, -1, Y, leaf * tall, 1, tall, Y, leaf * tall, tall, 1, W, 0, m, true);
  for (let j = 0; j < m; j++) for (let i = j + 1; i < m; i++) W[j + i * m] = W[i + j * m];
  return W;
}

/** B − YT'. */
function productU({ Y, tall, m, leaf, rest, p, k }: Elimination, { ZQ }: ConnectedLevels): Float64Array {
  const U = ZQ.slice();
  for (let g = 0; g < leaf; g += k) gemm(k, p, k, -1, Y, g * (tall + 1), 1, tall, Y, m + g * tall, tall, 1, U, g, m);
  gemm(rest, p, leaf, -1, Y, leaf, 1, tall, Y, m, tall, 1, U, leaf, m);
  gemm(m, p, rest, -1, Y, leaf * tall, 1, tall, Y, m + leaf * tall, tall, 1, U, 0, m);
  return U;
}
