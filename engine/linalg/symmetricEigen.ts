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
  const order = [...eigen.realEigenvalues.keys()].sort((i, j) => eigen.realEigenvalues[i] - eigen.realEigenvalues[j]);
  return {
    values: order.map((j) => eigen.realEigenvalues[j]),
    vectors: order.map((j) => eigen.eigenvectorMatrix.getColumn(j)),
  };
}
