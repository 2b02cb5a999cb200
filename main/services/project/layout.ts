import { CHUNK_ROWS } from './chunks.ts';
import { RowOrder } from './rowOrder.ts';

/**
 * Which rows of which chunks are a table's rows, in their order; the same for all of its columns. Rows come and go by a change of this
 * list alone: no chunk is rewritten, and undo puts the former list back.
 */
export interface Layout {
  readonly slices: readonly Slice[];
  readonly chunks: readonly ChunkUse[];
  /** The order of the rows where it is not that of the slices. */
  readonly order?: RowOrder;
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

export function rowsOf(layout: Layout): number {
  return layout.order?.rows.length ?? sliceRows(layout);
}

/** Rows of the slices, whichever of them are shown. */
export function sliceRows({ slices }: Pick<Layout, 'slices'>): number {
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
export function pieces(layout: Layout, from: number, count: number): Piece[] {
  return layout.order ? orderedPieces(layout, layout.order.rows, from, count) : slicePieces(layout, from, count);
}

function slicePieces({ slices }: Pick<Layout, 'slices'>, from: number, count: number): Piece[] {
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

function orderedPieces(layout: Layout, rows: Int32Array, from: number, count: number): Piece[] {
  const placeOf = placer(layout);
  const end = Math.min(from + count, rows.length);
  const found: Piece[] = [];
  for (let row = Math.max(0, from); row < end;) {
    const place = placeOf(row);
    let length = 1;
    while (row + length < end && placeOf(row + length) === place + length) length++;
    found.push({ chunk: chunkOf(place), offset: offsetOf(place), count: length, at: row - from });
    row += length;
  }
  return found;
}

/** Where a row's cells are: the chunk and the row in it, as one number. */
export const chunkOf = (place: number): number => Math.floor(place / CHUNK_ROWS);
export const offsetOf = (place: number): number => place % CHUNK_ROWS;

/** Finds the place of any row shown, in the time that it takes to find its slice. */
export function placer({ slices, order }: Layout): (row: number) => number {
  const starts = new Float64Array(slices.length + 1);
  slices.forEach(([, , count], i) => (starts[i + 1] = starts[i] + count));
  let last = 0;
  return (shown) => {
    const row = order ? order.rows[shown] : shown;
    if (row < starts[last] || row >= starts[last + 1]) last = sliceAt(starts, row);
    const [chunk, offset] = slices[last];
    return chunk * CHUNK_ROWS + offset + row - starts[last];
  };
}

function sliceAt(starts: Float64Array, row: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle] <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same rows in the order of their slices, as they were imported; rows added since stand where they were added, or last. */
export function asImported(layout: Layout): Layout {
  const { order, ...plain } = layout;
  if (!order || order.rows.length === sliceRows(layout)) return plain;
  const ascending = new RowOrder(Int32Array.from(order.rows).sort(), null);
  return { ...plain, slices: joined(run({ ...plain, order: ascending }, 0, Infinity)) };
}

/** For each row shown, its place among the rows as imported. */
export function importedOrder(layout: Layout, order: RowOrder): RowOrder {
  if (order.rows.length === sliceRows(layout)) return order;
  const isThere = new Uint8Array(sliceRows(layout));
  for (const row of order.rows) isThere[row] = 1;
  const places = new Int32Array(isThere.length);
  for (let row = 1; row < places.length; row++) places[row] = places[row - 1] + isThere[row - 1];
  return new RowOrder(
    order.rows.map((row) => places[row]),
    null,
  );
}

/** The rows in another order: row `i` is to be the one that is row `rows[i]` now. */
export function reordered(layout: Layout, rows: Int32Array): Layout {
  const { order } = layout;
  return { ...layout, order: new RowOrder(order ? rows.map((row) => order.rows[row]) : rows, null) };
}

/** The table without `count` rows from `from` on. */
export function withoutRows(layout: Layout, from: number, count: number): Layout {
  if (layout.order) return { ...layout, order: new RowOrder(without(layout.order.rows, from, count), null) };
  const slices = [...run(layout, 0, from), ...run(layout, from + count, Infinity)];
  return { ...layout, slices: joined(slices) };
}

/** The table with `count` empty rows before row `at`; chunks that are new stand at the end of `chunks`. */
export function withRows(layout: Layout, at: number, count: number): Layout {
  if (layout.order) return withOrderedRows(layout, layout.order.rows, at, count);
  const head = run(layout, 0, at);
  const { slices, chunks } = emptyRows(layout.chunks, head.at(-1), count);
  return { slices: joined([...head, ...slices, ...run(layout, at, Infinity)]), chunks };
}

/** New rows stand last among the slices; the order shows them where they belong. */
function withOrderedRows({ order: _, ...plain }: Layout, rows: Int32Array, at: number, count: number): Layout {
  const end = sliceRows(plain);
  const grown = new Int32Array(rows.length + count);
  grown.set(rows.subarray(0, at));
  for (let i = 0; i < count; i++) grown[at + i] = end + i;
  grown.set(rows.subarray(at), at + count);
  return { ...withRows(plain, end, count), order: new RowOrder(grown, null) };
}

function without(rows: Int32Array, from: number, count: number): Int32Array {
  const left = new Int32Array(rows.length - Math.max(0, Math.min(count, rows.length - from)));
  left.set(rows.subarray(0, from));
  left.set(rows.subarray(from + count), from);
  return left;
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
  return pieces(layout, from, count).map(sliceOf);
}

const sliceOf = ({ chunk, offset, count }: Piece): Slice => [chunk, offset, count];

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
