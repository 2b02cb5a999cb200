import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as typescript from '../../../engine/kernels/index.ts';
import { kernelSpace, useKernels, type KernelMode } from '../../../engine/kernels/index.ts';
import { asSource, compileKernels } from '../../../kernels.config.ts';
import { seeded } from '../../support/seeded.ts';

const random = seeded(23);
const filled = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());

/** Sizes below, at and beyond a tile, a block, a packed depth and a packed block of rows. */
const sizes = [1, 2, 3, 4, 5, 6, 7, 13, 32, 33, 64, 130, 140];
const modes: KernelMode[] = ['fused', 'plain'];

afterAll(() => useKernels(null));

it('is what its sources compile to', async () => {
  const kept = readFileSync(join(import.meta.dirname, '../../../engine/kernels/compiled.ts'), 'utf8');
  expect(kept).toBe(asSource(await compileKernels()));
});

describe.each(modes)('compiled kernels, %s', (mode) => {
  const space = spaceOf(mode, 3e6);
  const { kernels, work } = space;
  const placed = (values: Float64Array): Float64Array => spaceOf(mode, values.length, space).place(values);

  it.each(sizes.flatMap((m) => sizes.map((k) => [m, k] as const)))('multiply as their twin does: %i rows over %i', (m, k) => {
    for (const n of [1, 5, 17]) {
      for (const transposed of [false, true]) {
        const [aRow, aColumn] = transposed ? [k + 1, 1] : [1, m + 2];
        const A = placed(filled((m + 2) * (k + 1)));
        const B = placed(filled((n + 1) * (k + 1)));
        const C = placed(filled((m + 1) * n));
        const expected = C.slice();
        typescript.gemm(m, n, k, -2, A, 0, aRow, aColumn, B, 0, 1, k, expected, 0, m + 1);
        kernels.gemm(m, n, k, -2, A.byteOffset, aRow, aColumn, B.byteOffset, 1, k, C.byteOffset, m + 1, 0, work);
        expect(farthest(C, expected)).toBeLessThan(1e-12 * k);
      }
    }
  });

  it.each(sizes)('update the lower triangle of %i columns', (n) => {
    const k = 37;
    const A = placed(filled((n + 9) * k));
    const C = placed(new Float64Array((n + 9) * n));
    const expected = C.slice();
    const ld = n + 9;
    typescript.gemm(ld, n, k, -1, A, 0, 1, ld, A, 0, ld, 1, expected, 0, ld);
    kernels.gemm(ld, n, k, -1, A.byteOffset, 1, ld, A.byteOffset, ld, 1, C.byteOffset, ld, 1, work);
    for (let j = 0; j < n; j++) for (let i = j; i < ld; i++) expect(C[i + j * ld]).toBeCloseTo(expected[i + j * ld], 10);
  });

  it.each(sizes)('factor a panel of %i columns, and solve with it', (n) => {
    const m = n + 11;
    const A = positiveDefinite(m);
    const own = placed(A);
    expect(typescript.choleskyPanel(m, n, A, 0, m)).toBe(0);
    expect(kernels.choleskyPanel(m, n, own.byteOffset, m, work)).toBe(0);
    forLower(m, n, (at) => expect(own[at]).toBeCloseTo(A[at], 9));
    const X = filled(70 * n);
    for (const name of ['solveRight', 'solveRightTransposed'] as const) {
      const solved = placed(X);
      const expected = X.slice();
      typescript[name](70, n, A, 0, m, expected, 0, 70);
      kernels[name](70, n, own.byteOffset, m, solved.byteOffset, 70, work);
      expect(farthest(solved, expected)).toBeLessThan(1e-9);
    }
    typescript.invertLower(n, A, 0, m);
    kernels.invertLower(n, own.byteOffset, m);
    forLower(n, n, (_, i, j) => expect(own[i + j * m]).toBeCloseTo(A[i + j * m], 9));
    typescript.gramOfLower(n, A, 0, m);
    kernels.gramOfLower(n, own.byteOffset, m);
    forLower(n, n, (_, i, j) => expect(own[i + j * m]).toBeCloseTo(A[i + j * m], 9));
  });

  it('name the column whose pivot is not positive', () => {
    const A = positiveDefinite(40);
    A[36 * 41] = -1;
    expect(kernels.choleskyPanel(40, 40, placed(A).byteOffset, 40, work)).toBe(37);
  });
});

describe.each(modes)('large products of ordinary arrays, %s', (mode) => {
  const [m, n, k] = [400, 391, 131];
  const A = filled(m * k);
  const B = filled(n * k);

  it.each([true, false])('equal the plain ones; transposed: %s', (transposed) => {
    const [aRow, aColumn] = transposed ? [k, 1] : [1, m];
    for (const lower of [false, true]) {
      const [fast, slow] = ([mode, 'typescript'] as const).map((used) => {
        useKernels(used);
        const C = new Float64Array((m + 1) * n).fill(1);
        typescript.gemm(m, n, k, -1.5, A, 0, aRow, aColumn, B, 0, 1, k, C, 1, m + 1, lower);
        return C;
      });
      const from = (j: number): number => (lower ? j : 0);
      for (let j = 0; j < n; j++) {
        for (let i = from(j); i < m; i++)
          expect(Math.abs(fast[1 + i + j * (m + 1)] - slow[1 + i + j * (m + 1)])).toBeLessThan(1e-11);
      }
    }
  });
});

/** One memory for a mode; arrays are placed one after the other. */
function spaceOf(mode: KernelMode, doubles: number, kept?: NonNullable<ReturnType<typeof kernelSpace>>) {
  if (kept) return kept;
  useKernels(mode);
  const space = kernelSpace(8 * doubles);
  if (!space) throw new Error(`no kernels of the kind ${mode} here`);
  return space;
}

function positiveDefinite(n: number): Float64Array {
  const F = filled(n * n);
  const A = new Float64Array(n * n).fill(NaN);
  forLower(n, n, (at, i, j) => {
    let sum = i === j ? n : 0;
    for (let k = 0; k < n; k++) sum += F[i + k * n] * F[j + k * n];
    A[at] = sum;
  });
  return A;
}

function forLower(m: number, n: number, visit: (at: number, i: number, j: number) => void): void {
  for (let j = 0; j < n; j++) for (let i = j; i < m; i++) visit(i + j * m, i, j);
}

function farthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
