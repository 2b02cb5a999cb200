import { breath } from './breath.ts';
import { emptyValues, insertChunk, rewriteChunk } from './chunks.ts';
import type { ChunkCache, Values } from './chunks.ts';
import type { Db } from './database.ts';
import { fullLayout, pieces, rowsOf } from './layout.ts';
import type { Layout } from './layout.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import type { Pieces } from './summarise.ts';

/** What reading takes: a database and the chunks remembered of it. */
export interface Reader {
  readonly db: Db;
  readonly chunks: ChunkCache;
}

/** Which rows of its chunks are a column's rows: those of the table, or of a column that a step makes its own. */
function layoutFor(layout: Layout, { madeRows }: KeptColumn): Layout {
  return madeRows === null ? layout : fullLayout(madeRows);
}

/** Values of `count` rows of a column, from row `from` on. */
export function readCells(reader: Reader, layout: Layout, column: KeptColumn, from: number, count: number): Values {
  const values = emptyValues(column.kind, count);
  for (const piece of pieces(layoutFor(layout, column), from, count)) {
    const chunk = reader.chunks.read(reader.db, column.chunks[piece.chunk], column.kind);
    values.set(chunk.subarray(piece.offset, piece.offset + piece.count), piece.at);
  }
  return values;
}

/** A whole column run by run, for those who go through it in slices. */
export function columnPieces(reader: Reader, layout: Layout, column: KeptColumn): Pieces {
  const own = layoutFor(layout, column);
  const runs = pieces(own, 0, rowsOf(own));
  const read = (i: number): Values => {
    const { chunk, offset, count } = runs[i];
    return reader.chunks.read(reader.db, column.chunks[chunk], column.kind).subarray(offset, offset + count);
  };
  return { count: runs.length, read };
}

/** Writes values over the rows from `from` on; rewrites the chunks they lie in. */
export function writeCells(store: Store, layout: Layout, column: KeptColumn, from: number, values: Values): void {
  for (const piece of pieces(layout, from, values.length)) {
    const id = column.chunks[piece.chunk];
    const chunk = store.chunks.read(store.db, id, column.kind).slice();
    chunk.set(values.subarray(piece.at, piece.at + piece.count), piece.offset);
    rewriteChunk(store.db, id, chunk);
    store.chunks.forget(id);
  }
}

/** The column's chunks with values over the rows from `from` on: those touched are written beside the old ones, one at a time. */
export async function patchedChunks(
  store: Store,
  layout: Layout,
  column: KeptColumn,
  from: number,
  values: Values,
): Promise<number[]> {
  const chunks = [...column.chunks];
  for (const piece of pieces(layout, from, values.length)) {
    const chunk = store.chunks.read(store.db, chunks[piece.chunk], column.kind).slice();
    chunk.set(values.subarray(piece.at, piece.at + piece.count), piece.offset);
    chunks[piece.chunk] = insertChunk(store.db, chunk);
    await breath();
  }
  return chunks;
}
