import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: readonly number[];
  /** vectors[j] belongs to values[j]; orthonormal. */
  readonly vectors: readonly (readonly number[])[];
}

/** Up to this many columns, rotations are quicker than a reduction to tridiagonal form. */
const FEW = 8;

/** Eigenvalues and eigenvectors of a small symmetric matrix, given by rows; only its symmetric part is seen. */
export function symmetricEigen(A: readonly (readonly number[])[]): SymmetricEigen {
  const m = A.length;
  if (m === 0) return { values: [], vectors: [] };
  if (m === 1) return { values: [A[0][0]], vectors: [[1]] };
  const symmetric = A.map((row, i) => row.map((value, j) => (value + A[j][i]) / 2));
  return m <= FEW ? byRotations(symmetric) : byReduction(symmetric);
}

function byReduction(A: number[][]): SymmetricEigen {
  const eigen = new EigenvalueDecomposition(new Matrix(A), { assumeSymmetric: true });
  // Getters of ml-matrix copy: each is read once.
  const values = Array.from(eigen.realEigenvalues);
  const vectors = eigen.eigenvectorMatrix;
  return ascending(
    values,
    values.map((_, j) => vectors.getColumn(j)),
  );
}

/** Sweeps after which rotations have always settled. */
const SWEEPS = 30;

/**
 * Jacobi's method; A is used up.
 *
 * @see Golub & Van Loan (2013), Matrix Computations, 4th ed., §8.5
 */
function byRotations(A: number[][]): SymmetricEigen {
  const m = A.length;
  const V = A.map((_, i) => A.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep++) {
    moved = false;
    for (let p = 0; p < m - 1; p++) for (let q = p + 1; q < m; q++) moved = rotate(A, V, p, q) || moved;
  }
  const values = A.map((row, i) => row[i]);
  return ascending(values, V);
}

/** Make A[p][q] zero; rows of V are the vectors. False where it is nothing beside the diagonal already. */
function rotate(A: number[][], V: number[][], p: number, q: number): boolean {
  const off = A[p][q];
  if (Math.abs(off) <= Number.EPSILON * Math.sqrt(Math.abs(A[p][p] * A[q][q])) || Math.abs(off) < Number.MIN_VALUE) return false;
  const tau = (A[q][q] - A[p][p]) / (2 * off);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  A[p][p] -= t * off;
  A[q][q] += t * off;
  A[p][q] = A[q][p] = 0;
  for (let i = 0; i < A.length; i++) {
    if (i !== p && i !== q) {
      const x = A[i][p];
      const y = A[i][q];
      A[i][p] = A[p][i] = c * x - s * y;
      A[i][q] = A[q][i] = s * x + c * y;
    }
    const v = V[p][i];
    const w = V[q][i];
    V[p][i] = c * v - s * w;
    V[q][i] = s * v + c * w;
  }
  return true;
}

function ascending(values: readonly number[], vectors: readonly number[][]): SymmetricEigen {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  return { values: order.map((j) => values[j]), vectors: order.map((j) => vectors[j]) };
}
