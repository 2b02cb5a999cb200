import { get, set } from './lanes';

/** Algebra on the small row-major blocks of one level: twins of `smallBlocks.ts` in `engine/lmm`. */

/** C = A B for A of m × k and B of k × n. */
export function multiply(m: i32, k: i32, n: i32, A: usize, B: usize, C: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0;
      for (let l = 0; l < k; l++) sum += get(A, i * k + l) * get(B, l * n + j);
      set(C, i * n + j, sum);
    }
  }
}

/** C = A'B for A of k × m and B of k × n. */
export function crossMultiply(m: i32, k: i32, n: i32, A: usize, B: usize, C: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0;
      for (let l = 0; l < k; l++) sum += get(A, l * m + i) * get(B, l * n + j);
      set(C, i * n + j, sum);
    }
  }
}

/** C += A B. */
export function addProduct(m: i32, k: i32, n: i32, A: usize, B: usize, C: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0;
      for (let l = 0; l < k; l++) sum += get(A, i * k + l) * get(B, l * n + j);
      set(C, i * n + j, get(C, i * n + j) + sum);
    }
  }
}

/** C −= A'B for A of k × m and B of k × n. */
export function subtractCross(m: i32, k: i32, n: i32, A: usize, B: usize, C: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0;
      for (let l = 0; l < k; l++) sum += get(A, l * m + i) * get(B, l * n + j);
      set(C, i * n + j, get(C, i * n + j) - sum);
    }
  }
}

/** C −= A B' for A of m × k and B of n × k. */
export function subtractOuter(m: i32, k: i32, n: i32, A: usize, B: usize, C: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0;
      for (let l = 0; l < k; l++) sum += get(A, i * k + l) * get(B, j * k + l);
      set(C, i * n + j, get(C, i * n + j) - sum);
    }
  }
}

/** L of λ'T + I, lower triangle by rows, at `L`; returns the product of its diagonal. */
export function factorGram(lambda: usize, T: usize, k: i32, L: usize): f64 {
  let product: f64 = 1;
  for (let r = 0; r < k; r++) {
    for (let c = 0; c <= r; c++) {
      let sum: f64 = r == c ? 1 : 0;
      for (let l = 0; l < k; l++) sum += get(lambda, l * k + r) * get(T, l * k + c);
      for (let l = 0; l < c; l++) sum -= get(L, r * k + l) * get(L, c * k + l);
      set(L, r * k + c, r == c ? sqrt(sum) : sum / get(L, c * k + c));
    }
    product *= get(L, r * k + r);
  }
  return product;
}

/** N = λ L⁻ᵀ. */
export function divideByTransposed(lambda: usize, L: usize, k: i32, N: usize): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      let sum = get(lambda, r * k + c);
      for (let l = 0; l < c; l++) sum -= get(N, r * k + l) * get(L, c * k + l);
      set(N, r * k + c, sum / get(L, c * k + c));
    }
  }
}

/** N = L⁻¹, lower triangle by rows. */
export function invertSmall(L: usize, k: i32, N: usize): void {
  for (let c = 0; c < k; c++) {
    set(N, c * k + c, 1 / get(L, c * k + c));
    for (let r = c + 1; r < k; r++) {
      let sum: f64 = 0;
      for (let l = c; l < r; l++) sum -= get(L, r * k + l) * get(N, l * k + c);
      set(N, r * k + c, sum / get(L, r * k + r));
    }
  }
}

/** Addresses in a table of 32-bit words. */
// @ts-ignore: decorator
@inline
export function entry(table: usize, i: i32): usize {
  return <usize>load<u32>(table + ((<usize>i) << 2));
}

