import { breath } from '../breath.ts';
import { CHUNK_ROWS, emptyValues, insertChunk } from '../chunks.ts';
import type { Values } from '../chunks.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';

/**
 * How the chunks of a table are put together anew when rows come or go: chunks that no such row touches stay as they are, the
 * pieces of the others are joined and cut evenly.
 */
export interface Respan {
  readonly spans: readonly number[];
  readonly segments: readonly Segment[];
}

/** A chunk that stays (`keep` is its old place), or one that is made of pieces. */
type Segment = { readonly keep: number } | { readonly make: readonly Piece[]; readonly rows: number };

/** Rows of an old chunk, or (`span` null) rows without a value yet. */
interface Piece {
  readonly span: number | null;
  readonly offset: number;
  readonly count: number;
}

/** Plans the table without rows `at` to `at + removed`, with `added` empty rows in their place. */
export function planRespan(spans: readonly number[], at: number, removed: number, added: number): Respan {
  const before: Segment[] = [];
  const loose: Piece[] = [];
  const after: Segment[] = [];
  const empty = { span: null, offset: 0, count: added };
  let start = 0;
  let placed = false;
  const place = (): void => void (!placed && (placed = true) && loose.push(empty));
  spans.forEach((count, span) => {
    const end = start + count;
    const room = added > 0 && end === at && span === spans.length - 1 && count < CHUNK_ROWS;
    if (end <= at && !room) before.push({ keep: span });
    else if (start >= at + removed) {
      place();
      after.push({ keep: span });
    } else {
      const head = Math.max(0, Math.min(end, at) - start);
      const tail = Math.max(0, Math.min(count, end - at - removed));
      loose.push({ span, offset: 0, count: head });
      if (end >= at) place();
      loose.push({ span, offset: count - tail, count: tail });
    }
    start = end;
  });
  place();
  const segments = [...before, ...cut(loose.filter((piece) => piece.count > 0)), ...after];
  return { segments, spans: segments.map((segment) => ('keep' in segment ? spans[segment.keep] : segment.rows)) };
}

/** Cuts loose pieces into chunks of even size, none larger than a full one. */
function cut(loose: readonly Piece[]): Segment[] {
  const total = loose.reduce((sum, piece) => sum + piece.count, 0);
  const chunks = Math.ceil(total / CHUNK_ROWS);
  const rest = [...loose];
  return Array.from({ length: chunks }, (_, i) => {
    const rows = Math.floor((total * (i + 1)) / chunks) - Math.floor((total * i) / chunks);
    return { make: takeRows(rest, rows), rows };
  });
}

/** Takes pieces of `rows` rows together off the front of `rest`. */
function takeRows(rest: Piece[], rows: number): Piece[] {
  const taken: Piece[] = [];
  for (let open = rows; open > 0; ) {
    const piece = rest.shift()!;
    const count = Math.min(open, piece.count);
    taken.push({ ...piece, count });
    if (count < piece.count) rest.unshift({ ...piece, offset: piece.offset + count, count: piece.count - count });
    open -= count;
  }
  return taken;
}

/** Writes the chunks that the plan makes for one column, one transaction each; answers the column's new list. */
export async function respanColumn(store: Store, plan: Respan, column: KeptColumn): Promise<number[]> {
  const chunks: number[] = [];
  for (const segment of plan.segments) {
    if ('keep' in segment) chunks.push(column.chunks[segment.keep]);
    else {
      chunks.push(insertChunk(store.db, assemble(store, column, segment.make, segment.rows)));
      await breath();
    }
  }
  return chunks;
}

function assemble(store: Store, column: KeptColumn, pieces: readonly Piece[], rows: number): Values {
  const values = emptyValues(column.kind, rows);
  let at = 0;
  for (const { span, offset, count } of pieces) {
    if (span !== null) values.set(store.chunks.read(store.db, column.chunks[span], column.kind).subarray(offset, offset + count), at);
    at += count;
  }
  return values;
}
