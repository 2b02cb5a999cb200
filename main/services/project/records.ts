import { all, one, run } from './database.ts';
import type { Db, SqlValue } from './database.ts';

/** The rows that history can change, and the fields that name one. */
const kinds = {
  table: { sql: 'tables', key: ['id'] },
  column: { sql: 'columns', key: ['id'] },
  level: { sql: 'levels', key: ['column_id', 'code'] },
  model: { sql: 'models', key: ['id'] },
  analysis: { sql: 'analyses', key: ['id'] },
  dataStep: { sql: 'data_steps', key: ['id'] },
  answer: { sql: 'answers', key: ['table_id', 'question_id'] },
  grouping: { sql: 'groupings', key: ['table_id', 'columns'] },
  setting: { sql: 'settings', key: ['key'] },
} as const;

export type RecordKind = keyof typeof kinds;
export type RecordKey = readonly (string | number)[];
export type Fields = Readonly<Record<string, string | number | null>>;

/** The whole row, or null where there is none. */
export function readRecord(db: Db, kind: RecordKind, key: RecordKey): Fields | null {
  return one<Fields>(db, `SELECT * FROM ${kinds[kind].sql} WHERE ${where(kind)}`, ...key) ?? null;
}

/** Makes the row hold `fields`: removes it for null, adds it where it is not there, changes the fields named otherwise. */
export function writeRecord(db: Db, kind: RecordKind, key: RecordKey, fields: Fields | null): void {
  if (fields === null) run(db, `DELETE FROM ${kinds[kind].sql} WHERE ${where(kind)}`, ...key);
  else if (updateRecord(db, kind, key, fields) === 0) insertRecord(db, kind, fields);
}

function updateRecord(db: Db, kind: RecordKind, key: RecordKey, fields: Fields): number {
  const set = Object.keys(fields).map((name) => `${name} = ?`);
  const values: SqlValue[] = [...Object.values(fields), ...key];
  return run(db, `UPDATE ${kinds[kind].sql} SET ${set.join(', ')} WHERE ${where(kind)}`, ...values).changes;
}

function insertRecord(db: Db, kind: RecordKind, fields: Fields): void {
  const names = Object.keys(fields);
  const marks = names.map(() => '?').join(', ');
  run(db, `INSERT INTO ${kinds[kind].sql} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(fields));
}

function where(kind: RecordKind): string {
  return kinds[kind].key.map((name) => `${name} = ?`).join(' AND ');
}

/** One line of `record_changes`. */
export interface RecordChange {
  readonly seq: number;
  readonly record: RecordKind;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

export function recordChanges(db: Db, stepId: number): RecordChange[] {
  return all<RecordChange>(db, 'SELECT * FROM record_changes WHERE step_id = ? ORDER BY seq', stepId);
}
