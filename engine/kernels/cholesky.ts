import { gemm } from './gemm.ts';
import { solveRightTransposed } from './triangular.ts';

const BLOCK = 32;

/**
 * Overwrite the lower triangle of the symmetric n × n matrix at `A[a]` (column-major, leading dimension `lda`) by its Cholesky factor.
 * Entries above the diagonal are neither read nor kept.
 *
 * @returns 0, or one more than the column whose pivot was not positive; what is left is then of no use
 */
export function cholesky(n: number, A: Float64Array, a: number, lda: number): number {
  return choleskyPanel(n, n, A, a, lda);
}

/** The same for the first `n` columns of a panel of `m` ≥ n rows: factor the top square, then divide the rows under it. */
export function choleskyPanel(m: number, n: number, A: Float64Array, a: number, lda: number): number {
  for (let j = 0; j < n; j += BLOCK) {
    const width = Math.min(BLOCK, n - j);
    const corner = a + j + j * lda;
    gemm(m - j, width, j, -1, A, a + j, 1, lda, A, a + j, lda, 1, A, corner, lda, true);
    const failed = factorCorner(width, A, corner, lda);
    if (failed !== 0) return j + failed;
    solveRightTransposed(m - j - width, width, A, corner, lda, A, corner + width, lda);
  }
  return 0;
}

function factorCorner(n: number, A: Float64Array, a: number, lda: number): number {
  for (let j = 0; j < n; j++) {
    const column = a + j * lda;
    const pivot = A[column + j];
    if (!(pivot > 0)) return j + 1;
    const root = Math.sqrt(pivot);
    A[column + j] = root;
    for (let i = j + 1; i < n; i++) A[column + i] /= root;
    for (let k = j + 1; k < n; k++) {
      const factor = A[column + k];
      for (let i = k; i < n; i++) A[a + i + k * lda] -= factor * A[column + i];
    }
  }
  return 0;
}
