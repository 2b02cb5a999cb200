import { gemm } from './gemm.ts';

/** Columns handled by plain loops before the product kernel takes over. */
const BLOCK = 32;

/** X := X L⁻ᵀ; X is m × n at `x` with leading dimension `ldx`, L the n × n lower triangle at `l`. */
export function solveRightTransposed(
  m: number,
  n: number,
  L: Float64Array,
  l: number,
  ldl: number,
  X: Float64Array,
  x: number,
  ldx: number,
): void {
  for (let j0 = 0; j0 < n; j0 += BLOCK) {
    const width = Math.min(BLOCK, n - j0);
    gemm(m, width, j0, -1, X, x, 1, ldx, L, l + j0, ldl, 1, X, x + j0 * ldx, ldx);
    for (let j = j0; j < j0 + width; j++) {
      for (let k = j0; k < j; k++) subtractColumn(m, L[l + j + k * ldl], X, x + k * ldx, x + j * ldx);
      scaleColumn(m, 1 / L[l + j + j * ldl], X, x + j * ldx);
    }
  }
}

/** X := X L⁻¹. */
export function solveRight(
  m: number,
  n: number,
  L: Float64Array,
  l: number,
  ldl: number,
  X: Float64Array,
  x: number,
  ldx: number,
): void {
  for (let end = n; end > 0; end -= BLOCK) {
    const j0 = Math.max(0, end - BLOCK);
    gemm(m, end - j0, n - end, -1, X, x + end * ldx, 1, ldx, L, l + end + j0 * ldl, 1, ldl, X, x + j0 * ldx, ldx);
    for (let j = end - 1; j >= j0; j--) {
      for (let k = j + 1; k < end; k++) subtractColumn(m, L[l + k + j * ldl], X, x + k * ldx, x + j * ldx);
      scaleColumn(m, 1 / L[l + j + j * ldl], X, x + j * ldx);
    }
  }
}

/** Overwrite the lower triangle L (n × n) by its inverse, last column first: each is the inverse so far times itself. */
export function invertLower(n: number, L: Float64Array, l: number, ldl: number): void {
  for (let j = n - 1; j >= 0; j--) {
    const column = l + j * ldl;
    const diagonal = 1 / L[column + j];
    for (let k = n - 1; k > j; k--) {
      const value = L[column + k];
      const earlier = l + k * ldl;
      for (let i = k + 1; i < n; i++) L[column + i] += L[earlier + i] * value;
      L[column + k] = L[earlier + k] * value;
    }
    L[column + j] = diagonal;
    for (let i = j + 1; i < n; i++) L[column + i] *= -diagonal;
  }
}

/** Overwrite the lower triangle M (n × n) by the lower triangle of M'M; row by row, so that nothing is read after it was written. */
export function gramOfLower(n: number, M: Float64Array, o: number, ld: number): void {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += M[o + k + i * ld] * M[o + k + j * ld];
      M[o + i + j * ld] = sum;
    }
  }
}

function subtractColumn(m: number, factor: number, X: Float64Array, from: number, to: number): void {
  if (factor === 0) return;
  for (let i = 0; i < m; i++) X[to + i] -= factor * X[from + i];
}

function scaleColumn(m: number, factor: number, X: Float64Array, at: number): void {
  for (let i = 0; i < m; i++) X[at + i] *= factor;
}
