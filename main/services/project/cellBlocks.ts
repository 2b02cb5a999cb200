import { breath } from './breath.ts';
import { emptyValues, insertChunk, rewriteChunk } from './chunks.ts';
import type { Values } from './chunks.ts';
import { locate } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';

/** Values of `count` rows of a column, from row `from` on. */
export function readCells(store: Store, spans: readonly number[], column: KeptColumn, from: number, count: number): Values {
  const values = emptyValues(column.kind, count);
  for (const piece of pieces(spans, from, count)) {
    const chunk = store.chunks.read(store.db, column.chunks[piece.span], column.kind);
    values.set(chunk.subarray(piece.offset, piece.offset + piece.count), piece.at);
  }
  return values;
}

/** Writes values over the rows from `from` on; rewrites the chunks they lie in. */
export function writeCells(store: Store, spans: readonly number[], column: KeptColumn, from: number, values: Values): void {
  for (const piece of pieces(spans, from, values.length)) {
    const id = column.chunks[piece.span];
    const chunk = store.chunks.read(store.db, id, column.kind).slice();
    chunk.set(values.subarray(piece.at, piece.at + piece.count), piece.offset);
    rewriteChunk(store.db, id, chunk);
    store.chunks.forget(id);
  }
}

/** A run of rows inside one chunk: `at` counts from the first row asked for. */
interface Piece {
  readonly span: number;
  readonly offset: number;
  readonly count: number;
  readonly at: number;
}

function pieces(spans: readonly number[], from: number, count: number): Piece[] {
  const found: Piece[] = [];
  let { span, offset } = locate(spans, from);
  for (let at = 0; at < count && span < spans.length; span++, offset = 0) {
    const here = Math.min(count - at, spans[span] - offset);
    if (here > 0) found.push({ span, offset, count: here, at });
    at += here;
  }
  return found;
}

/** The column's chunks with values over the rows from `from` on: those touched are written beside the old ones, one at a time. */
export async function patchedChunks(
  store: Store,
  spans: readonly number[],
  column: KeptColumn,
  from: number,
  values: Values,
): Promise<number[]> {
  const chunks = [...column.chunks];
  for (const piece of pieces(spans, from, values.length)) {
    const chunk = store.chunks.read(store.db, chunks[piece.span], column.kind).slice();
    chunk.set(values.subarray(piece.at, piece.at + piece.count), piece.offset);
    chunks[piece.span] = insertChunk(store.db, chunk);
    await breath();
  }
  return chunks;
}
