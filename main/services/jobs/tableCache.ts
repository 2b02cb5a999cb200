import type { ColumnTable } from '../../../engine/contract/index.ts';
import { readColumns } from '../project/index.ts';
import type { DataSource } from './protocol.ts';

/** Tables remembered: clicking a term in and out again reads nothing anew. */
const KEPT = 3;

/** Decoded columns that the last fits read, by the state they were in; a state never changes, so nothing here grows stale. */
export class TableCache {
  readonly #tables = new Map<string, ColumnTable>();

  /** @throws Failure 'table.moved-on' where the columns have changed since the job was ordered */
  read(source: DataSource): ColumnTable {
    const key = JSON.stringify(source);
    const table =
      this.#tables.get(key) ?? readColumns(source.database, source.tableId, source.columns, { dataKey: source.dataKey });
    this.#tables.delete(key);
    this.#tables.set(key, table);
    for (const oldest of this.#tables.keys()) if (this.#tables.size > KEPT) this.#tables.delete(oldest);
    return table;
  }
}
