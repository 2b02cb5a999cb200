import { breath } from './breath.ts';
import { emptyValues, insertChunk, rewriteChunk } from './chunks.ts';
import type { ChunkCache, Values } from './chunks.ts';
import type { Db } from './database.ts';
import { asImported, chunkOf, fullLayout, importedOrder, offsetOf, pieces, placer, rowsOf, sliceRows } from './layout.ts';
import type { Layout } from './layout.ts';
import { maskOf } from './missingCodes.ts';
import type { Mask } from './missingCodes.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import type { Pieces } from './summarise.ts';

/** What reading takes: a database and the chunks remembered of it. */
export interface Reader {
  readonly db: Db;
  readonly chunks: ChunkCache;
}

/**
 * Which rows of its chunks are a column's rows: those of the table, or, of a column that a step makes, as many as it has made, in the
 * order as imported.
 */
function layoutFor(layout: Layout, { madeRows }: KeptColumn): Layout {
  if (madeRows === null) return layout;
  return layout.order && layout.order.rows.length === madeRows
    ? { ...fullLayout(madeRows), order: importedOrder(layout, layout.order) }
    : fullLayout(madeRows);
}

/** Values of `count` rows of a column as they are kept, from row `from` on. */
export function readCells(reader: Reader, table: Layout, column: KeptColumn, from: number, count: number): Values {
  const layout = layoutFor(table, column);
  if (layout.order && count > sliceRows(layout) / GATHER) return gathered(reader, layout, layout.order.rows, column, from, count);
  const values = emptyValues(column.kind, count);
  for (const piece of pieces(layout, from, count)) {
    const chunk = reader.chunks.read(reader.db, column.chunks[piece.chunk], column.kind);
    if (piece.count === 1) values[piece.at] = chunk[piece.offset];
    else values.set(chunk.subarray(piece.offset, piece.offset + piece.count), piece.at);
  }
  return values;
}

/** Of an ordered table, reading more than this part of the rows reads all of them once and picks. */
const GATHER = 8;

function gathered(
  reader: Reader,
  { slices, chunks }: Layout,
  rows: Int32Array,
  column: KeptColumn,
  from: number,
  count: number,
): Values {
  const plain = { slices, chunks };
  const all = readCells(reader, plain, column, 0, sliceRows(plain));
  const values = emptyValues(column.kind, count);
  for (let i = 0; i < count && from + i < rows.length; i++) values[i] = all[rows[from + i]];
  return values;
}

/** A whole column as it is kept, run by run, for those who go through it in slices and whom the order of the rows does not matter. */
export function columnPieces(reader: Reader, layout: Layout, column: KeptColumn): Pieces {
  const plain = asImported(layoutFor(layout, column));
  const runs = pieces(plain, 0, rowsOf(plain));
  const read = (i: number): Values => {
    const { chunk, offset, count } = runs[i];
    return reader.chunks.read(reader.db, column.chunks[chunk], column.kind).subarray(offset, offset + count);
  };
  return { count: runs.length, read };
}

/** The same as everybody sees it: what counts as missing is missing. */
export function shownPieces(reader: Reader, layout: Layout, column: KeptColumn): Pieces {
  return masked(columnPieces(reader, layout, column), maskOf(reader.db, column));
}

export function masked({ count, read }: Pieces, mask: Mask | null): Pieces {
  return { count, read: mask ? (i) => mask(read(i)) : read };
}

/** Writes values over the rows from `from` on; rewrites the chunks they lie in. */
export function writeCells(store: Store, layout: Layout, column: KeptColumn, from: number, values: Values): void {
  const patched = patches(store, layout, column);
  for (let i = 0; i < values.length; i++) patched.put(from + i, values[i]);
  for (const [index, chunk] of patched.chunks) {
    rewriteChunk(store.db, column.chunks[index], chunk);
    store.chunks.forget(column.chunks[index]);
  }
}

/** Rows patched between two breaths. */
const ROWS_AT_ONCE = 200_000;

/** The column's chunks with values over the rows from `from` on: those touched are written beside the old ones, one at a time. */
export function patchedChunks(store: Store, layout: Layout, column: KeptColumn, from: number, values: Values): Promise<number[]> {
  return patchedRows(
    store,
    layout,
    column,
    values.length,
    (i) => from + i,
    (i) => values[i],
  );
}

/** The same for any rows: the `i`-th of `count` changes is of row `rowAt(i)`. */
export async function patchedRows(
  store: Store,
  layout: Layout,
  column: KeptColumn,
  count: number,
  rowAt: (i: number) => number,
  valueAt: (i: number) => number,
): Promise<number[]> {
  const patched = patches(store, layout, column);
  for (let i = 0; i < count; i++) {
    patched.put(rowAt(i), valueAt(i));
    if ((i + 1) % ROWS_AT_ONCE === 0) await breath();
  }
  const chunks = [...column.chunks];
  for (const [index, chunk] of patched.chunks) {
    chunks[index] = insertChunk(store.db, chunk);
    await breath();
  }
  return chunks;
}

/** Copies of the chunks that changed rows lie in, by their place in the layout. */
function patches(store: Store, layout: Layout, column: KeptColumn) {
  const chunks = new Map<number, Values>();
  const placeOf = placer(layout);
  const copyOf = (index: number): Values => {
    const copy = store.chunks.read(store.db, column.chunks[index], column.kind).slice();
    chunks.set(index, copy);
    return copy;
  };
  let last = { index: -1, chunk: emptyValues(column.kind, 0) };
  const put = (row: number, value: number): void => {
    const place = placeOf(row);
    const index = chunkOf(place);
    if (index !== last.index) last = { index, chunk: chunks.get(index) ?? copyOf(index) };
    last.chunk[offsetOf(place)] = value;
  };
  return { chunks, put };
}
