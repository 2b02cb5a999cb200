import Database from 'better-sqlite3';
import { failure } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';

export type Db = Database.Database;
/** What a cell of SQLite can be. */
export type SqlValue = string | number | bigint | Uint8Array | null;

const statements = new WeakMap<Db, Map<string, Database.Statement>>();

/** Opens a working database: every commit is on the disk before it is acknowledged. */
export function openDatabase(file: string): Db {
  return translated(() => {
    const db = new Database(file, { timeout: 5000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    return db;
  });
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
  return translated(() => statement(db, text).run(...values));
}

/**
 * Runs `work` as one transaction: all of it is kept, or nothing. Inside another it becomes part of that one.
 *
 * @throws Failure 'project.not-kept' when the disk does not take it, 'project.damaged' when what is there cannot be read
 */
export function transaction<T>(db: Db, work: () => T): T {
  return db.inTransaction ? work() : translated(() => db.transaction(work).immediate());
}

/** Turns what a disk can do to a database into failures; every other error is a bug. */
function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const code = thrown instanceof Database.SqliteError ? thrown.code : '';
    if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code))
      throw failure('project.not-kept', { code }, projectFailures.notKept(code));
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw failure('project.damaged', { code }, projectFailures.damagedData());
    throw thrown;
  }
}

/** Prepared statements are kept by their text. */
function statement(db: Db, text: string): Database.Statement {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const prepared = known.get(text) ?? db.prepare(text);
  known.set(text, prepared);
  return prepared;
}
