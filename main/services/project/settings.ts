import type { OutputStyle } from '../../api.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';
import { changing } from './history.ts';
import type { Store } from './store.ts';

/** Settings of a project, kept outside its history. */
interface Settings {
  readonly output: OutputStyle;
  /** Rows that tables had, by id, in a copy without their cells. */
  readonly 'without-data': Readonly<Record<string, number>>;
}

export function settingOf<K extends keyof Settings>(db: Db, key: K): Settings[K] | null {
  const row = one<{ value: string }>(db, 'SELECT value FROM settings WHERE key = ?', key);
  return row ? (JSON.parse(row.value) as Settings[K]) : null;
}

export function keepSetting<K extends keyof Settings>(store: Store, key: K, value: Settings[K]): void {
  changing(store, () => writeSetting(store.db, key, value));
}

/** As `keepSetting`, in a database that is nobody's work. */
export function writeSetting<K extends keyof Settings>(db: Db, key: K, value: Settings[K]): void {
  run(db, 'INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', key, JSON.stringify(value));
}

/** What a person said about the file that a table was read from, for the next file of its kind. */
export function importOptionsOf(db: Db, tableId: string): unknown {
  const row = one<{ value: string }>(db, 'SELECT value FROM settings WHERE key = ?', importKey(tableId));
  return row ? (JSON.parse(row.value) as unknown) : null;
}

export function keepImportOptions(store: Store, tableId: string, options: unknown): void {
  const text = 'INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)';
  changing(store, () => run(store.db, text, importKey(tableId), JSON.stringify(options)));
}

const importKey = (tableId: string): string => `import ${tableId}`;

/** Rows that the table had where the project is a copy without its cells; null where its cells are there. */
export function rowsLeftOut(db: Db, tableId: string, rows: number): number | null {
  return rows > 0 ? null : (settingOf(db, 'without-data')?.[tableId] ?? null);
}
