import { at, get, int, plusProduct, set } from './lanes';
import { addScaled, dot, subtractScaled } from './vectors';

/** Passes over blocks of a few hundred rows that stand in the first-level cache. */

/**
 * Fold a block of m rows (m × p, column-major, used up) into the triangle R (p × p, column-major) by Householder reflections: R'R grows by
 * the block's X'X without its digits being lost.
 *
 * @see Demmel, Grigori, Hoemmen & Langou (2012), SIAM J. Sci. Comput. 34(1), on QR of tall matrices
 */
export function foldRows(m: i32, p: i32, X: usize, R: usize): void {
  for (let j = 0; j < p; j++) {
    const column = at(X, j * m);
    const below = dot(m, column, column);
    if (below == 0) continue;
    const diagonal = get(R, j * (p + 1));
    const norm = sqrt(diagonal * diagonal + below);
    const head = diagonal > 0 ? diagonal + norm : diagonal - norm;
    const factor = 2 / (head * head + below);
    set(R, j * (p + 1), diagonal > 0 ? -norm : norm);
    for (let l = j + 1; l < p; l++) {
      const other = at(X, l * m);
      const share = factor * (head * get(R, j + l * p) + dot(m, column, other));
      set(R, j + l * p, get(R, j + l * p) - share * head);
      subtractScaled(m, share, column, other);
    }
  }
}

/** x := (x − centre) · weights, the weights being left out where their address is 0. */
export function centre(m: i32, x: usize, value: f64, weights: usize): void {
  const pair = f64x2.splat(value);
  let i = 0;
  for (; i + 1 < m; i += 2) v128.store(at(x, i), f64x2.sub(v128.load(at(x, i)), pair));
  if (i < m) set(x, i, get(x, i) - value);
  if (weights) for (i = 0; i < m; i++) set(x, i, get(x, i) * get(weights, i));
}

/** Copy a block's columns (m × p, column-major) into rows that are `width` doubles long. */
export function toRows(m: i32, p: i32, X: usize, rows: usize, width: i32): void {
  for (let j = 0; j < p; j++) {
    const column = at(X, j * m);
    let to = at(rows, j);
    const step = (<usize>width) << 3;
    for (let i = 0; i < m; i++, to += step) store<f64>(to, get(column, i));
  }
}

/** Columns of one random term in standard coordinates: Z[i][first + s] = (raw[i][s] − centre[s]) / scale[s] · weight[i]. */
export function standardize(m: i32, S: i32, raw: usize, centres: usize, scales: usize, weights: usize, Z: usize, k: i32, first: i32): void {
  for (let s = 0; s < S; s++) {
    const middle = get(centres, s);
    const factor = 1 / get(scales, s);
    for (let i = 0; i < m; i++) {
      const value = (get(raw, i * S + s) - middle) * factor;
      set(Z, i * k + first + s, weights ? value * get(weights, i) : value);
    }
  }
}

/**
 * Add m rows to the products of their levels: A[g] += z z' (k × k), B[g] += z x' (k × width); `rows` are m × width, row-major, the width even.
 */
export function addRows(m: i32, k: i32, width: i32, codes: usize, Z: usize, rows: usize, A: usize, B: usize): void {
  if (k == 2) return addRowsOfTwo(m, width, codes, Z, rows, A, B);
  for (let i = 0; i < m; i++, Z = at(Z, k), rows = at(rows, width)) {
    const g = int(codes, i);
    const square = at(A, g * k * k);
    for (let a = 0; a < k; a++) {
      const z = get(Z, a);
      for (let c = 0; c < k; c++) set(square, a * k + c, get(square, a * k + c) + z * get(Z, c));
      addScaled(width, z, rows, at(B, (g * k + a) * width));
    }
  }
}

/** The same for an intercept and a slope, or any two columns. */
function addRowsOfTwo(m: i32, width: i32, codes: usize, Z: usize, rows: usize, A: usize, B: usize): void {
  const line = (<usize>width) << 3;
  for (let i = 0; i < m; i++, Z += 16) {
    const g = <usize>int(codes, i);
    const square = A + (g << 5);
    const z0 = v128.load_splat<f64>(Z);
    const z1 = v128.load_splat<f64>(Z, 8);
    const z = v128.load(Z);
    v128.store(square, plusProduct(v128.load(square), z, z0));
    v128.store(square, plusProduct(v128.load(square, 16), z, z1), 16);
    let b = B + 2 * g * line;
    for (const end = rows + line; rows < end; rows += 16, b += 16) {
      const x = v128.load(rows);
      v128.store(b, plusProduct(v128.load(b), x, z0));
      v128.store(b + line, plusProduct(v128.load(b + line), x, z1));
    }
  }
}
