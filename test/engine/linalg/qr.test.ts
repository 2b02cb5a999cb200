import { describe, expect, it } from 'vitest';
import { pivotedQR, thinQ, updateByQ, updateByQTranspose } from '../../../engine/linalg/qr.ts';

const n = 7;
const one = [1, 1, 1, 1, 1, 1, 1];
const x = [0, 1, 2, 3, 4, 5, 6];
const z = [3, -1, 4, 1, -5, 9, 2];
const matrix = (...columns: number[][]) => Float64Array.from(columns.flat());
const kept = (qr: ReturnType<typeof pivotedQR>) => [...qr.pivot.slice(0, qr.rank)];

describe('pivotedQR', () => {
  it('gives back the matrix as Q R', () => {
    const X = matrix(one, x, z);
    const qr = pivotedQR(X, n, 3);
    const Q = thinQ(qr);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += Q[k * n + i] * qr.R[j * 3 + k];
        expect(sum).toBeCloseTo(X[j * n + i], 12);
      }
  });

  it('has the diagonal of R with the signs of the LINPACK reflections', () => {
    const qr = pivotedQR(matrix(one, x), n, 2);
    expect(qr.R[0]).toBeCloseTo(-Math.sqrt(7), 13);
    expect(qr.R[2]).toBeCloseTo(-21 / Math.sqrt(7), 13);
    expect(qr.R[3]).toBeCloseTo(Math.sqrt(28), 13);
    expect(qr.R[1]).toBe(0);
  });

  it('leaves the matrix it was given as it was', () => {
    const X = matrix(one, x);
    pivotedQR(X, n, 2);
    expect(X).toEqual(matrix(one, x));
  });

  it('has orthonormal columns in Q', () => {
    const Q = thinQ(pivotedQR(matrix(one, x, z), n, 3));
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let dot = 0;
        for (let i = 0; i < n; i++) dot += Q[a * n + i] * Q[b * n + i];
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 14);
      }
  });

  it('moves columns that depend on earlier ones to the end and keeps the order of the others', () => {
    const twice = x.map((v) => 2 * v + 1);
    const qr = pivotedQR(matrix(one, x, twice, z, one), n, 5);
    expect(qr.rank).toBe(3);
    expect([...qr.pivot]).toEqual([0, 1, 3, 2, 4]);
  });

  it('keeps the first of two equal columns', () => {
    expect(kept(pivotedQR(matrix(z, z, one), n, 3))).toEqual([0, 2]);
  });

  it('drops a column of zeros wherever it stands', () => {
    const zero = one.map(() => 0);
    expect(kept(pivotedQR(matrix(zero, one, zero, x), n, 4))).toEqual([1, 3]);
  });

  it('judges dependence by the share of the column that is left, at 1e-7', () => {
    const nearly = (share: number) => x.map((v, i) => v + share * z[i]);
    expect(pivotedQR(matrix(one, x, nearly(1e-5)), n, 3).rank).toBe(3);
    expect(pivotedQR(matrix(one, x, nearly(1e-9)), n, 3).rank).toBe(2);
    expect(pivotedQR(matrix(one, x, nearly(1e-9)), n, 3, 1e-12).rank).toBe(3);
  });

  it('judges a tiny column like a large one', () => {
    const tiny = z.map((v) => v * 1e-200);
    expect(pivotedQR(matrix(one, x, tiny), n, 3).rank).toBe(3);
  });

  it('has at most as many columns as rows', () => {
    const qr = pivotedQR(Float64Array.from([1, 2, 3, 5, 1, 1]), 2, 3);
    expect(qr.rank).toBe(2);
    expect(kept(qr)).toEqual([0, 1]);
  });

  it('takes a matrix without columns', () => {
    const qr = pivotedQR(new Float64Array(0), n, 0);
    expect(qr.rank).toBe(0);
    expect(thinQ(qr).length).toBe(0);
  });
});

describe('Q applied to a vector', () => {
  it('gives the effects and the residual sum of squares of the least-squares fit', () => {
    const y = Float64Array.from(z);
    updateByQTranspose(pivotedQR(matrix(one, x), n, 2), y);
    expect(Math.abs(y[0])).toBeCloseTo(13 / Math.sqrt(7), 12);
    const slope = z.reduce((sum, v, i) => sum + (x[i] - 3) * v, 0) / 28;
    const rss = z.reduce((sum, v, i) => sum + (v - 13 / 7 - slope * (x[i] - 3)) ** 2, 0);
    expect(y.slice(2).reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(rss, 11);
  });

  it('is undone by its transpose', () => {
    const qr = pivotedQR(matrix(one, x), n, 2);
    const y = Float64Array.from(z);
    updateByQTranspose(qr, y);
    updateByQ(qr, y);
    y.forEach((v, i) => expect(v).toBeCloseTo(z[i], 12));
  });
});
