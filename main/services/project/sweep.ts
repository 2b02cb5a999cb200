import { breath } from './breath.ts';
import { all, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { mlKeyOf } from './fits.ts';
import { modelStates } from './models.ts';

const CHUNKS_AT_ONCE = 8;
const LEVELS_AT_ONCE = 20_000;
/** Fits that no model shows are kept for undo and for coming back to, the newest of them. */
const SPARE_FITS = 200;

/**
 * Removes what nothing can reach any more: what a copy or conversion cut short has left, what only steps could bring back that can
 * not be done again, and all but the newest fits that no model shows. In short transactions; must not overlap with an edit.
 */
export async function sweep(db: Db): Promise<void> {
  transaction(db, () => {
    run(db, `DELETE FROM tables WHERE visible = 0 AND id NOT IN (${changed('table')})`);
    run(db, 'DELETE FROM data_steps WHERE table_id NOT IN (SELECT id FROM tables)');
    run(db, unusedFits, JSON.stringify(fitsInUse(db)));
    run(db, `DELETE FROM analyses WHERE model_id NOT IN (SELECT id FROM models) AND model_id NOT IN (${changed('model')})`);
    run(db, `DELETE FROM reports WHERE key NOT IN (SELECT key FROM fits) AND key NOT IN (${answersInUse})`);
  });
  for (const { id } of all<{ id: number }>(db, unusedColumns)) await removeColumn(db, id);
  for (const ids of inPortions(unusedChunks(db))) {
    transaction(db, () => ids.forEach((id) => run(db, 'DELETE FROM chunks WHERE id = ?', id)));
    await breath();
  }
}

/** Levels go before their column, so that those of a removal cut short are found again. */
async function removeColumn(db: Db, id: number): Promise<void> {
  const text = `DELETE FROM levels WHERE column_id = ? AND code IN (SELECT code FROM levels WHERE column_id = ? LIMIT ${LEVELS_AT_ONCE})`;
  while (run(db, text, id, id).changes > 0) await breath();
  run(db, 'DELETE FROM columns WHERE id = ?', id);
}

const unusedColumns = `SELECT id FROM columns
  WHERE (position IS NULL OR table_id NOT IN (SELECT id FROM tables)) AND id NOT IN (${changed('column')})
    AND id NOT IN (SELECT column_id FROM data_steps)
    AND id NOT IN (SELECT coalesce(after ->> '$.column_id', before ->> '$.column_id', 0) FROM record_changes WHERE record = 'dataStep')`;

/** Keys of the rows of that kind that the history can change. */
function changed(record: 'table' | 'column' | 'model'): string {
  return `SELECT json_extract(key, '$[0]') FROM record_changes WHERE record = '${record}'`;
}

/** Keys of the answers that analyses show, now or before or after any step. */
const answersInUse = `SELECT last_report FROM analyses UNION
  SELECT fields.value FROM record_changes, json_each(json_array(before ->> '$.last_report', after ->> '$.last_report')) fields
  WHERE record = 'analysis' AND fields.value IS NOT NULL`;

/** Fits that a model shows, by what it is now or by what it was fitted as last, each with the twin that comparisons need. */
function fitsInUse(db: Db): string[] {
  const shown = modelStates(db, () => null).map(({ fit }) => fit.fitKey);
  const last = all<{ key: string | null }>(db, 'SELECT last_fit AS key FROM models').map(({ key }) => key);
  return [...shown, ...last].filter((key) => key !== null).flatMap((key) => [key, mlKeyOf(key)]);
}

const unusedFits = `DELETE FROM fits WHERE key NOT IN (SELECT value FROM json_each(?))
  AND key NOT IN (SELECT key FROM fits ORDER BY created DESC, key LIMIT ${SPARE_FITS})`;

/** Chunks in no column's list and no table's order, neither now nor before or after any step; lists inside a step's fields are JSON in JSON. */
function unusedChunks(db: Db): number[] {
  const listed = `SELECT value FROM columns, json_each(columns.chunks)
    UNION SELECT value FROM record_changes, json_each(json_extract(before, '$.chunks')) WHERE record = 'column'
    UNION SELECT value FROM record_changes, json_each(json_extract(after, '$.chunks')) WHERE record = 'column'
    UNION SELECT value FROM tables, json_each(json_extract(layout, '$.order.chunks'))
    UNION SELECT value FROM record_changes, json_each(json_extract(before ->> '$.layout', '$.order.chunks')) WHERE record = 'table'
    UNION SELECT value FROM record_changes, json_each(json_extract(after ->> '$.layout', '$.order.chunks')) WHERE record = 'table'`;
  return all<{ id: number }>(db, `SELECT id FROM chunks WHERE id NOT IN (${listed})`).map((row) => row.id);
}

function inPortions(ids: readonly number[]): number[][] {
  const count = Math.ceil(ids.length / CHUNKS_AT_ONCE);
  return Array.from({ length: count }, (_, i) => ids.slice(i * CHUNKS_AT_ONCE, (i + 1) * CHUNKS_AT_ONCE));
}
