import { stableHash } from '../../../../engine/contract/index.ts';
import { stepExpression } from '../../../../engine/formula/index.ts';
import { variablesRead } from '../formulaNames.ts';
import { all, one, run } from '../database.ts';
import type { Db } from '../database.ts';
import { hasSteps, isFilter, lastFilter, stepsOf } from './keptSteps.ts';
import type { KeptStep } from './keptSteps.ts';

/** Grows when an expression comes to other values than before. */
const WORKED_OUT_AS = 1;

/**
 * Gives every column that a step makes the revision of its present state: a number that follows from the step, the columns it reads
 * and the rows it works on. So undo brings back the number, and with it the fits made in that state.
 */
export function syncSteps(db: Db): void {
  if (!hasSteps(db)) return;
  const tables = all<{ id: string }>(db, 'SELECT DISTINCT table_id AS id FROM data_steps');
  for (const { id } of tables) syncTable(db, id);
}

function syncTable(db: Db, tableId: string): void {
  const table = one<{ rows: number }>(db, 'SELECT rows_revision AS rows FROM tables WHERE id = ? AND visible = 1', tableId);
  if (!table) return;
  const states = ownRevisions(db, tableId);
  let changed = 0;
  let filter = 0;
  for (const step of stepsOf(db, tableId).filter(({ enabled }) => enabled)) {
    const revision = stateOf(step, states, { rows: table.rows, filter });
    changed += run(
      db,
      'UPDATE columns SET revision = ? WHERE id = ? AND revision <> ?',
      revision,
      step.columnId,
      revision,
    ).changes;
    if (isFilter(step)) filter = revision;
    else states.set(nameMade(db, step), revision);
  }
  if (changed > 0) run(db, 'UPDATE tables SET revision = revision + 1 WHERE id = ?', tableId);
}

function ownRevisions(db: Db, tableId: string): Map<string, number> {
  const text = 'SELECT name, revision FROM columns WHERE table_id = ? AND position IS NOT NULL AND step_id IS NULL';
  return new Map(all<{ name: string; revision: number }>(db, text, tableId).map(({ name, revision }) => [name, revision]));
}

const nameMade = (db: Db, step: KeptStep): string =>
  one<{ name: string }>(db, 'SELECT name FROM columns WHERE id = ?', step.columnId)!.name;

function stateOf(step: KeptStep, states: ReadonlyMap<string, number>, data: { rows: number; filter: number }): number {
  const expression = stepExpression(step.work);
  const read = variablesRead(expression).map((name) => [name, states.get(name) ?? null]);
  return numberOf(stableHash([WORKED_OUT_AS, isFilter(step), expression, read, data]));
}

/** 52 bits of a hash: a whole number that both JavaScript and SQLite hold exactly, far above the revisions that are counted. */
const numberOf = (hash: string): number => parseInt(hash.slice(1, 14), 16);

/** The state of which rows of a table models see: those that are there, without those that filters leave out. */
export function rowsState(db: Db, table: { readonly id: string; readonly rowsRevision: number }): number {
  const filter = hasSteps(db) ? lastFilter(stepsOf(db, table.id)) : null;
  if (!filter) return table.rowsRevision;
  const { revision } = one<{ revision: number }>(db, 'SELECT revision FROM columns WHERE id = ?', filter.columnId)!;
  return numberOf(stableHash([table.rowsRevision, revision]));
}
