import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: readonly number[];
  /** vectors[j] belongs to values[j]; orthonormal. */
  readonly vectors: readonly (readonly number[])[];
}

/** Eigenvalues and eigenvectors of a small symmetric matrix, given by rows; only its symmetric part is seen. */
export function symmetricEigen(A: readonly (readonly number[])[]): SymmetricEigen {
  const m = A.length;
  if (m === 0) return { values: [], vectors: [] };
  if (m === 1) return { values: [A[0][0]], vectors: [[1]] };
  const symmetric = A.map((row, i) => row.map((value, j) => (value + A[j][i]) / 2));
  const eigen = new EigenvalueDecomposition(new Matrix(symmetric), { assumeSymmetric: true });
  // Getters of ml-matrix copy: each is read once.
  const values = Array.from(eigen.realEigenvalues);
  const vectors = eigen.eigenvectorMatrix;
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  return { values: order.map((j) => values[j]), vectors: order.map((j) => vectors.getColumn(j)) };
}
