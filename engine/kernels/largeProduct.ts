import { kernelSpace, type KernelSpace } from './memory.ts';
import { pause } from './pause.ts';
import { kernelMode, type KernelMode } from './runtime.ts';

/**
 * Large products of ordinary arrays on compiled kernels: blocks of both operands are copied into a memory of their own, where a block of C
 * is summed up before it is added. At these sizes copying is a twentieth of the work.
 */

/** Multiplications above which that pays. */
const LARGE = 2e6;
const SIDE = 384;
const DEPTH = 128;

interface Room {
  readonly mode: KernelMode;
  readonly space: KernelSpace;
  readonly A: Float64Array;
  readonly B: Float64Array;
  readonly C: Float64Array;
}

let room: Room | null = null;

/** C += alpha · A B as `gemm` has it; false where that is not worth while or cannot be. */
export function largeProduct(
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
): boolean {
  if (m * n * k < LARGE || Math.min(m, n, k) < 8) return false;
  const own = roomFor(kernelMode());
  if (own === null) return false;
  for (let j = 0; j < n; j += SIDE) {
    const columns = Math.min(SIDE, n - j);
    for (let i = lower ? j : 0; i < m; i += SIDE) {
      const rows = Math.min(SIDE, m - i);
      pause();
      own.C.fill(0, 0, rows * columns);
      for (let l = 0; l < k; l += DEPTH) {
        const depth = Math.min(DEPTH, k - l);
        copyBlock(A, a + i * aRow + l * aColumn, aRow, aColumn, rows, depth, own.A);
        copyBlock(B, b + l * bRow + j * bColumn, bRow, bColumn, depth, columns, own.B);
        multiply(own, rows, columns, depth, alpha, lower && i === j);
      }
      addBlock(own.C, rows, columns, C, c + i + j * ldc, ldc);
    }
  }
  return true;
}

function roomFor(mode: KernelMode): Room | null {
  if (room?.mode === mode) return room;
  const space = kernelSpace(8 * (2 * SIDE * DEPTH + SIDE * SIDE));
  if (space === null) return null;
  const doubles = (length: number): Float64Array => space.place({ doubles: length });
  room = { mode, space, A: doubles(SIDE * DEPTH), B: doubles(SIDE * DEPTH), C: doubles(SIDE * SIDE) };
  return room;
}

/** Copy a strided rows × columns block, column by column. */
function copyBlock(
  from: Float64Array,
  start: number,
  row: number,
  column: number,
  rows: number,
  columns: number,
  to: Float64Array,
): void {
  if (row === 1) {
    for (let j = 0; j < columns; j++) to.set(from.subarray(start + j * column, start + j * column + rows), j * rows);
    return;
  }
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) to[i + j * rows] = from[start + i * row + j * column];
}

function multiply({ space, A, B, C }: Room, rows: number, columns: number, depth: number, alpha: number, lower: boolean): void {
  space.kernels.gemm(
    rows,
    columns,
    depth,
    alpha,
    A.byteOffset,
    1,
    rows,
    B.byteOffset,
    1,
    depth,
    C.byteOffset,
    rows,
    Number(lower),
    space.work,
  );
}

function addBlock(block: Float64Array, rows: number, columns: number, C: Float64Array, c: number, ldc: number): void {
  for (let j = 0; j < columns; j++) {
    const to = c + j * ldc;
    for (let i = 0; i < rows; i++) C[to + i] += block[i + j * rows];
  }
}
