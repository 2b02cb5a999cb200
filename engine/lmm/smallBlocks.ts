/**
 * Algebra on the small row-major blocks of one level (k × k and the like). Where a block lies within a longer array, its offset
 * follows the array.
 */

/** C = A B for A of m × k and B of k × n. */
export function multiplyInto(
  m: number,
  k: number,
  n: number,
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  C: Float64Array,
  c: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[a + i * k + l] * B[b + l * n + j];
      C[c + i * n + j] = sum;
    }
  }
}

/** C = A'B for A of k × m and B of k × n. */
export function crossMultiplyInto(
  m: number,
  k: number,
  n: number,
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  C: Float64Array,
  c: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[a + l * m + i] * B[b + l * n + j];
      C[c + i * n + j] = sum;
    }
  }
}

/** C += A B for A of m × k and B of k × n. */
export function addProduct(
  m: number,
  k: number,
  n: number,
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  C: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[a + i * k + l] * B[b + l * n + j];
      C[i * n + j] += sum;
    }
  }
}

/** C −= A'B for A of k × m and B of k × n. */
export function subtractCross(
  m: number,
  k: number,
  n: number,
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  C: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[a + l * m + i] * B[b + l * n + j];
      C[i * n + j] -= sum;
    }
  }
}

/** C −= A B' for A of m × k and B of n × k. */
export function subtractOuter(
  m: number,
  k: number,
  n: number,
  A: Float64Array,
  a: number,
  B: Float64Array,
  b: number,
  C: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[a + i * k + l] * B[b + j * k + l];
      C[i * n + j] -= sum;
    }
  }
}

/** Lower triangle of M = λ'T + I, k × k. */
export function gramPlusIdentity(lambda: Float64Array, T: Float64Array, k: number, M: Float64Array): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c <= r; c++) {
      let sum = r === c ? 1 : 0;
      for (let m = 0; m < k; m++) sum += lambda[m * k + r] * T[m * k + c];
      M[r * k + c] = sum;
    }
  }
}

/** Cholesky factor of the lower triangle of M into L at `at`, row-major; returns the product of its diagonal. */
export function choleskySmall(M: Float64Array, k: number, L: Float64Array, at: number): number {
  let product = 1;
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < r; c++) {
      let sum = M[r * k + c];
      for (let m = 0; m < c; m++) sum -= L[at + r * k + m] * L[at + c * k + m];
      L[at + r * k + c] = sum / L[at + c * k + c];
    }
    let pivot = M[r * k + r];
    for (let m = 0; m < r; m++) pivot -= L[at + r * k + m] ** 2;
    L[at + r * k + r] = Math.sqrt(pivot);
    product *= L[at + r * k + r];
  }
  return product;
}

/** N = λ L⁻ᵀ, k × k. */
export function divideByTransposed(lambda: Float64Array, L: Float64Array, at: number, k: number, N: Float64Array): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      let sum = lambda[r * k + c];
      for (let m = 0; m < c; m++) sum -= N[r * k + m] * L[at + c * k + m];
      N[r * k + c] = sum / L[at + c * k + c];
    }
  }
}

/** Inverse of a row-major lower triangle. */
export function invertSmall(L: Float64Array, at: number, k: number, N: Float64Array): void {
  for (let c = 0; c < k; c++) {
    for (let r = c; r < k; r++) {
      let sum = r === c ? 1 : 0;
      for (let m = c; m < r; m++) sum -= L[at + r * k + m] * N[m * k + c];
      N[r * k + c] = sum / L[at + r * k + r];
    }
  }
}

/** Both triangles of a k × k diagonal block of the panel values, into M. */
export function copyDiagonal(L: Float64Array, at: number, ld: number, k: number, M: Float64Array): void {
  for (let c = 0; c < k; c++) {
    for (let r = c; r < k; r++) {
      M[r * k + c] = L[at + r + c * ld];
      M[c * k + r] = M[r * k + c];
    }
  }
}
