import type { CellValue, RowWindow } from '../../main/api.ts';

export type FetchRows = (from: number, count: number, columns: readonly string[]) => Promise<RowWindow>;

/** The cells of one column in one chunk. */
interface Cells {
  readonly values: CellValue[];
  /** What stands in cells that count as missing, by place in the chunk. */
  readonly codes: Readonly<Record<number, CellValue>>;
  readonly generation: number;
}

interface Chunk {
  readonly columns: Map<string, Cells>;
  leftOut: ReadonlySet<number>;
}

const MOST_CHUNKS = 80;
const AT_ONCE = 2;

/**
 * Rows and columns near the view, fetched in chunks of rows. What has once arrived stays to be shown, also while a newer state of it is
 * on its way, so the sheet never goes blank where it was filled; only what is wanted last is asked for.
 */
export class RowCache {
  readonly chunkRows: number;
  readonly #fetch: FetchRows;
  readonly #onArrival: () => void;
  readonly #chunks = new Map<number, Chunk>();
  readonly #underway = new Set<number>();
  #queue: number[] = [];
  #columns: readonly string[] = [];
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

  /** undefined where the cell has not arrived yet. */
  value(row: number, column: string): CellValue | undefined {
    return this.#cells(row, column)?.values[row % this.chunkRows];
  }

  /** What a cell that counts as missing holds all the same; null where it holds nothing. */
  code(row: number, column: string): CellValue {
    return this.#cells(row, column)?.codes[row % this.chunkRows] ?? null;
  }

  /** Whether filters leave the row out of models; false where it has not arrived yet. */
  isLeftOut(row: number): boolean {
    return this.#chunks.get(this.#chunkOf(row))?.leftOut.has(row % this.chunkRows) ?? false;
  }

  /** Whether every row of a span is here as it is now, in those columns. */
  holds(first: number, last: number, columns: readonly string[]): boolean {
    for (let chunk = this.#chunkOf(first); chunk <= this.#chunkOf(last); chunk++) {
      if (this.#stale(chunk, columns).length > 0) return false;
    }
    return true;
  }

  /** Shows a change before main has confirmed it. */
  patch(row: number, column: string, value: CellValue): void {
    const values = this.#cells(row, column)?.values;
    if (values && row % this.chunkRows < values.length) values[row % this.chunkRows] = value;
  }

  /** Says what is in sight; rows ahead in the direction of scrolling (1 down, −1 up) come next, those behind last. */
  want(first: number, last: number, direction: 1 | -1, columns: readonly string[]): void {
    this.#columns = columns;
    const from = this.#chunkOf(first);
    const to = this.#chunkOf(last);
    const inSight = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const ahead = direction > 0 ? [to + 1, to + 2, from - 1] : [from - 1, from - 2, to + 1];
    for (const chunk of inSight) this.#touch(chunk);
    this.#queue = [...inSight, ...ahead].filter((chunk) => this.#exists(chunk) && this.#stale(chunk, columns).length > 0);
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
    const columns = this.#stale(index, this.#columns);
    this.#underway.add(index);
    try {
      const from = index * this.chunkRows;
      if (columns.length > 0) {
        this.#keep(index, columns, await this.#fetch(from, Math.min(this.chunkRows, this.#rows - from), columns), generation);
      }
    } catch {
      // The connection was lost or the table is gone; what is wanted next asks again.
    } finally {
      this.#underway.delete(index);
    }
    this.#pump();
  }

  /** A column that main does not know any more is left out of its answer, which then says nothing. */
  #keep(index: number, names: readonly string[], window: RowWindow, generation: number): void {
    if (window.columns.length !== names.length) return;
    const chunk = this.#chunks.get(index) ?? { columns: new Map(), leftOut: new Set() };
    chunk.leftOut = new Set(window.leftOut);
    names.forEach((name, i) =>
      chunk.columns.set(name, { values: [...window.columns[i]], codes: window.codes?.[name] ?? {}, generation }),
    );
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

  #cells(row: number, column: string): Cells | undefined {
    return this.#chunks.get(this.#chunkOf(row))?.columns.get(column);
  }

  #chunkOf(row: number): number {
    return Math.floor(row / this.chunkRows);
  }

  #exists(index: number): boolean {
    return index >= 0 && index * this.chunkRows < this.#rows;
  }

  /** Those of the columns that are not here, or not as they are now. */
  #stale(index: number, columns: readonly string[]): string[] {
    const chunk = this.#chunks.get(index)?.columns;
    return columns.filter((column) => chunk?.get(column)?.generation !== this.#generation);
  }
}
