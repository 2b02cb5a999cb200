import { stepHistory } from '../../../engine/text/dataSteps.ts';
import { projectSteps } from '../../../engine/text/projectSteps.ts';
import { breath } from './breath.ts';
import { all, one, openReadOnly, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import type { MadeTable } from './derived/madeTable.ts';
import { takeStep } from './history.ts';
import { columnsOf, insertColumn, nextRevision } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import { STAGED } from './writeStaging.ts';
import type { Hooks } from './writeStaging.ts';

/** Chunks (half a megabyte each) and levels copied in one transaction: well under 50 ms on an ordinary disk. */
const CHUNKS_AT_ONCE = 4;
const LEVELS_AT_ONCE = 5_000;

/**
 * Takes the table of a staging file into the project, in short transactions with a breath between them; it shows, and becomes a
 * step of the history, with the last of them. A copy cut short leaves nothing that shows. Answers the table's id.
 */
export async function adoptStaging(
  store: Store,
  file: string,
  hooks: Hooks = {},
  made: MadeTable | null = null,
): Promise<string> {
  const staging = openReadOnly(file);
  try {
    const tableId = store.around.newId();
    const columns = await copyColumns(store.db, staging, tableId, hooks);
    showTable(store, staging, { tableId, columns, made });
    return tableId;
  } finally {
    staging.close();
  }
}

interface Adopted {
  readonly tableId: string;
  readonly columns: readonly number[];
  readonly made: MadeTable | null;
}

function showTable(store: Store, staging: Db, { tableId, columns, made }: Adopted): void {
  const { db } = store;
  const { name, source, layout } = one<{ name: string; source: string; layout: string }>(staging, 'SELECT * FROM tables')!;
  const { decimal } = one<{ decimal: string }>(staging, 'SELECT decimal FROM project')!;
  const called = made ? stepHistory.makeTable(name) : projectSteps.importFile(source);
  takeStep(store, called, { tab: 'data' }, (step) => {
    const { tables } = one<{ tables: number }>(db, 'SELECT count(*) AS tables FROM tables')!;
    const text =
      'INSERT INTO tables (id, name, source, position, visible, layout, revision, rows_revision) VALUES (?, ?, ?, ?, 0, ?, 0, ?)';
    run(db, text, tableId, name, source, tables, layout, nextRevision(db));
    columns.forEach((column, position) => run(db, 'UPDATE columns SET position = ? WHERE id = ?', position, column));
    if (tables === 0) run(db, 'UPDATE project SET decimal = ?', decimal);
    if (made) run(db, 'UPDATE tables SET made = ? WHERE id = ?', JSON.stringify(made), tableId);
    step.set('table', [tableId], { visible: 1 });
  });
}

export async function copyColumns(db: Db, staging: Db, tableId: string, hooks: Hooks): Promise<number[]> {
  const staged = columnsOf(staging, STAGED);
  const copied: number[] = [];
  for (const column of staged) {
    copied.push(await copyColumn(db, staging, tableId, column, hooks));
    hooks.onProgress?.({ stage: 'adopt', done: copied.length, total: staged.length });
  }
  return copied;
}

/** Copies a column with its chunks and levels; it is in no table until a step puts it there. */
export async function copyColumn(db: Db, staging: Db, tableId: string, column: KeptColumn, hooks: Hooks): Promise<number> {
  const chunks: number[] = [];
  for (let at = 0; at < column.chunks.length; at += CHUNKS_AT_ONCE) {
    const some = column.chunks.slice(at, at + CHUNKS_AT_ONCE);
    chunks.push(...transaction(db, () => some.map((id) => copyChunk(db, staging, id))));
    hooks.checkCancelled?.();
    await breath();
  }
  const id = transaction(db, () => {
    const revision = nextRevision(db);
    return insertColumn(db, { ...column, tableId, position: null, chunks, revision, summaryRevision: revision });
  });
  for (let from = 0; from < column.levelCount; from += LEVELS_AT_ONCE) {
    transaction(db, () => copyLevels(db, staging, column.id, id, from));
    hooks.checkCancelled?.();
    await breath();
  }
  return id;
}

function copyChunk(db: Db, staging: Db, id: number): number {
  const { data, crc } = one<{ data: Uint8Array; crc: number }>(staging, 'SELECT data, crc FROM chunks WHERE id = ?', id)!;
  return Number(run(db, 'INSERT INTO chunks (data, crc) VALUES (?, ?)', data, crc).lastInsertRowid);
}

function copyLevels(db: Db, staging: Db, from: number, to: number, first: number): void {
  const text = 'SELECT code, label FROM levels WHERE column_id = ? AND code BETWEEN ? AND ?';
  for (const { code, label } of all<{ code: number; label: string }>(staging, text, from, first, first + LEVELS_AT_ONCE - 1)) {
    run(db, 'INSERT INTO levels (column_id, code, label) VALUES (?, ?, ?)', to, code, label);
  }
}
