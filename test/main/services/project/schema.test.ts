import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from '../../../../main/services/project/schema/index.ts';
import type { SchemaStep } from '../../../../main/services/project/schema/index.ts';

const version = (db: Database.Database): unknown => db.pragma('user_version', { simple: true });

describe('the schema', () => {
  test('is reached from nothing, marked as ours, and reached only once', () => {
    const db = new Database(':memory:');
    migrate(db);
    migrate(db);
    expect([version(db), db.pragma('application_id', { simple: true })]).toEqual([SCHEMA_VERSION, APPLICATION_ID]);
  });

  test('takes the steps that are missing, and goes on where a migration was cut short', () => {
    const db = new Database(':memory:');
    const steps: SchemaStep[] = [
      { version: 1, sql: 'CREATE TABLE a (x INTEGER) STRICT' },
      { version: 2, sql: 'CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE c (x NONSENSE) STRICT' },
    ];
    expect(() => migrate(db, steps)).toThrow();
    expect(version(db)).toBe(1);
    const names = () => db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    expect(names()).toEqual([{ name: 'a' }]);
    steps[1] = { version: 2, sql: 'CREATE TABLE b (x INTEGER) STRICT' };
    migrate(db, steps);
    expect(names()).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(version(db)).toBe(2);
  });
});
