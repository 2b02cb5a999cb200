import { at, get, plusProduct, set } from './lanes';
import { addScaled, addScaledFour, dot } from './vectors';

/**
 * C += alpha · A B on strided panels: twin of `gemm.ts`, with the same arguments but addresses for arrays.
 *
 * A is packed in strips of four rows, B in strips of six columns (four without fused products, which need more registers). A tile of C
 * is held in registers over a packed depth; blocks are cut so that the strips of A stay in the second-level cache.
 */
const TALL: i32 = 4;
const WIDE: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
const DEPTH: i32 = 128;
const ROWS: i32 = 128;
const COLUMNS: i32 = 384;
/** Products of fewer multiplications than this, or of thin operands, are not worth packing. */
const SMALL: f64 = 3000;

const PACKED_B: usize = <usize>(ROWS * DEPTH) * 8;
const EDGE: usize = PACKED_B + <usize>(COLUMNS * DEPTH) * 8;
/** Bytes of working space that `work` points to. */
export const PRODUCT_WORK: usize = EDGE + 256;

export function gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  A: usize,
  aRow: i32,
  aColumn: i32,
  B: usize,
  bRow: i32,
  bColumn: i32,
  C: usize,
  ldc: i32,
  lower: bool,
  work: usize,
): void {
  if (m == 0 || n == 0 || k == 0) return;
  if (k < 4 || n < 4 || <f64>m * <f64>n * <f64>k < SMALL) {
    if (aRow == 1) return thinProduct(m, n, k, alpha, A, aColumn, B, bRow, bColumn, C, ldc, lower);
    if (aColumn == 1 && bRow == 1) return crossProduct(m, n, k, alpha, A, aRow, B, bColumn, C, ldc, lower);
  }
  const packedB = work + PACKED_B;
  for (let j0 = 0; j0 < n; j0 += COLUMNS) {
    const columns = min(COLUMNS, n - j0);
    for (let l = 0; l < k; l += DEPTH) {
      const depth = min(DEPTH, k - l);
      pack(columns, WIDE, depth, at(B, l * bRow + j0 * bColumn), bColumn, bRow, 1, packedB);
      for (let i0 = lower ? j0 & ~3 : 0; i0 < m; i0 += ROWS) {
        const rows = min(ROWS, m - i0);
        pack(rows, TALL, depth, at(A, i0 * aRow + l * aColumn), aRow, aColumn, alpha, work);
        multiplyPacked(rows, columns, depth, lower ? i0 - j0 : i32.MAX_VALUE - ROWS, work, at(C, i0 + j0 * ldc), ldc);
      }
    }
  }
}

/** Column by column, four columns of A at once. */
function thinProduct(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  A: usize,
  lda: i32,
  B: usize,
  bRow: i32,
  bColumn: i32,
  C: usize,
  ldc: i32,
  lower: bool,
): void {
  const ld = (<usize>lda) << 3;
  const fd = (<usize>bRow) << 3;
  for (let j = 0; j < n; j++) {
    const i = lower ? j : 0;
    const c = at(C, i + j * ldc);
    const b = at(B, j * bColumn);
    let l = 0;
    for (; l + 3 < k; l += 4) addScaledFour(m - i, at(b, l * bRow), fd, alpha, at(A, i + l * lda), ld, c);
    for (; l < k; l++) addScaled(m - i, alpha * get(b, l * bRow), at(A, i + l * lda), c);
  }
}

/** Entry by entry, where columns of both operands are contiguous. */
function crossProduct(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  A: usize,
  lda: i32,
  B: usize,
  ldb: i32,
  C: usize,
  ldc: i32,
  lower: bool,
): void {
  for (let j = 0; j < n; j++) {
    for (let i = lower ? j : 0; i < m; i++) {
      set(C, i + j * ldc, get(C, i + j * ldc) + alpha * dot(k, at(A, i * lda), at(B, j * ldb)));
    }
  }
}

/** Copy `count` lines into strips of `width` lines, `depth` deep, the last one filled up with zeros. */
function pack(count: i32, width: i32, depth: i32, from: usize, line: i32, along: i32, scale: f64, to: usize): void {
  const factor = f64x2.splat(scale);
  const step = (<usize>along) << 3;
  for (let i = 0; i < count; i += width) {
    const filled = min(width, count - i);
    let source = at(from, i * line);
    if (filled == width && line == 1) {
      for (let l = 0; l < depth; l++, source += step) {
        for (let r = 0; r < width; r += 2, to += 16) v128.store(to, f64x2.mul(v128.load(at(source, r)), factor));
      }
    } else {
      for (let l = 0; l < depth; l++, source += step, to = at(to, width)) {
        for (let r = 0; r < width; r++) set(to, r, r < filled ? scale * get(source, r * line) : 0);
      }
    }
  }
}

/** @param below rows by which the block stands below the diagonal; tiles wholly above it are left out */
function multiplyPacked(m: i32, n: i32, depth: i32, below: i32, work: usize, C: usize, ldc: i32): void {
  const packedB = work + PACKED_B;
  const edge = work + EDGE;
  for (let j = 0; j < n; j += WIDE) {
    const columns = min(WIDE, n - j);
    for (let i = 0; i < m; i += TALL) {
      if (below + i + TALL <= j) continue;
      const rows = min(TALL, m - i);
      const a = at(work, i * depth);
      const b = at(packedB, j * depth);
      if (rows == TALL && columns == WIDE) tile(depth, a, b, at(C, i + j * ldc), (<usize>ldc) << 3);
      else edgeTile(depth, a, b, rows, columns, edge, at(C, i + j * ldc), ldc);
    }
  }
}

function edgeTile(depth: i32, a: usize, b: usize, rows: i32, columns: i32, edge: usize, C: usize, ldc: i32): void {
  memory.fill(edge, 0, <usize>(TALL * WIDE) * 8);
  tile(depth, a, b, edge, <usize>TALL * 8);
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) set(C, i + j * ldc, get(C, i + j * ldc) + get(edge, i + j * TALL));
}

// @ts-ignore: decorator
@inline
function tile(depth: i32, a: usize, b: usize, C: usize, ldc: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) tileOfSix(depth, a, b, C, ldc);
  else tileOfFour(depth, a, b, C, ldc);
}

/** 4 × 6 doubles of C in twelve registers. */
function tileOfSix(depth: i32, a: usize, b: usize, C: usize, ldc: usize): void {
  const C1 = C + ldc;
  const C2 = C1 + ldc;
  const C3 = C2 + ldc;
  const C4 = C3 + ldc;
  const C5 = C4 + ldc;
  let p0 = v128.load(C), q0 = v128.load(C, 16), p1 = v128.load(C1), q1 = v128.load(C1, 16), p2 = v128.load(C2), q2 = v128.load(C2, 16);
  let p3 = v128.load(C3), q3 = v128.load(C3, 16), p4 = v128.load(C4), q4 = v128.load(C4, 16), p5 = v128.load(C5), q5 = v128.load(C5, 16);
  for (const end = a + ((<usize>depth) << 5); a < end; a += 32, b += 48) {
    const a0 = v128.load(a);
    const a1 = v128.load(a, 16);
    let x = v128.load_splat<f64>(b);
    p0 = plusProduct(p0, a0, x);
    q0 = plusProduct(q0, a1, x);
    x = v128.load_splat<f64>(b, 8);
    p1 = plusProduct(p1, a0, x);
    q1 = plusProduct(q1, a1, x);
    x = v128.load_splat<f64>(b, 16);
    p2 = plusProduct(p2, a0, x);
    q2 = plusProduct(q2, a1, x);
    x = v128.load_splat<f64>(b, 24);
    p3 = plusProduct(p3, a0, x);
    q3 = plusProduct(q3, a1, x);
    x = v128.load_splat<f64>(b, 32);
    p4 = plusProduct(p4, a0, x);
    q4 = plusProduct(q4, a1, x);
    x = v128.load_splat<f64>(b, 40);
    p5 = plusProduct(p5, a0, x);
    q5 = plusProduct(q5, a1, x);
  }
  v128.store(C, p0), v128.store(C, q0, 16), v128.store(C1, p1), v128.store(C1, q1, 16), v128.store(C2, p2), v128.store(C2, q2, 16);
  v128.store(C3, p3), v128.store(C3, q3, 16), v128.store(C4, p4), v128.store(C4, q4, 16), v128.store(C5, p5), v128.store(C5, q5, 16);
}

/** 4 × 4 doubles of C in eight registers. */
function tileOfFour(depth: i32, a: usize, b: usize, C: usize, ldc: usize): void {
  const C1 = C + ldc;
  const C2 = C1 + ldc;
  const C3 = C2 + ldc;
  let p0 = v128.load(C), q0 = v128.load(C, 16), p1 = v128.load(C1), q1 = v128.load(C1, 16);
  let p2 = v128.load(C2), q2 = v128.load(C2, 16), p3 = v128.load(C3), q3 = v128.load(C3, 16);
  for (const end = a + ((<usize>depth) << 5); a < end; a += 32, b += 32) {
    const a0 = v128.load(a);
    const a1 = v128.load(a, 16);
    let x = v128.load_splat<f64>(b);
    p0 = plusProduct(p0, a0, x);
    q0 = plusProduct(q0, a1, x);
    x = v128.load_splat<f64>(b, 8);
    p1 = plusProduct(p1, a0, x);
    q1 = plusProduct(q1, a1, x);
    x = v128.load_splat<f64>(b, 16);
    p2 = plusProduct(p2, a0, x);
    q2 = plusProduct(q2, a1, x);
    x = v128.load_splat<f64>(b, 24);
    p3 = plusProduct(p3, a0, x);
    q3 = plusProduct(q3, a1, x);
  }
  v128.store(C, p0), v128.store(C, q0, 16), v128.store(C1, p1), v128.store(C1, q1, 16);
  v128.store(C2, p2), v128.store(C2, q2, 16), v128.store(C3, p3), v128.store(C3, q3, 16);
}
