import { columnMade, failure } from '../../../../engine/contract/index.ts';
import type { StepWork } from '../../../../engine/contract/index.ts';
import { stepHistory, stepName } from '../../../../engine/text/dataSteps.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { breath } from '../breath.ts';
import { readCells } from '../cellBlocks.ts';
import { emptyValues, insertChunk } from '../chunks.ts';
import { run, transaction } from '../database.ts';
import type { Db } from '../database.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { pieces } from '../layout.ts';
import { columnById, columnsOf, insertColumn, levelLabels, nextRevision, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { renameEverywhere } from '../edits/columns.ts';
import { writeLevels } from '../edits/replaceColumn.ts';
import { checkOrder, checkStep } from './checkStep.ts';
import { isFilter, stepOf, stepsOf } from './keptSteps.ts';
import type { KeptStep } from './keptSteps.ts';

const LEVELS_AT_ONCE = 5000;

/** Adds a step at the end of a table's list; its column comes after the others. Answers the step's id. */
export function addStep(store: Store, tableId: string, work: StepWork, name: string | null): string {
  tableOf(store.db, tableId);
  checkStep(store.db, tableId, work, null);
  const id = store.around.newId();
  const called = name ?? stepName(work);
  const columnId = insertMade(store, tableId, id, columnMade(work) ?? '');
  const position = Math.max(-1, ...stepsOf(store.db, tableId).map((step) => step.position)) + 1;
  const row = { id, table_id: tableId, position, name: called, enabled: 1, work: JSON.stringify(work), column_id: columnId };
  takeStep(store, stepHistory.add(called), placeOf(work, columnId), (step) => {
    step.insert('dataStep', [id], row);
    if (columnMade(work) !== null) step.set('column', [columnId], { position: endOf(store.db, tableId) });
  });
  return id;
}

/** The column of a step before it is worked out: empty, and in no table. */
function insertMade(store: Store, tableId: string, stepId: string, name: string): number {
  const { db } = store;
  const summary = { mean: null, sd: null, min: null, max: null, distinct: 0, bars: [] };
  const shape = {
    tableId,
    position: null,
    name,
    label: '',
    kind: 'number',
    scale: 'continuous',
    chunks: [],
    levelCount: 0,
  } as const;
  return transaction(db, () => {
    const revision = nextRevision(db);
    const id = insertColumn(db, { ...shape, revision, missing: 0, summary, summaryRevision: revision });
    run(db, 'UPDATE columns SET step_id = ?, made_rows = 0 WHERE id = ?', stepId, id);
    return id;
  });
}

const endOf = (db: Db, tableId: string): number => Math.max(-1, ...columnsOf(db, tableId).map(({ position }) => position!)) + 1;

function placeOf(work: StepWork, column: number): { tab: 'data'; cell?: { row: number; column: number } } {
  return columnMade(work) === null ? { tab: 'data' } : { tab: 'data', cell: { row: 0, column } };
}

/** Gives a step other work or another name; models and steps follow where its column is called otherwise then. */
export function changeStep(store: Store, id: string, work: StepWork, name: string | null): void {
  const { db } = store;
  const step = stepOf(db, id);
  checkStep(db, step.tableId, work, id);
  const column = columnById(db, step.columnId)!;
  const made = columnMade(work);
  const called = name ?? (step.name === stepName(step.work) ? stepName(work) : step.name);
  takeStep(store, stepHistory.change(called), placeOf(work, step.columnId), (writer) => {
    writer.set('dataStep', [id], { name: called, work: JSON.stringify(work) });
    if (made !== null && made !== column.name) renameEverywhere(store, writer, column, made);
  });
}

/** Switches a step on or off; off, its column is in no table, or its filter leaves nothing out. */
export function enableStep(store: Store, id: string, enabled: boolean): void {
  const { db } = store;
  const step = stepOf(db, id);
  if (step.enabled === enabled) return;
  if (enabled) checkStep(db, step.tableId, step.work, id);
  // What has failed is tried again.
  if (step.failure) run(db, 'UPDATE columns SET made_revision = NULL WHERE id = ?', step.columnId);
  takeStep(store, stepHistory.switch(step.name, enabled), placeOf(step.work, step.columnId), (writer) => {
    writer.set('dataStep', [id], { enabled: enabled ? 1 : 0 });
    if (!isFilter(step)) writer.set('column', [step.columnId], { position: enabled ? endOf(db, step.tableId) : null });
  });
}

/** Puts a step at place `to` of its list, 0 the first. */
export function moveStep(store: Store, id: string, to: number): void {
  const step = stepOf(store.db, id);
  const others = stepsOf(store.db, step.tableId).filter((other) => other.id !== id);
  const ordered = others.toSpliced(to, 0, step);
  checkOrder(store.db, ordered);
  takeStep(store, stepHistory.move(step.name), { tab: 'data' }, (writer) => {
    ordered.forEach((other, position) => writer.set('dataStep', [other.id], { position }));
  });
}

/** Removes a step and its column. */
export function removeStep(store: Store, id: string): void {
  const step = stepOf(store.db, id);
  takeStep(store, stepHistory.remove(step.name), { tab: 'data' }, (writer) => removeWith(writer, step));
}

function removeWith(writer: StepWriter, step: KeptStep): void {
  writer.remove('dataStep', [step.id]);
  if (!isFilter(step)) writer.set('column', [step.columnId], { position: null });
}

/** Ends a step, but keeps what it came to: its column holds values of its own from then on. */
export async function turnIntoValues(store: Store, id: string): Promise<void> {
  const { db } = store;
  const step = stepOf(db, id);
  if (isFilter(step)) throw failure('step.gone', { id }, projectFailures.noColumn(step.name));
  const column = columnById(db, step.columnId)!;
  const made = await copyOf(store, column);
  takeStep(store, stepHistory.intoValues(column.name), { tab: 'data', cell: { row: 0, column: made } }, (writer) => {
    removeWith(writer, step);
    writer.set('column', [made], { position: column.position });
  });
}

/** A column of its own with the values of one that a step makes, in the table's layout; in no table yet. */
async function copyOf(store: Store, column: KeptColumn): Promise<number> {
  const { db } = store;
  const { layout, rows } = tableOf(db, column.tableId);
  const values = readCells(store, layout, column, 0, rows);
  const inChunks = layout.chunks.map(([capacity]) => emptyValues(column.kind, capacity));
  for (const piece of pieces(layout, 0, rows)) {
    inChunks[piece.chunk].set(values.subarray(piece.at, piece.at + piece.count), piece.offset);
  }
  const chunks: number[] = [];
  for (const chunk of inChunks) {
    chunks.push(insertChunk(db, chunk));
    await breath();
  }
  const revision = nextRevision(db);
  const made = insertColumn(db, { ...column, position: null, chunks, revision, summaryRevision: revision });
  const labels = levelLabels(db, column.id);
  for (let from = 0; from < labels.length; from += LEVELS_AT_ONCE) {
    transaction(db, () => writeLevels(db, made, labels.slice(from, from + LEVELS_AT_ONCE), from));
    await breath();
  }
  return made;
}
