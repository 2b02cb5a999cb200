import { kernelSpace } from '../kernels/index.ts';
import { pivotedQR } from './qr.ts';
import type { PivotedQR } from './qr.ts';

/** Rows times columns above which folding with compiled kernels pays, and rows of a block. */
const WORTH_FOLDING = 20_000;
const BLOCK = 512;

/**
 * Rank and order of the columns of X (n × p, column-major) as `pivotedQR` finds them. A tall X is first folded into a triangle with the same
 * lengths and angles, block by block, so that it is read once and not copied.
 *
 * @see Demmel, Grigori, Hoemmen & Langou (2012), SIAM J. Sci. Comput. 34(1), on QR of tall matrices
 */
export function rankAndPivot(X: Float64Array, n: number, p: number, tolerance: number): Pick<PivotedQR, 'rank' | 'pivot'> {
  const R = n * p > WORTH_FOLDING && n > 2 * p ? foldedTriangle(X, n, p) : null;
  return R?.every(Number.isFinite) ? pivotedQR(R, p, p, tolerance) : pivotedQR(X, n, p, tolerance);
}

/** R (p × p, column-major) with R'R = X'X; null without compiled kernels. */
function foldedTriangle(X: Float64Array, n: number, p: number): Float64Array | null {
  const space = kernelSpace(8 * p * (BLOCK + p) + 64);
  if (space === null) return null;
  const R = space.place({ doubles: p * p });
  const block = space.place({ doubles: BLOCK * p });
  for (let from = 0; from < n; from += BLOCK) {
    const m = Math.min(BLOCK, n - from);
    for (let j = 0; j < p; j++) block.set(X.subarray(j * n + from, j * n + from + m), j * m);
    space.kernels.foldRows(m, p, block.byteOffset, R.byteOffset);
  }
  return R.slice();
}
