import { largeProduct } from './largeProduct.ts';

/**
 * C += alpha · A B on strided panels of one-dimensional arrays: the product under every other dense kernel.
 *
 * Element (i, l) of A is `A[a + i·aRow + l·aColumn]` and element (l, j) of B is `B[b + l·bRow + j·bColumn]`, so a transpose is an exchange
 * of strides. C is column-major with leading dimension `ldc`. The arguments are numbers and arrays only, as a compiled kernel
 * takes them, and nothing is allocated but the packing buffers, which grow once.
 */

const TILE = 4;
/** Columns of A packed at once: a 4 × 128 strip of doubles is 4 KB and stays in the first-level cache beside its partner. */
const DEPTH = 128;
/** Products of fewer multiplications than this are not worth packing (measured: equal at about 500). */
const SMALL = 512;

let packedA = new Float64Array(TILE * DEPTH * 64);
let packedB = new Float64Array(TILE * DEPTH * 64);
const edge = new Float64Array(TILE * TILE);

/** m × n × k product; with `lower`, only tiles that touch the lower triangle of C (m ≥ n) are sure to be updated. */
export function gemm(
  m: number,
  n: number,
  k: number,
  alpha: number,
  A: Float64Array,
  a: number,
  aRow: number,
  aColumn: number,
  B: Float64Array,
  b: number,
  bRow: number,
  bColumn: number,
  C: Float64Array,
  c: number,
  ldc: number,
  lower = false,
): void {
  if (m === 0 || n === 0 || k === 0) return;
  if (m * n * k < SMALL) {
    smallProduct(m, n, k, alpha, A, a, aRow, aColumn, B, b, bRow, bColumn, C, c, ldc, lower);
    return;
  }
  if (largeProduct(m, n, k, alpha, A, a, aRow, aColumn, B, b, bRow, bColumn, C, c, ldc, lower)) return;
  reserve(m, n);
  for (let l = 0; l < k; l += DEPTH) {
    const depth = Math.min(DEPTH, k - l);
    pack(m, depth, A, a + l * aColumn, aRow, aColumn, alpha, packedA);
    pack(n, depth, B, b + l * bRow, bColumn, bRow, 1, packedB);
    multiplyPacked(m, n, depth, C, c, ldc, lower);
  }
}

function smallProduct(
  m: number,
  n: number,
  k: number,
  alpha: number,
  A: Float64Array,
  a: number,
  aRow: number,
  aColumn: number,
  B: Float64Array,
  b: number,
  bRow: number,
  bColumn: number,
  C: Float64Array,
  c: number,
  ldc: number,
  lower: boolean,
): void {
  for (let j = 0; j < n; j++) {
    for (let l = 0; l < k; l++) {
      const factor = alpha * B[b + l * bRow + j * bColumn];
      const column = a + l * aColumn;
      for (let i = lower ? j : 0; i < m; i++) C[c + i + j * ldc] += factor * A[column + i * aRow];
    }
  }
}

function reserve(m: number, n: number): void {
  const needA = (m + TILE) * DEPTH;
  const needB = (n + TILE) * DEPTH;
  if (packedA.length < needA) packedA = new Float64Array(needA);
  if (packedB.length < needB) packedB = new Float64Array(needB);
}

/** Copy `count` lines into strips of four lines, `depth` deep, the last one filled up with zeros. */
function pack(
  count: number,
  depth: number,
  from: Float64Array,
  start: number,
  line: number,
  along: number,
  scale: number,
  to: Float64Array,
): void {
  let at = 0;
  for (let i = 0; i < count; i += TILE) {
    const filled = Math.min(TILE, count - i);
    for (let l = 0; l < depth; l++) {
      const source = start + i * line + l * along;
      for (let r = 0; r < filled; r++) to[at + r] = scale * from[source + r * line];
      for (let r = filled; r < TILE; r++) to[at + r] = 0;
      at += TILE;
    }
  }
}

function multiplyPacked(m: number, n: number, depth: number, C: Float64Array, c: number, ldc: number, lower: boolean): void {
  for (let j = 0; j < n; j += TILE) {
    const columns = Math.min(TILE, n - j);
    for (let i = lower ? j : 0; i < m; i += TILE) {
      const rows = Math.min(TILE, m - i);
      if (rows === TILE && columns === TILE) tile(depth, i * depth, j * depth, C, c + i + j * ldc, ldc);
      else edgeTile(depth, i * depth, j * depth, rows, columns, C, c + i + j * ldc, ldc);
    }
  }
}

function edgeTile(
  depth: number,
  a: number,
  b: number,
  rows: number,
  columns: number,
  C: Float64Array,
  c: number,
  ldc: number,
): void {
  edge.fill(0);
  tile(depth, a, b, edge, 0, TILE);
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) C[c + i + j * ldc] += edge[i + j * TILE];
}

/** One 4 × 4 tile of C += A B in sixteen local sums, which the compiler keeps in registers (7 GFLOP/s where a plain loop has 1.5). */
function tile(depth: number, a: number, b: number, C: Float64Array, c: number, ldc: number): void {
  const A = packedA;
  const B = packedB;
  // prettier-ignore
  let c00 = 0, c10 = 0, c20 = 0, c30 = 0, c01 = 0, c11 = 0, c21 = 0, c31 = 0,
      c02 = 0, c12 = 0, c22 = 0, c32 = 0, c03 = 0, c13 = 0, c23 = 0, c33 = 0;
  // prettier-ignore
  for (let l = 0; l < depth; l++) {
    const a0 = A[a], a1 = A[a + 1], a2 = A[a + 2], a3 = A[a + 3];
    const b0 = B[b], b1 = B[b + 1], b2 = B[b + 2], b3 = B[b + 3];
    c00 += a0 * b0; c10 += a1 * b0; c20 += a2 * b0; c30 += a3 * b0;
    c01 += a0 * b1; c11 += a1 * b1; c21 += a2 * b1; c31 += a3 * b1;
    c02 += a0 * b2; c12 += a1 * b2; c22 += a2 * b2; c32 += a3 * b2;
    c03 += a0 * b3; c13 += a1 * b3; c23 += a2 * b3; c33 += a3 * b3;
    a += TILE; b += TILE;
  }
  const c1 = c + ldc;
  const c2 = c1 + ldc;
  const c3 = c2 + ldc;
  // prettier-ignore
  {
    C[c] += c00; C[c + 1] += c10; C[c + 2] += c20; C[c + 3] += c30;
    C[c1] += c01; C[c1 + 1] += c11; C[c1 + 2] += c21; C[c1 + 3] += c31;
    C[c2] += c02; C[c2 + 1] += c12; C[c2 + 2] += c22; C[c2 + 3] += c32;
    C[c3] += c03; C[c3 + 1] += c13; C[c3 + 2] += c23; C[c3 + 3] += c33;
  }
}
