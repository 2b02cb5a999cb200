import { choleskyPanel, gemm, gramOfLower, invertLower, pause, solveRight } from '../kernels/index.ts';
import type { SupernodalPlan } from './supernodes.ts';

/**
 * Arrays the numeric work needs beside the factor; made once for a plan.
 */
export interface SupernodalWork {
  /** Dense copy of what one panel gives to another. */
  readonly update: Float64Array;
  /** Products with the selected inverse, one panel's worth. */
  readonly product: Float64Array;
  /** Row of the target panel for each row of the source. */
  readonly relative: Int32Array;
}

export function supernodalWork(plan: SupernodalPlan): SupernodalWork {
  const { update, product, relative } = workSizes(plan);
  return { update: new Float64Array(update), product: new Float64Array(product), relative: new Int32Array(relative) };
}

/** How long the work arrays must be. */
export function workSizes(plan: SupernodalPlan): { update: number; product: number; relative: number } {
  let update = 0;
  let product = 0;
  let relative = 0;
  const { updates } = plan;
  for (let J = 0; J < plan.panels; J++) {
    const height = panelHeight(plan, J);
    product = Math.max(product, height * panelWidth(plan, J));
    relative = Math.max(relative, height);
    for (let e = updates.sourceStart[J]; e < updates.sourceStart[J + 1]; e++) {
      update = Math.max(update, (height - updates.first[e]) * (updates.last[e] - updates.first[e]));
    }
  }
  return { update, product, relative };
}

export function panelHeight(plan: SupernodalPlan, J: number): number {
  return plan.rowStart[J + 1] - plan.rowStart[J];
}

export function panelWidth(plan: SupernodalPlan, J: number): number {
  return plan.firstColumn[J + 1] - plan.firstColumn[J];
}

/**
 * Overwrite the lower triangle in `L` by its Cholesky factor, panel by panel, each fetching what earlier panels give to it.
 *
 * @returns false when a pivot was not positive
 * @see Ng & Peyton (1993), SIAM J. Sci. Comput. 14(5), on left-looking supernodal factorization
 */
export function factorSupernodes(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork): boolean {
  const { updates } = plan;
  for (let J = 0; J < plan.panels; J++) {
    for (let i = updates.targetStart[J]; i < updates.targetStart[J + 1]; i++) fetchUpdate(plan, L, work, updates.byTarget[i]);
    const height = panelHeight(plan, J);
    pause();
    if (choleskyPanel(height, panelWidth(plan, J), L, plan.offset[J], height) !== 0) return false;
  }
  return true;
}

function fetchUpdate(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork, e: number): void {
  const { source, target, first, last } = plan.updates;
  const K = source[e];
  const J = target[e];
  const ldk = panelHeight(plan, K);
  const ldj = panelHeight(plan, J);
  const m = ldk - first[e];
  const n = last[e] - first[e];
  const from = plan.offset[K] + first[e];
  const { update, relative } = work;
  update.fill(0, 0, m * n);
  gemm(m, n, panelWidth(plan, K), -1, L, from, 1, ldk, L, from, ldk, 1, update, 0, m, true);
  locateRows(plan, K, J, first[e], relative);
  for (let j = 0; j < n; j++) {
    const column = plan.offset[J] + relative[j] * ldj;
    for (let i = j; i < m; i++) L[column + relative[i]] += update[i + j * m];
  }
}

/** Where rows `first` and on of panel K stand among the rows of panel J, which has them all. */
function locateRows(plan: SupernodalPlan, K: number, J: number, first: number, relative: Int32Array): void {
  const { rows, rowStart } = plan;
  const start = rowStart[J];
  let at = start;
  const end = rowStart[K + 1];
  for (let i = rowStart[K] + first, r = 0; i < end; i++, r++) {
    while (rows[at] !== rows[i]) at++;
    relative[r] = at - start;
  }
}

/**
 * Overwrite the factor of the sparse part by the entries of S on the same pattern, where S solves L'S = C L⁻¹ with C the identity on the
 * sparse part. The border's own block of S must stand in the last panel already (both triangles): its inverse for the inverse of
 * the whole matrix, zero for the inverse of the sparse part alone.
 *
 * @see Takahashi, Fagan & Chin (1973); Erisman & Tinney (1975), Commun. ACM 18(3), on selected inversion
 */
export function selectedInverse(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork): void {
  for (let K = plan.panels - 2; K >= 0; K--) {
    pause();
    invertPanel(plan, L, work, K);
  }
}

function invertPanel(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork, K: number): void {
  const { updates } = plan;
  const width = panelWidth(plan, K);
  const ld = panelHeight(plan, K);
  const m = ld - width;
  const top = plan.offset[K];
  const below = top + width;
  const Y = work.product;
  solveRight(m, width, L, top, ld, L, below, ld);
  Y.fill(0, 0, m * width);
  for (let e = updates.sourceStart[K]; e < updates.sourceStart[K + 1]; e++) multiplyBlock(plan, L, work, e, width);
  invertLower(width, L, top, ld);
  gramOfLower(width, L, top, ld);
  gemm(width, width, m, 1, L, below, ld, 1, Y, 0, 1, m, L, top, ld, true);
  for (let j = 0; j < width; j++) for (let i = 0; i < m; i++) L[below + i + j * ld] = -Y[i + j * m];
}

/** Add to Y the part of S·W that columns of S in the target panel of update e give, on both sides of the diagonal. */
function multiplyBlock(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork, e: number, width: number): void {
  const { source, first, last } = plan.updates;
  const K = source[e];
  const ld = panelHeight(plan, K);
  const height = ld - width;
  const m = ld - first[e];
  const n = last[e] - first[e];
  const S = work.update;
  gatherBlock(plan, L, work, e);
  const own = first[e] - width;
  const W = plan.offset[K] + first[e];
  gemm(m, width, n, 1, S, 0, 1, m, L, W, 1, ld, work.product, own, height);
  gemm(n, width, m - n, 1, S, n, m, 1, L, W + n, 1, ld, work.product, own, height);
}

/** Copy S[rows from first on, rows first…last) of update e, filled up to a full square at the top. */
function gatherBlock(plan: SupernodalPlan, L: Float64Array, work: SupernodalWork, e: number): void {
  const { source, target, first, last } = plan.updates;
  const K = source[e];
  const J = target[e];
  const ldj = panelHeight(plan, J);
  const m = panelHeight(plan, K) - first[e];
  const n = last[e] - first[e];
  const { update, relative } = work;
  locateRows(plan, K, J, first[e], relative);
  for (let j = 0; j < n; j++) {
    const column = plan.offset[J] + relative[j] * ldj;
    for (let i = j; i < m; i++) update[i + j * m] = L[column + relative[i]];
    for (let i = j + 1; i < n; i++) update[j + i * m] = update[i + j * m];
  }
}

/**
 * Solve L_sparse' U = −L_border' V: V stands in the border rows of U (N rows, `columns` columns, column-major), the answer goes to the rows above.
 */
export function solveFromBorder(plan: SupernodalPlan, L: Float64Array, U: Float64Array, columns: number): void {
  const N = plan.sparse + plan.border;
  for (let c = 0; c < columns; c++) for (let K = plan.panels - 2; K >= 0; K--) solvePanel(plan, L, U, c * N, K);
}

function solvePanel(plan: SupernodalPlan, L: Float64Array, U: Float64Array, u: number, K: number): void {
  const { rows, rowStart, offset } = plan;
  const ld = panelHeight(plan, K);
  for (let j = panelWidth(plan, K) - 1; j >= 0; j--) {
    const column = offset[K] + j * ld;
    let sum = 0;
    for (let i = j + 1; i < ld; i++) sum += L[column + i] * U[u + rows[rowStart[K] + i]];
    U[u + rows[rowStart[K] + j]] = -sum / L[column + j];
  }
}
