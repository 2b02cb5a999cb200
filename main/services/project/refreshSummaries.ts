import { breath } from './breath.ts';
import type { Values } from './chunks.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';
import { columnById } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import { summarySteps } from './summarise.ts';

/**
 * Works out the summaries of columns that changed, a slice at a time, until all are up to date or `isOver` says to stop.
 * Answers how many were.
 */
export async function refreshSummaries(store: Store, isOver: () => boolean): Promise<number> {
  for (let done = 0; ; ) {
    const column = isOver() ? null : staleColumn(store.db);
    if (!column) return done;
    if (await refresh(store, column, isOver)) done++;
  }
}

function staleColumn(db: Db): KeptColumn | null {
  const text = `SELECT c.id FROM columns c JOIN tables t ON t.id = c.table_id
    WHERE t.visible = 1 AND c.position IS NOT NULL AND c.revision <> c.summary_revision LIMIT 1`;
  const found = one<{ id: number }>(db, text);
  return found ? columnById(db, found.id) : null;
}

/** Whether the summary was kept: not when the column changed meanwhile. */
async function refresh(store: Store, column: KeptColumn, isOver: () => boolean): Promise<boolean> {
  const read = (i: number): Values => store.chunks.read(store.db, column.chunks[i], column.kind);
  const levels = column.kind === 'factor' ? column.levelCount : null;
  const steps = summarySteps({ count: column.chunks.length, read }, levels);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return keep(store.db, column, step.value.missing, JSON.stringify(step.value.summary));
    await breath();
    if (isOver() || !isCurrent(store.db, column)) return false;
  }
}

function isCurrent(db: Db, column: KeptColumn): boolean {
  return columnById(db, column.id)?.revision === column.revision;
}

function keep(db: Db, column: KeptColumn, missing: number, summary: string): boolean {
  const text = 'UPDATE columns SET missing = ?, summary = ?, summary_revision = revision WHERE id = ? AND revision = ?';
  return run(db, text, missing, summary, column.id, column.revision).changes > 0;
}
