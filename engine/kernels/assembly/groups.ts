import { at, both, get, minusProduct, plusProduct, set } from './lanes';
import { entry } from './small';
import { zero } from './vectors';

/**
 * One grouping factor and nothing else: criterion and gradient with groups side by side, so that every operation on a k × k or k × P block is
 * one on runs of 64 groups in the first-level cache.
 *
 * For each group, with λ the same for all: L L' = λ'Aλ + I, N = λL⁻ᵀ, W = N'B; the border loses ΣW'W. What is done for one group in
 * `factorLeaf` and `leafGradient` is done here in the same order for 64.
 */
@unmanaged
export class Groups {
  k: i32;
  /** Columns of the border: X and the outcome. */
  P: i32;
  /** Blocks of 64 groups; the last is filled up with groups without rows. */
  blocks: i32;
  factor: i32;
  /** By block: A (k × k runs), then B (k × P runs). */
  values: usize;
  /** Border's corner, P × P, column-major. */
  corner: usize;
  lambda: usize;
  byLambda: usize;
  /** Room for 4 k × k and 2 k × P runs, and for the gradient's k × k pairs. */
  work: usize;
}

const RUN: i32 = 64;
const BYTES: usize = <usize>RUN * 8;

// @ts-ignore: decorator
@inline
function run(array: usize, i: i32): usize {
  return array + <usize>i * BYTES;
}

/** y += f x. */
function addRun(f: f64, x: usize, y: usize): void {
  const ff = f64x2.splat(f);
  for (const end = x + BYTES; x < end; x += 16, y += 16) v128.store(y, plusProduct(v128.load(y), v128.load(x), ff));
}

/** z = x y. */
function multiplyRun(x: usize, y: usize, z: usize): void {
  for (const end = x + BYTES; x < end; x += 16, y += 16, z += 16) v128.store(z, f64x2.mul(v128.load(x), v128.load(y)));
}

/** z += x y. */
function addProductRun(x: usize, y: usize, z: usize): void {
  for (const end = x + BYTES; x < end; x += 16, y += 16, z += 16) {
    v128.store(z, plusProduct(v128.load(z), v128.load(x), v128.load(y)));
  }
}

/** z −= x y. */
function subtractProductRun(x: usize, y: usize, z: usize): void {
  for (const end = x + BYTES; x < end; x += 16, y += 16, z += 16) {
    v128.store(z, minusProduct(v128.load(z), v128.load(x), v128.load(y)));
  }
}

function fillRun(value: f64, x: usize): void {
  const pair = f64x2.splat(value);
  for (const end = x + BYTES; x < end; x += 16) v128.store(x, pair);
}

function dotRun(x: usize, y: usize): f64 {
  let even = f64x2.splat(0);
  let odd = even;
  for (const end = x + BYTES; x < end; x += 32, y += 32) {
    even = plusProduct(even, v128.load(x), v128.load(y));
    odd = plusProduct(odd, v128.load(x, 16), v128.load(y, 16));
  }
  return both(f64x2.add(even, odd));
}

/** C = A λ for a matrix of runs (m × k) and plain λ (k × k). */
function timesLambda(m: i32, k: i32, A: usize, lambda: usize, C: usize): void {
  for (let a = 0; a < m; a++) {
    for (let c = 0; c < k; c++) {
      const to = run(C, a * k + c);
      fillRun(0, to);
      for (let l = 0; l < k; l++) {
        const f = get(lambda, l * k + c);
        if (f != 0) addRun(f, run(A, a * k + l), to);
      }
    }
  }
}

/** L with reciprocal diagonal into `L`, N = λL⁻ᵀ into `N`; T is room. */
function factorBlock(groups: Groups, A: usize, T: usize, L: usize, N: usize): void {
  const k = groups.k;
  const lambda = entry(groups.lambda, groups.factor);
  timesLambda(k, k, A, lambda, T);
  for (let r = 0; r < k; r++) {
    for (let c = 0; c <= r; c++) {
      const to = run(L, r * k + c);
      fillRun(r == c ? 1 : 0, to);
      for (let l = 0; l < k; l++) {
        const f = get(lambda, l * k + r);
        if (f != 0) addRun(f, run(T, l * k + c), to);
      }
      for (let l = 0; l < c; l++) subtractProductRun(run(L, r * k + l), run(L, c * k + l), to);
      if (r != c) multiplyRun(to, run(L, c * k + c), to);
      else reciprocalRoot(to);
    }
  }
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      const to = run(N, r * k + c);
      fillRun(get(lambda, r * k + c), to);
      for (let l = 0; l < c; l++) subtractProductRun(run(N, r * k + l), run(L, c * k + l), to);
      multiplyRun(to, run(L, c * k + c), to);
    }
  }
}

/** x := 1 / √x. */
function reciprocalRoot(x: usize): void {
  const one = f64x2.splat(1);
  for (const end = x + BYTES; x < end; x += 16) v128.store(x, f64x2.div(one, f64x2.sqrt(v128.load(x))));
}

/** W = N'B. */
function divideBorder(k: i32, P: i32, N: usize, B: usize, W: usize): void {
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < P; j++) {
      const to = run(W, c * P + j);
      multiplyRun(run(N, c), run(B, j), to);
      for (let m = 1; m < k; m++) addProductRun(run(N, m * k + c), run(B, m * P + j), to);
    }
  }
}

/** Factor all groups and take their part out of the corner; returns the log-determinant. */
export function factorGroups(groups: Groups): f64 {
  const k = groups.k;
  const P = groups.P;
  const T = groups.work;
  const L = run(T, k * k);
  const N = run(L, k * k);
  const W = run(N, 2 * k * k);
  const tiny = f64x2.splat(1e-140);
  let product = f64x2.splat(1);
  let logs: f64 = 0;
  for (let block = 0; block < groups.blocks; block++) {
    const A = run(groups.values, block * k * (k + P));
    factorBlock(groups, A, T, L, N);
    for (let c = 0; c < k; c++) {
      let x = run(L, c * k + c);
      for (const end = x + BYTES; x < end; x += 16) {
        product = f64x2.mul(product, v128.load(x));
        if (v128.any_true(f64x2.lt(product, tiny))) {
          logs += logOf(product);
          product = f64x2.splat(1);
        }
      }
    }
    divideBorder(k, P, N, run(A, k * k), W);
    for (let j = 0; j < P; j++) {
      for (let i = j; i < P; i++) {
        let sum: f64 = 0;
        for (let m = 0; m < k; m++) sum += dotRun(run(W, m * P + i), run(W, m * P + j));
        set(groups.corner, i + j * P, get(groups.corner, i + j * P) - sum);
      }
    }
  }
  return -2 * (logs + logOf(product));
}

function logOf(pair: v128): f64 {
  return Math.log(f64x2.extract_lane(pair, 0)) + Math.log(f64x2.extract_lane(pair, 1));
}

/**
 * Half the gradient with respect to λ, Σ (A N H − B V')L⁻¹ with V = W S, H = I + W S W' and S the border's block of the inverse, which
 * stands in the corner.
 */
export function groupsGradient(groups: Groups): void {
  const k = groups.k;
  const P = groups.P;
  const T = groups.work;
  const L = run(T, k * k);
  const N = run(L, k * k);
  const H = run(N, k * k);
  const W = run(H, k * k);
  const V = run(W, k * P);
  const G = entry(groups.byLambda, groups.factor);
  zero(k * k, G);
  for (let block = 0; block < groups.blocks; block++) {
    const A = run(groups.values, block * k * (k + P));
    const B = run(A, k * k);
    factorBlock(groups, A, T, L, N);
    divideBorder(k, P, N, B, W);
    timesCorner(k, P, W, groups.corner, V);
    for (let r = 0; r < k; r++) {
      for (let c = 0; c <= r; c++) {
        const to = run(H, r * k + c);
        fillRun(r == c ? 1 : 0, to);
        for (let j = 0; j < P; j++) addProductRun(run(W, r * P + j), run(V, c * P + j), to);
        if (r != c) memory.copy(run(H, c * k + r), to, BYTES);
      }
    }
    multiplyRuns(k, N, H, T);
    for (let a = 0; a < k; a++) {
      for (let c = 0; c < k; c++) {
        const to = run(H, a * k + c);
        multiplyRun(run(A, a * k), run(T, c), to);
        for (let l = 1; l < k; l++) addProductRun(run(A, a * k + l), run(T, l * k + c), to);
        for (let j = 0; j < P; j++) subtractProductRun(run(B, a * P + j), run(V, c * P + j), to);
      }
    }
    divideAndSum(k, H, L, G);
  }
}

/** V = W S for runs W (k × P) and a plain symmetric S (P × P). */
function timesCorner(k: i32, P: i32, W: usize, S: usize, V: usize): void {
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < P; j++) {
      const to = run(V, c * P + j);
      fillRun(0, to);
      let l = 0;
      for (; l + 1 < P; l += 2) addTwoRuns(get(S, l + j * P), get(S, l + 1 + j * P), run(W, c * P + l), to);
      if (l < P) addRun(get(S, l + j * P), run(W, c * P + l), to);
    }
  }
}

/** y += f x + g x′ for a run x and the one after it. */
function addTwoRuns(f: f64, g: f64, x: usize, y: usize): void {
  const ff = f64x2.splat(f);
  const gg = f64x2.splat(g);
  for (const end = x + BYTES; x < end; x += 16, y += 16) {
    v128.store(y, plusProduct(plusProduct(v128.load(y), v128.load(x), ff), v128.load(x + BYTES), gg));
  }
}

/** C = A B, all k × k runs. */
function multiplyRuns(k: i32, A: usize, B: usize, C: usize): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      const to = run(C, r * k + c);
      multiplyRun(run(A, r * k), run(B, c), to);
      for (let l = 1; l < k; l++) addProductRun(run(A, r * k + l), run(B, l * k + c), to);
    }
  }
}

/** G += the sum over groups of M L⁻¹; M is used up. */
function divideAndSum(k: i32, M: usize, L: usize, G: usize): void {
  for (let a = 0; a < k; a++) {
    for (let c = k - 1; c >= 0; c--) {
      const to = run(M, a * k + c);
      for (let m = c + 1; m < k; m++) subtractProductRun(run(M, a * k + m), run(L, m * k + c), to);
      multiplyRun(to, run(L, c * k + c), to);
      set(G, a * k + c, get(G, a * k + c) + sumRun(to));
    }
  }
}

function sumRun(x: usize): f64 {
  let sum = f64x2.splat(0);
  for (const end = x + BYTES; x < end; x += 16) sum = f64x2.add(sum, v128.load(x));
  return both(sum);
}

/** Rearrange a factor's products (`levels` × k × k, `levels` × k × P) into blocks; rows of absent groups stay zero. */
export function packGroups(groups: Groups, levels: i32, A: usize, B: usize): void {
  const k = groups.k;
  const P = groups.P;
  for (let g = 0; g < levels; g++) {
    const top = at(run(groups.values, (g >> 6) * k * (k + P)), g & 63);
    for (let i = 0; i < k * k; i++) store<f64>(run(top, i), get(A, g * k * k + i));
    for (let i = 0; i < k * P; i++) store<f64>(run(top, k * k + i), get(B, g * k * P + i));
  }
}
