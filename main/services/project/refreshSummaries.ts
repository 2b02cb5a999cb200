import { inSlices } from './breath.ts';
import { shownPieces } from './cellBlocks.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';
import { columnById, tableOf } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import { summarySteps } from './summarise.ts';

/**
 * Works out the summaries of columns that changed, a slice at a time, until all are up to date or `isOver` says to stop.
 * Answers how many were.
 */
export async function refreshSummaries(store: Store, isOver: () => boolean): Promise<number> {
  for (let done = 0; ;) {
    const column = isOver() ? null : staleColumn(store.db);
    if (!column) return done;
    if (await refresh(store, column, isOver)) done++;
  }
}

function staleColumn(db: Db): KeptColumn | null {
  const text = `SELECT c.id FROM columns c JOIN tables t ON t.id = c.table_id
    WHERE t.visible = 1 AND c.position IS NOT NULL AND c.step_id IS NULL AND c.revision <> c.summary_revision LIMIT 1`;
  const found = one<{ id: number }>(db, text);
  return found ? columnById(db, found.id) : null;
}

/** Whether the summary was kept: not when the column changed meanwhile. */
async function refresh(store: Store, column: KeptColumn, isOver: () => boolean): Promise<boolean> {
  const { layout } = tableOf(store.db, column.tableId);
  const steps = summarySteps(shownPieces(store, layout, column), column.kind === 'factor' ? column.levelCount : null);
  const stop = (): boolean => isOver() || !isCurrent(store.db, column);
  const done = await inSlices(steps, stop);
  return done !== null && keep(store.db, column, done.missing, JSON.stringify(done.summary));
}

function isCurrent(db: Db, column: KeptColumn): boolean {
  return columnById(db, column.id)?.revision === column.revision;
}

function keep(db: Db, column: KeptColumn, missing: number, summary: string): boolean {
  const text = 'UPDATE columns SET missing = ?, summary = ?, summary_revision = revision WHERE id = ? AND revision = ?';
  return run(db, text, missing, summary, column.id, column.revision).changes > 0;
}
