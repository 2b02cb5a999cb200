import type { CellValue, RowWindow } from '../../main/api.ts';

export type FetchRows = (from: number, count: number) => Promise<RowWindow>;

interface Chunk {
  /** By column, then row within the chunk. */
  readonly columns: readonly CellValue[][];
  /** Rows within the chunk that filters leave out. */
  readonly leftOut: ReadonlySet<number>;
  readonly generation: number;
}

const MOST_CHUNKS = 80;
const AT_ONCE = 2;

/**
 * Rows near the view, fetched in chunks. What has once arrived stays to be shown, also while a newer state of it is on its way,
 * so the sheet never goes blank where it was filled; only what is wanted last is asked for.
 */
export class RowCache {
  readonly chunkRows: number;
  readonly #fetch: FetchRows;
  readonly #onArrival: () => void;
  readonly #chunks = new Map<number, Chunk>();
  readonly #underway = new Set<number>();
  #queue: number[] = [];
  #generation = 0;
  #rows = 0;

  constructor(columns: number, fetch: FetchRows, onArrival: () => void) {
    this.chunkRows = Math.round(Math.min(400, Math.max(60, 20_000 / Math.max(1, columns))));
    this.#fetch = fetch;
    this.#onArrival = onArrival;
  }

  /** The data have changed: everything is asked for again when it is next wanted. */
  renew(rows: number): void {
    this.#rows = rows;
    this.#generation++;
  }

  /** undefined where the row has not arrived yet. */
  value(row: number, column: number): CellValue | undefined {
    return this.#chunks.get(Math.floor(row / this.chunkRows))?.columns[column]?.[row % this.chunkRows];
  }

  /** Whether filters leave the row out of models; false where it has not arrived yet. */
  isLeftOut(row: number): boolean {
    return this.#chunks.get(this.#chunkOf(row))?.leftOut.has(row % this.chunkRows) ?? false;
  }

  /** Whether every row of a span is here as it is now. */
  holds(first: number, last: number): boolean {
    for (let chunk = this.#chunkOf(first); chunk <= this.#chunkOf(last); chunk++) if (!this.#isFresh(chunk)) return false;
    return true;
  }

  /** Shows a change before main has confirmed it. */
  patch(row: number, column: number, value: CellValue): void {
    const cells = this.#chunks.get(this.#chunkOf(row))?.columns[column];
    if (cells && row % this.chunkRows < cells.length) cells[row % this.chunkRows] = value;
  }

  /** Says which rows are in sight; those ahead in the direction of scrolling (1 down, −1 up) come next, those behind last. */
  want(first: number, last: number, direction: 1 | -1): void {
    const from = this.#chunkOf(first);
    const to = this.#chunkOf(last);
    const inSight = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const ahead = direction > 0 ? [to + 1, to + 2, from - 1] : [from - 1, from - 2, to + 1];
    for (const chunk of inSight) this.#touch(chunk);
    this.#queue = [...inSight, ...ahead].filter((chunk) => this.#exists(chunk) && !this.#isFresh(chunk));
    this.#pump();
  }

  #pump(): void {
    while (this.#underway.size < AT_ONCE) {
      const next = this.#queue.findIndex((chunk) => !this.#underway.has(chunk));
      if (next < 0) return;
      void this.#load(this.#queue.splice(next, 1)[0]);
    }
  }

  async #load(index: number): Promise<void> {
    const generation = this.#generation;
    this.#underway.add(index);
    try {
      const from = index * this.chunkRows;
      const window = await this.#fetch(from, Math.min(this.chunkRows, this.#rows - from));
      const leftOut = new Set(window.leftOut);
      this.#keep(index, { columns: window.columns.map((column) => [...column]), leftOut, generation });
    } catch {
      // The connection was lost or the table is gone; what is wanted next asks again.
    } finally {
      this.#underway.delete(index);
    }
    this.#pump();
  }

  #keep(index: number, chunk: Chunk): void {
    this.#chunks.delete(index);
    this.#chunks.set(index, chunk);
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= MOST_CHUNKS) break;
      this.#chunks.delete(oldest);
    }
    this.#onArrival();
  }

  #touch(index: number): void {
    const chunk = this.#chunks.get(index);
    if (!chunk) return;
    this.#chunks.delete(index);
    this.#chunks.set(index, chunk);
  }

  #chunkOf(row: number): number {
    return Math.floor(row / this.chunkRows);
  }

  #exists(index: number): boolean {
    return index >= 0 && index * this.chunkRows < this.#rows;
  }

  #isFresh(index: number): boolean {
    return this.#chunks.get(index)?.generation === this.#generation;
  }
}
