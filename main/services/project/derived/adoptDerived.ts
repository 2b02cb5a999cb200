import { breath } from '../breath.ts';
import { openReadOnly, run } from '../database.ts';
import type { Db } from '../database.ts';
import { copyColumn } from '../adoptStaging.ts';
import { changing } from '../history.ts';
import { columnById, columnsOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { STAGED } from '../writeStaging.ts';
import type { Hooks } from '../writeStaging.ts';
import type { DerivedStep } from './deriveColumns.ts';

/**
 * Takes over what the worker has made of a table's steps, a column at a time. Columns that are in another state by now keep waiting.
 * This is no step of the history: it follows from the steps that are.
 */
export async function adoptDerived(
  store: Store,
  file: string | null,
  steps: readonly DerivedStep[],
  hooks: Hooks = {},
): Promise<void> {
  const staging = file === null ? null : openReadOnly(file);
  try {
    const staged = new Map(staging ? columnsOf(staging, STAGED).map((column) => [column.name, column]) : []);
    for (const step of steps) {
      const column = staged.get(String(step.columnId)) ?? null;
      if (step.failure || !staging || !column) noteFailure(store, step);
      else await adoptColumn(store, staging, column, step, hooks);
    }
  } finally {
    staging?.close();
  }
}

/** The target where it is still in the state that the values are of. */
function waiting(db: Db, { columnId, revision }: DerivedStep): KeptColumn | null {
  const column = columnById(db, columnId);
  return column?.revision === revision && column.madeRevision !== revision ? column : null;
}

function noteFailure(store: Store, step: DerivedStep): void {
  const column = waiting(store.db, step);
  if (!column) return;
  const empty = JSON.stringify({ mean: null, sd: null, min: null, max: null, distinct: 0, bars: [] });
  changing(store, () => {
    const text = `UPDATE columns SET chunks = '[]', made_rows = 0, made_revision = revision, summary = ?, summary_revision = revision,
      missing = 0 WHERE id = ?`;
    run(store.db, text, empty, step.columnId);
    run(store.db, 'UPDATE data_steps SET failure = ?, rows_left = NULL WHERE id = ?', JSON.stringify(step.failure), step.stepId);
    showAnew(store, column);
  });
}

async function adoptColumn(store: Store, staging: Db, staged: KeptColumn, step: DerivedStep, hooks: Hooks): Promise<void> {
  const before = waiting(store.db, step);
  if (!before) return;
  const copied = await copyColumn(store.db, staging, before.tableId, staged, hooks);
  changing(store, () => {
    const target = waiting(store.db, step);
    if (target) moveValues(store, copied, target, step, staged);
  });
  run(store.db, 'DELETE FROM levels WHERE column_id = ?', copied);
  run(store.db, 'DELETE FROM columns WHERE id = ?', copied);
  for (const id of before.chunks) {
    run(
      store.db,
      'DELETE FROM chunks WHERE id = ? AND id NOT IN (SELECT value FROM columns, json_each(columns.chunks) WHERE columns.id = ?)',
      id,
      step.columnId,
    );
    store.chunks.forget(id);
    await breath();
  }
}

/** Lets the target have the values of a column made for that. */
function moveValues(store: Store, copied: number, target: KeptColumn, step: DerivedStep, staged: KeptColumn): void {
  const { db } = store;
  const made = columnById(db, copied)!;
  const text = `UPDATE columns SET kind = ?, scale = ?, chunks = ?, level_count = ?, missing = ?, summary = ?, summary_revision = revision,
    made_rows = ?, made_revision = revision WHERE id = ?`;
  run(
    db,
    text,
    staged.kind,
    staged.scale,
    JSON.stringify(made.chunks),
    made.levelCount,
    made.missing,
    JSON.stringify(made.summary),
    step.rows,
    target.id,
  );
  run(db, 'DELETE FROM levels WHERE column_id = ?', target.id);
  run(db, 'UPDATE levels SET column_id = ? WHERE column_id = ?', target.id, copied);
  run(db, "UPDATE columns SET chunks = '[]' WHERE id = ?", copied);
  run(db, 'UPDATE data_steps SET failure = NULL, rows_left = ? WHERE id = ?', step.rowsLeft, step.stepId);
  store.levels.forget(target.id);
  showAnew(store, target);
}

function showAnew(store: Store, { tableId }: KeptColumn): void {
  run(store.db, 'UPDATE tables SET revision = revision + 1 WHERE id = ?', tableId);
}
