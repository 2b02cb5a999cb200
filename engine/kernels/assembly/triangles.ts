import { at, get, set } from './lanes';
import { gemm } from './product';
import { addScaled, dot, scale, subtractScaled } from './vectors';

/** Columns handled by plain loops before the product takes over; rows whose block of as many columns fits the first-level cache. */
const BLOCK: i32 = 32;
const CHUNK: i32 = 64;

/** Twin of `choleskyPanel` in `cholesky.ts`. */
export function choleskyPanel(m: i32, n: i32, A: usize, lda: i32, work: usize): i32 {
  for (let j = 0; j < n; j += BLOCK) {
    const width = min(BLOCK, n - j);
    const corner = at(A, j + j * lda);
    gemm(m - j, width, j, -1, at(A, j), 1, lda, at(A, j), lda, 1, corner, lda, true, work);
    const failed = factorCorner(width, corner, lda);
    if (failed != 0) return j + failed;
    const below = m - j - width;
    if (below > 0) solveRightTransposed(below, width, corner, lda, at(corner, width), lda, work);
  }
  return 0;
}

function factorCorner(n: i32, A: usize, lda: i32): i32 {
  for (let j = 0; j < n; j++) {
    const column = at(A, j * (lda + 1));
    const pivot = load<f64>(column);
    if (!(pivot > 0)) return j + 1;
    const root = sqrt(pivot);
    store<f64>(column, root);
    scale(n - j - 1, 1 / root, column + 8);
    for (let k = j + 1; k < n; k++) subtractScaled(n - k, get(column, k - j), at(column, k - j), at(A, k * (lda + 1)));
  }
  return 0;
}

/** X := X L⁻ᵀ. */
export function solveRightTransposed(m: i32, n: i32, L: usize, ldl: i32, X: usize, ldx: i32, work: usize): void {
  for (let j0 = 0; j0 < n; j0 += BLOCK) {
    const width = min(BLOCK, n - j0);
    gemm(m, width, j0, -1, X, 1, ldx, at(L, j0), ldl, 1, at(X, j0 * ldx), ldx, false, work);
    for (let i = 0; i < m; i += CHUNK) {
      divideForward(min(CHUNK, m - i), width, at(L, j0 * (ldl + 1)), ldl, at(X, i + j0 * ldx), ldx, work);
    }
  }
}

function divideForward(m: i32, n: i32, L: usize, ldl: i32, X: usize, ldx: i32, work: usize): void {
  for (let j = 0; j < n; j++) {
    const column = at(X, j * ldx);
    gemm(m, 1, j, -1, X, 1, ldx, at(L, j), ldl, 1, column, ldx, false, work);
    scale(m, 1 / get(L, j * (ldl + 1)), column);
  }
}

/** X := X L⁻¹. */
export function solveRight(m: i32, n: i32, L: usize, ldl: i32, X: usize, ldx: i32, work: usize): void {
  for (let end = n; end > 0; end -= BLOCK) {
    const j0 = max(0, end - BLOCK);
    const width = end - j0;
    gemm(m, width, n - end, -1, at(X, end * ldx), 1, ldx, at(L, end + j0 * ldl), 1, ldl, at(X, j0 * ldx), ldx, false, work);
    for (let i = 0; i < m; i += CHUNK) {
      divideBackward(min(CHUNK, m - i), width, at(L, j0 * (ldl + 1)), ldl, at(X, i + j0 * ldx), ldx, work);
    }
  }
}

function divideBackward(m: i32, n: i32, L: usize, ldl: i32, X: usize, ldx: i32, work: usize): void {
  for (let j = n - 1; j >= 0; j--) {
    const column = at(X, j * ldx);
    gemm(m, 1, n - 1 - j, -1, at(column, ldx), 1, ldx, at(L, j + 1 + j * ldl), 1, ldl, column, ldx, false, work);
    scale(m, 1 / get(L, j * (ldl + 1)), column);
  }
}

/** Overwrite the lower triangle L by its inverse, last column first. */
export function invertLower(n: i32, L: usize, ldl: i32): void {
  for (let j = n - 1; j >= 0; j--) {
    const column = at(L, j * ldl);
    const diagonal = 1 / get(column, j);
    for (let k = n - 1; k > j; k--) {
      const value = get(column, k);
      const earlier = at(L, k * ldl);
      addScaled(n - k - 1, value, at(earlier, k + 1), at(column, k + 1));
      set(column, k, get(earlier, k) * value);
    }
    set(column, j, diagonal);
    scale(n - j - 1, -diagonal, at(column, j + 1));
  }
}

/** Overwrite the lower triangle M by the lower triangle of M'M. */
export function gramOfLower(n: i32, M: usize, ld: i32): void {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) set(M, i + j * ld, dot(n - i, at(M, i + i * ld), at(M, i + j * ld)));
  }
}
