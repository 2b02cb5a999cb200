import type { Column, ColumnTable } from '../../../engine/contract/index.ts';
import { readColumns } from '../project/index.ts';
import type { DataSource } from './protocol.ts';

/** Bytes of decoded columns remembered: 32 number columns of a million rows. */
const LIMIT = 256 * 2 ** 20;

/**
 * Decoded columns that the last fits read, by the state they were in; a state never changes, so nothing here grows stale. A model
 * with one more term reads one more column.
 */
export class TableCache {
  readonly #columns = new Map<string, Column>();
  readonly #rows = new Map<string, Pick<ColumnTable, 'rowNumbers' | 'leftOut'>>();
  readonly #limit: number;

  constructor(limit = LIMIT) {
    this.#limit = limit;
  }

  /** @throws Failure 'table.moved-on' where columns that have to be read have changed since the job was ordered */
  read(source: DataSource): ColumnTable {
    const missing = source.columns.filter((name) => !this.#columns.has(keyOf(source, name)));
    const { database, tableId, columns: names, revisions } = source;
    if (missing.length > 0 || names.length === 0) {
      const read = readColumns(database, tableId, missing, { revisions });
      for (const column of read.columns) this.#columns.set(keyOf(source, column.name), column);
      this.#keepRows(source, read);
      if (names.length === 0) return read;
    }
    const columns = names.map((name) => this.#use(keyOf(source, name)));
    this.#forgetOldest(names.length);
    return { rows: cellsOf(columns[0]).length, columns, ...this.#rows.get(rowsKeyOf(source)) };
  }

  /** Which rows a state of them is, where filters leave some out; as many states as have columns here. */
  #keepRows(source: DataSource, { rowNumbers, leftOut }: ColumnTable): void {
    if (rowNumbers) this.#rows.set(rowsKeyOf(source), { rowNumbers, leftOut });
    const inUse = new Set([...this.#columns.keys()].map((key) => JSON.stringify((JSON.parse(key) as unknown[]).slice(0, 3))));
    for (const key of this.#rows.keys()) if (!inUse.has(key) && key !== rowsKeyOf(source)) this.#rows.delete(key);
  }

  /** Moves the column to the end, among the newest. */
  #use(key: string): Column {
    const column = this.#columns.get(key)!;
    this.#columns.delete(key);
    this.#columns.set(key, column);
    return column;
  }

  /** `inUse` of the newest stay whatever they take. */
  #forgetOldest(inUse: number): void {
    let bytes = [...this.#columns.values()].reduce((sum, column) => sum + bytesOf(column), 0);
    for (const [key, column] of [...this.#columns].slice(0, -inUse)) {
      if (bytes <= this.#limit) return;
      this.#columns.delete(key);
      bytes -= bytesOf(column);
    }
  }
}

function keyOf({ database, tableId, revisions }: DataSource, name: string): string {
  return JSON.stringify([database, tableId, revisions.rows, name, revisions.columns[name]]);
}

const rowsKeyOf = ({ database, tableId, revisions }: DataSource): string => JSON.stringify([database, tableId, revisions.rows]);

const cellsOf = (column: Column): Float64Array | Int32Array => (column.kind === 'number' ? column.values : column.codes);

/** A label is taken for 64 bytes. */
const bytesOf = (column: Column): number =>
  cellsOf(column).byteLength + (column.kind === 'factor' ? 64 * column.levels.length : 0);
