import { describe, expect, it } from 'vitest';
import {
  cholesky,
  choleskyPanel,
  gemm,
  gramOfLower,
  invertLower,
  solveRight,
  solveRightTransposed,
} from '../../../engine/kernels/index.ts';
import { seeded } from '../../support/seeded.ts';

const random = seeded(17);
const filled = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());

/** Sizes below, at and beyond a tile, a block and a packed depth. */
const sizes = [1, 3, 4, 7, 32, 33, 130];

describe('the product', () => {
  it.each(sizes.flatMap((m) => sizes.map((k) => [m, 5, k] as const)))(
    'of %i × %i over %i equals the sums written out',
    (m, n, k) => {
      const A = filled((m + 2) * k);
      const B = filled(n * k + 3);
      const C = filled((m + 1) * n);
      const expected = C.slice();
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < m; i++) {
          for (let l = 0; l < k; l++) expected[i + j * (m + 1)] -= 2 * A[1 + i + l * (m + 2)] * B[3 + l + j * k];
        }
      }
      gemm(m, n, k, -2, A, 1, 1, m + 2, B, 3, 1, k, C, 0, m + 1);
      expect(farthest(C, expected)).toBeLessThan(1e-12 * k);
    },
  );

  it('takes transposes as exchanged strides', () => {
    const [m, n, k] = [37, 41, 150];
    const A = filled(k * m);
    const B = filled(n * k);
    const C = new Float64Array(m * n);
    gemm(m, n, k, 1, A, 0, k, 1, B, 0, n, 1, C, 0, m);
    let sum = 0;
    for (let l = 0; l < k; l++) sum += A[5 * k + l] * B[l * n + 7];
    expect(C[5 + 7 * m]).toBeCloseTo(sum, 10);
  });

  it('leaves what lies above the diagonal tiles alone when only the lower triangle is wanted', () => {
    const n = 40;
    const A = filled(n * 60);
    const full = new Float64Array(n * n);
    const lower = new Float64Array(n * n);
    gemm(n, n, 60, 1, A, 0, 1, n, A, 0, n, 1, full, 0, n);
    gemm(n, n, 60, 1, A, 0, 1, n, A, 0, n, 1, lower, 0, n, true);
    for (let j = 0; j < n; j++) for (let i = j; i < n; i++) expect(lower[i + j * n]).toBeCloseTo(full[i + j * n], 10);
    expect(lower[0 + 39 * n]).toBe(0);
  });
});

describe('the Cholesky factor', () => {
  it.each(sizes)('of a matrix of %i columns gives it back', (n) => {
    const ld = n + 2;
    const A = positiveDefinite(n, ld);
    const L = A.slice();
    expect(cholesky(n, L, 0, ld)).toBe(0);
    for (let j = 0; j < n; j++) {
      for (let i = j; i < n; i++) {
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += L[i + k * ld] * L[j + k * ld];
        expect(sum).toBeCloseTo(A[i + j * ld], 9);
      }
    }
  });

  it('of a panel divides the rows under the square', () => {
    const [m, n] = [50, 34];
    const A = positiveDefinite(m, m);
    const whole = A.slice();
    cholesky(m, whole, 0, m);
    expect(choleskyPanel(m, n, A, 0, m)).toBe(0);
    for (let j = 0; j < n; j++) for (let i = j; i < m; i++) expect(A[i + j * m]).toBeCloseTo(whole[i + j * m], 10);
  });

  it('names the column whose pivot is not positive', () => {
    const n = 40;
    const A = positiveDefinite(n, n);
    A[36 * (n + 1)] = -1;
    expect(cholesky(n, A, 0, n)).toBe(37);
  });
});

describe('triangles', () => {
  it.each(sizes)('of %i columns are solved from the right, plain and transposed', (n) => {
    const L = positiveDefinite(n, n);
    cholesky(n, L, 0, n);
    const m = 6;
    const X = filled(m * n);
    const plain = X.slice();
    solveRight(m, n, L, 0, n, plain, 0, m);
    const turned = X.slice();
    solveRightTransposed(m, n, L, 0, n, turned, 0, m);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let fromPlain = 0;
        let fromTurned = 0;
        for (let k = j; k < n; k++) fromPlain += plain[i + k * m] * L[k + j * n];
        for (let k = 0; k <= j; k++) fromTurned += turned[i + k * m] * L[j + k * n];
        expect(fromPlain).toBeCloseTo(X[i + j * m], 9);
        expect(fromTurned).toBeCloseTo(X[i + j * m], 9);
      }
    }
  });

  it.each(sizes)("of %i columns: inverse, then its square, is the inverse of L L'", (n) => {
    const A = positiveDefinite(n, n);
    const S = A.slice();
    cholesky(n, S, 0, n);
    invertLower(n, S, 0, n);
    gramOfLower(n, S, 0, n);
    const entry = (M: Float64Array, i: number, j: number): number => M[Math.max(i, j) + Math.min(i, j) * n];
    for (let i = 0; i < n; i += 3) {
      for (let j = 0; j < n; j += 2) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += entry(A, i, k) * entry(S, k, j);
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 8);
      }
    }
  });
});

/** n × n in the lower triangle of a panel with leading dimension ld; NaN above the diagonal, where nothing may be read. */
function positiveDefinite(n: number, ld: number): Float64Array {
  const F = filled(n * n);
  const A = new Float64Array(ld * n).fill(NaN);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = i === j ? n : 0;
      for (let k = 0; k < n; k++) sum += F[i + k * n] * F[j + k * n];
      A[i + j * ld] = sum;
    }
  }
  return A;
}

function farthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
