import Database from 'better-sqlite3';

export type Db = Database.Database;
/** What a cell of SQLite can be. */
export type SqlValue = string | number | bigint | Uint8Array | null;

const statements = new WeakMap<Db, Map<string, Database.Statement>>();

/** Opens a working database: every commit is on the disk before it is acknowledged. */
export function openDatabase(file: string): Db {
  const db = new Database(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return db;
}

/** Opens a database that somebody else writes. */
export function openReadOnly(file: string): Db {
  return new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
}

export function one<Row>(db: Db, text: string, ...values: SqlValue[]): Row | undefined {
  return statement(db, text).get(...values) as Row | undefined;
}

export function all<Row>(db: Db, text: string, ...values: SqlValue[]): Row[] {
  return statement(db, text).all(...values) as Row[];
}

export function run(db: Db, text: string, ...values: SqlValue[]): Database.RunResult {
  return statement(db, text).run(...values);
}

/** Runs `work` as one transaction: all of it is kept, or nothing. Inside another it becomes part of that one. */
export function transaction<T>(db: Db, work: () => T): T {
  return db.inTransaction ? work() : db.transaction(work).immediate();
}

/** Prepared statements are kept by their text. */
function statement(db: Db, text: string): Database.Statement {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const prepared = known.get(text) ?? db.prepare(text);
  known.set(text, prepared);
  return prepared;
}
