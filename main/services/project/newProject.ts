import { run } from './database.ts';
import type { Db } from './database.ts';
import { firstView } from './view.ts';

/** Writes the one row that says which project this is. */
export function insertProjectRow(db: Db, project: { id: string; at: string; decimal: '.' | ',' }): void {
  const text = `INSERT INTO project (one, id, created, changed, generation, revision, stamp, decimal, view) VALUES (1, ?, ?, ?, 0, 0, NULL, ?, ?)`;
  run(db, text, project.id, project.at, project.at, project.decimal, JSON.stringify(firstView));
  run(db, 'INSERT INTO publication (one, path, title, generation) VALUES (1, NULL, NULL, 0)');
}
