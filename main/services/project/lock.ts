import Database from 'better-sqlite3';

export interface Lock {
  release(): void;
}

/**
 * Takes a lock that the operating system gives back when this process ends, however it ends: an exclusive transaction on an empty
 * SQLite file. Answers null where somebody else holds it for longer than `timeout` (ms).
 */
export function takeLock(file: string, timeout = 0): Lock | null {
  const db = new Database(file, { timeout });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return { release: () => void db.close() };
  } catch (thrown) {
    db.close();
    if (isBusy(thrown)) return null;
    throw thrown;
  }
}

export function isLocked(file: string): boolean {
  const lock = takeLock(file);
  lock?.release();
  return lock === null;
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
}
