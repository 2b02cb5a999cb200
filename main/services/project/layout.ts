import { CHUNK_ROWS } from './chunks.ts';

/**
 * Which rows of which chunks are a table's rows, in their order; the same for all of its columns. Rows come and go by a change of this
 * list alone: no chunk is rewritten, and undo puts the former list back.
 */
export interface Layout {
  readonly slices: readonly Slice[];
  readonly chunks: readonly ChunkUse[];
}

/** A run of rows of one chunk. */
export type Slice = readonly [chunk: number, offset: number, count: number];

/** How many rows a chunk has room for, and how many of them, from its start, were ever a row of the table. The others are empty. */
export type ChunkUse = readonly [capacity: number, taken: number];

/** Rows that a new chunk has room for at least, so that rows typed one by one share it. */
const SPARE = 64;

/** A table of so many rows whose chunks are all full but the last. */
export function fullLayout(rows: number): Layout {
  const counts = portions(rows);
  return { slices: counts.map((count, chunk) => [chunk, 0, count]), chunks: counts.map((count) => [count, count]) };
}

export function rowsOf({ slices }: Layout): number {
  return slices.reduce((sum, [, , count]) => sum + count, 0);
}

/** Part of a run of rows; `at` counts from the first row asked for. */
export interface Piece {
  readonly chunk: number;
  readonly offset: number;
  readonly count: number;
  readonly at: number;
}

/** Rows `from` to `from + count`, as far as there are, as runs inside chunks. */
export function pieces({ slices }: Layout, from: number, count: number): Piece[] {
  const found: Piece[] = [];
  let start = 0;
  for (const [chunk, offset, length] of slices) {
    const first = Math.max(from, start);
    const end = Math.min(from + count, start + length);
    if (first < end) found.push({ chunk, offset: offset + first - start, count: end - first, at: first - from });
    start += length;
  }
  return found;
}

/** The table without `count` rows from `from` on. */
export function withoutRows(layout: Layout, from: number, count: number): Layout {
  const slices = [...run(layout, 0, from), ...run(layout, from + count, Infinity)];
  return { ...layout, slices: joined(slices) };
}

/** The table with `count` empty rows before row `at`; chunks that are new stand at the end of `chunks`. */
export function withRows(layout: Layout, at: number, count: number): Layout {
  const head = run(layout, 0, at);
  const { slices, chunks } = emptyRows(layout.chunks, head.at(-1), count);
  return { slices: joined([...head, ...slices, ...run(layout, at, Infinity)]), chunks };
}

/** Empty rows in the chunk of the row before them if that has room there, otherwise in new ones. */
function emptyRows(chunks: readonly ChunkUse[], before: Slice | undefined, count: number): Layout {
  if (before) {
    const [chunk, offset, length] = before;
    const [capacity, taken] = chunks[chunk];
    const hasRoom = offset + length === taken && taken + count <= capacity;
    if (hasRoom) return { slices: [[chunk, taken, count]], chunks: chunks.with(chunk, [capacity, taken + count]) };
  }
  const counts = portions(count);
  const made = counts.map((part): ChunkUse => [Math.max(part, SPARE), part]);
  return { slices: counts.map((part, i) => [chunks.length + i, 0, part]), chunks: [...chunks, ...made] };
}

function run(layout: Layout, from: number, count: number): Slice[] {
  return pieces(layout, from, count).map((piece) => [piece.chunk, piece.offset, piece.count]);
}

/** The same rows with neighbours of one chunk as one slice. */
function joined(slices: readonly Slice[]): Slice[] {
  const out: Slice[] = [];
  for (const slice of slices) {
    const [chunk, offset, count] = slice;
    const last = out.at(-1);
    const follows = last && last[0] === chunk && last[1] + last[2] === offset;
    if (follows) out[out.length - 1] = [chunk, last[1], last[2] + count];
    else out.push(slice);
  }
  return out;
}

/** So many rows in chunks. */
function portions(rows: number): number[] {
  return Array.from({ length: Math.ceil(rows / CHUNK_ROWS) }, (_, i) => Math.min(CHUNK_ROWS, rows - i * CHUNK_ROWS));
}
