import { CHUNK_ROWS, insertChunk, readChunk } from './chunks.ts';
import { transaction } from './database.ts';
import type { Db } from './database.ts';
import type { Layout } from './layout.ts';

/**
 * The order of a table's rows where it is not that of its slices: row `i` shown is row `rows[i]` of the slices. Slice rows that are not
 * named are no rows of the table. Sorting a table changes this list and no data.
 */
export class RowOrder {
  readonly rows: Int32Array;
  /** Ids of the chunks that it is kept in; null until it is. */
  readonly chunks: readonly number[] | null;

  constructor(rows: Int32Array, chunks: readonly number[] | null) {
    this.rows = rows;
    this.chunks = chunks;
  }

  /** What stands in the table's `layout`. */
  toJSON(): KeptOrder {
    if (this.chunks === null) throw new Error('This order of rows has not been kept yet.');
    return { chunks: this.chunks, rows: this.rows.length };
  }
}

interface KeptOrder {
  readonly chunks: readonly number[];
  readonly rows: number;
}

/** The layout with its order written down, where it has one that is not yet; a few milliseconds for a million rows. */
export function keepOrder(db: Db, layout: Layout): Layout {
  const { order } = layout;
  if (!order || order.chunks !== null) return layout;
  const { rows } = order;
  const chunks = transaction(db, () =>
    Array.from({ length: Math.ceil(rows.length / CHUNK_ROWS) }, (_, i) =>
      insertChunk(db, rows.subarray(i * CHUNK_ROWS, (i + 1) * CHUNK_ROWS)),
    ),
  );
  const kept = new RowOrder(rows, chunks);
  remember(db, kept);
  return { ...layout, order: kept };
}

/** A layout as it is kept; its order is read with it, or taken from memory. */
export function parseLayout(db: Db, text: string): Layout {
  const { order, ...layout } = JSON.parse(text) as Omit<Layout, 'order'> & { order?: KeptOrder };
  return order ? { ...layout, order: orderOf(db, order) } : layout;
}

/** The orders read last, those of the table shown and of one more. */
const remembered = new WeakMap<Db, RowOrder[]>();
const MOST = 2;

function remember(db: Db, order: RowOrder): void {
  remembered.set(db, [order, ...(remembered.get(db) ?? [])].slice(0, MOST));
}

/** Orders are written once and never rewritten, so equal chunks mean an equal order. */
function orderOf(db: Db, { chunks, rows }: KeptOrder): RowOrder {
  const known = remembered.get(db)?.find((order) => isSame(order.chunks!, chunks));
  if (known) return known;
  const values = new Int32Array(rows);
  chunks.forEach((id, i) => values.set(readChunk(db, id, 'factor'), i * CHUNK_ROWS));
  const order = new RowOrder(values, chunks);
  remember(db, order);
  return order;
}

const isSame = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id, i) => id === b[i]);
