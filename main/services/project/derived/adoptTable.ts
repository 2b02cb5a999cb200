import { failure } from '../../../../engine/contract/index.ts';
import type { TableWork } from '../../../../engine/contract/index.ts';
import { stepFailures, stepHistory } from '../../../../engine/text/dataSteps.ts';
import type { MadeState } from '../../../api.ts';
import { copyColumns } from '../adoptStaging.ts';
import { one, openReadOnly } from '../database.ts';
import type { Db } from '../database.ts';
import { takeStep } from '../history.ts';
import { nextRevision, ownColumns, tableOf } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import type { Hooks } from '../writeStaging.ts';
import type { MadeTable } from './madeTable.ts';
import { sourceKey } from './makeTable.ts';

/** What a table was made from; null for one that came from a file. */
export function madeOf(db: Db, tableId: string): MadeTable | null {
  const { made } = one<{ made: string | null }>(db, 'SELECT made FROM tables WHERE id = ?', tableId)!;
  return made === null ? null : (JSON.parse(made) as MadeTable);
}

/** The same as a window is told it. */
export function madeState(db: Db, tableId: string): MadeState | null {
  const made = madeOf(db, tableId);
  if (!made) return null;
  const source = one<{ name: string }>(db, 'SELECT name FROM tables WHERE id = ? AND visible = 1', made.tableId);
  const current = source !== undefined && sourceKey(db, made.tableId, made.work) === made.key;
  return { from: made.tableId, fromName: source?.name ?? null, work: made.work, current };
}

/**
 * What a table is to be made of anew: its own work, or another.
 *
 * @throws Failure 'step.not-made', 'step.source-gone'
 */
export function makingOf(db: Db, tableId: string, work: TableWork | null): { tableId: string; work: TableWork; name: string } {
  const made = madeOf(db, tableId);
  if (!made) throw failure('step.not-made', { tableId }, stepFailures.notMade());
  if (!one(db, 'SELECT 1 FROM tables WHERE id = ? AND visible = 1', made.tableId)) {
    throw failure('step.source-gone', { tableId }, stepFailures.sourceGone());
  }
  return { tableId: made.tableId, work: work ?? made.work, name: tableOf(db, tableId).name };
}

/** Puts newly made data in the place of a table's; its own steps stay, and labels where the names do. */
export async function refreshTable(
  store: Store,
  file: string,
  tableId: string,
  made: MadeTable,
  hooks: Hooks = {},
): Promise<void> {
  const staging = openReadOnly(file);
  const { db } = store;
  try {
    const columns = await copyColumns(db, staging, tableId, hooks);
    const { layout } = one<{ layout: string }>(staging, 'SELECT layout FROM tables')!;
    const before = ownColumns(db, tableId);
    const labels = new Map(before.map(({ name, label }) => [name, label]));
    takeStep(store, stepHistory.refresh(tableOf(db, tableId).name), { tab: 'data' }, (step) => {
      for (const { id } of before) step.set('column', [id], { position: null });
      columns.forEach((id, position) => {
        const { name } = one<{ name: string }>(db, 'SELECT name FROM columns WHERE id = ?', id)!;
        step.set('column', [id], { position, label: labels.get(name) ?? '' });
      });
      const rows = { layout, sorted: '[]', rows_revision: nextRevision(db) };
      step.set('table', [tableId], { ...rows, made: JSON.stringify(made) });
    });
  } finally {
    staging.close();
  }
}
