import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { copyColumn } from '../adoptStaging.ts';
import { openReadOnly, run } from '../database.ts';
import type { Db } from '../database.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { revisionsOf } from '../readColumns.ts';
import { keepOrder } from '../rowOrder.ts';
import { columnById, columnsOf, nextRevision, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn, KeptTable } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { STAGED } from '../writeStaging.ts';
import type { Hooks } from '../writeStaging.ts';
import type { ChangedColumn, TableChange } from './stageChange.ts';

/**
 * Takes a change that was worked out beside a table into the project: its columns are copied in short transactions and show, all at once,
 * with the last. Undo puts the very columns back that were there. A change cut short leaves nothing that shows.
 *
 * @throws Failure 'table.moved-on' where the table is not as it was when the change was worked out
 */
export async function adoptChange(
  store: Store,
  tableId: string,
  file: string,
  change: TableChange,
  hooks: Hooks = {},
): Promise<void> {
  const table = tableOf(store.db, tableId);
  const columns = columnsOf(store.db, tableId);
  checkBase(table, columns, change);
  const staging = openReadOnly(file);
  try {
    const placed = await placeColumns(store, staging, columns, { tableId, change, hooks });
    takeStep(store, change.step, { tab: 'data' }, (step) => show(store, step, { table, columns, change, placed }));
  } finally {
    staging.close();
  }
}

function checkBase(table: KeptTable, columns: readonly KeptColumn[], { base }: TableChange): void {
  const now = revisionsOf(table, columns);
  const isSame = now.rows === base.rows && JSON.stringify(now.columns) === JSON.stringify(base.columns);
  if (!isSame) throw failure('table.moved-on', { tableId: table.id }, projectFailures.movedOn());
}

interface ToPlace {
  readonly tableId: string;
  readonly change: TableChange;
  readonly hooks: Hooks;
}

/** Ids of the columns in their new order; those that are new or changed are copied from the staging file. */
async function placeColumns(store: Store, staging: Db, columns: readonly KeptColumn[], asked: ToPlace): Promise<number[]> {
  const staged = new Map(columnsOf(staging, STAGED).map((column) => [column.name, column]));
  const old = new Map(columns.map((column) => [column.name, column]));
  const placed: number[] = [];
  for (const changed of asked.change.columns) {
    const before = changed.was === null ? null : old.get(changed.was)!;
    if (changed.part === 'same') placed.push(before!.id);
    else placed.push(await placeColumn(store, staging, staged.get(changed.name)!, { before, changed, ...asked }));
    asked.hooks.onProgress?.({ stage: 'adopt', done: placed.length, total: asked.change.columns.length });
  }
  return placed;
}

async function placeColumn(
  store: Store,
  staging: Db,
  column: KeptColumn,
  { before, changed, tableId, hooks }: ToPlace & { before: KeptColumn | null; changed: ChangedColumn },
): Promise<number> {
  const carried = before ? { properties: before.properties, width: before.width } : {};
  const copy = { ...column, ...carried, tableId, position: null, name: changed.name };
  const id = await copyColumn(store.db, staging, tableId, copy, hooks);
  if (changed.part === 'tail') leadWith(store.db, id, before!);
  return id;
}

/** The chunks of the column before come first; the summary, of the new rows only, is to be worked out anew. */
function leadWith(db: Db, id: number, before: KeptColumn): void {
  const chunks = JSON.stringify([...before.chunks, ...columnById(db, id)!.chunks]);
  run(db, 'UPDATE columns SET summary_revision = 0, chunks = ? WHERE id = ?', chunks, id);
}

interface Shown {
  readonly table: KeptTable;
  readonly columns: readonly KeptColumn[];
  readonly change: TableChange;
  readonly placed: readonly number[];
}

function show(store: Store, step: StepWriter, { table, columns, change: { layout, source }, placed }: Shown): void {
  const stay = new Set(placed);
  for (const { id } of columns) if (!stay.has(id)) step.set('column', [id], { position: null });
  placed.forEach((id, position) => step.set('column', [id], { position }));
  if (layout) {
    const kept = keepOrder(store.db, layout);
    const sorted = JSON.stringify(kept.order ? table.sortedBy : []);
    step.set('table', [table.id], { layout: JSON.stringify(kept), sorted, rows_revision: nextRevision(store.db) });
  }
  if (source !== null) step.set('table', [table.id], { source });
}
