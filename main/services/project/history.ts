import type { HistoryMove } from '../../api.ts';
import { encode, decode } from './chunks.ts';
import type { Values } from './chunks.ts';
import { readCells, writeCells } from './cellBlocks.ts';
import { all, one, run, transaction } from './database.ts';
import type { Db } from './database.ts';
import { syncSteps } from './derived/syncSteps.ts';
import type { Layout } from './layout.ts';
import { readRecord, recordChanges, writeRecord } from './records.ts';
import type { Fields, RecordChange, RecordKey, RecordKind } from './records.ts';
import { parseLayout } from './rowOrder.ts';
import { columnById } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';
import { timeOf } from './store.ts';
import type { Store } from './store.ts';

/** Where a step shows; its column by id, since names change. */
export interface StepPlace {
  readonly tab: HistoryMove['place']['tab'];
  readonly model?: string;
  readonly cell?: { readonly row: number; readonly column: number };
}

/** What a step may do to the project: each call changes it and writes the change down with its inverse. */
export interface StepWriter {
  /** Changes fields of a row that is there. */
  set(record: RecordKind, key: RecordKey, fields: Fields): void;
  insert(record: RecordKind, key: RecordKey, row: Fields): void;
  remove(record: RecordKind, key: RecordKey): void;
  /** Puts values over the rows of a column from `row` on. */
  cells(column: KeptColumn, row: number, values: Values): void;
}

/**
 * Does something to the project as one step of its history: all of it in one transaction, with its inverse.
 * What had been undone can not be done again after that.
 */
export function takeStep(store: Store, name: string, place: StepPlace, work: (step: StepWriter) => void): void {
  changing(store, () => {
    forgetUndone(store.db);
    const text = 'INSERT INTO steps (name, place, at, undone) VALUES (?, ?, ?, 0)';
    const made = run(store.db, text, name, JSON.stringify(place), timeOf(store.around));
    const stepId = Number(made.lastInsertRowid);
    work(stepWriter(store, stepId));
    syncSteps(store.db);
    showChanges(store, stepId);
  });
}

/** Makes a change outside history (a fit kept, a view remembered) that is to reach the person's file all the same. */
export function changing<T>(store: Store, work: () => T): T {
  try {
    return transaction(store.db, () => {
      run(store.db, 'UPDATE project SET generation = generation + 1, changed = ?', timeOf(store.around));
      return work();
    });
  } catch (thrown) {
    store.chunks.clear();
    store.levels.clear();
    throw thrown;
  }
}

export interface StepNames {
  readonly undo: string | null;
  readonly redo: string | null;
}

export function stepNames(db: Db): StepNames {
  return { undo: lastDone(db)?.name ?? null, redo: firstUndone(db)?.name ?? null };
}

/** Takes the last step back; null when there is none. */
export function undo(store: Store): HistoryMove | null {
  return move(store, lastDone(store.db), true);
}

/** Does the last undone step again; null when there is none. */
export function redo(store: Store): HistoryMove | null {
  return move(store, firstUndone(store.db), false);
}

interface StepRow {
  readonly id: number;
  readonly name: string;
  readonly place: string;
}

const lastDone = (db: Db) => one<StepRow>(db, 'SELECT * FROM steps WHERE undone = 0 ORDER BY id DESC LIMIT 1');
const firstUndone = (db: Db) => one<StepRow>(db, 'SELECT * FROM steps WHERE undone = 1 ORDER BY id LIMIT 1');

function move(store: Store, step: StepRow | undefined, back: boolean): HistoryMove | null {
  if (!step) return null;
  changing(store, () => {
    const changes = changesOf(store.db, step.id);
    for (const change of back ? changes.reverse() : changes) apply(store, change, back);
    run(store.db, 'UPDATE steps SET undone = ? WHERE id = ?', back ? 1 : 0, step.id);
    syncSteps(store.db);
    showChanges(store, step.id);
  });
  return { step: step.name, place: shownPlace(store.db, JSON.parse(step.place) as StepPlace) };
}

function shownPlace(db: Db, { cell, ...place }: StepPlace): HistoryMove['place'] {
  const column = cell && columnById(db, cell.column);
  return column ? { ...place, cell: { row: cell.row, column: column.name } } : place;
}

interface CellChange {
  readonly seq: number;
  readonly column_id: number;
  readonly row: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

function changesOf(db: Db, stepId: number): (RecordChange | CellChange)[] {
  const cells = all<CellChange>(db, 'SELECT * FROM cell_changes WHERE step_id = ?', stepId);
  return [...recordChanges(db, stepId), ...cells].sort((a, b) => a.seq - b.seq);
}

function apply(store: Store, change: RecordChange | CellChange, back: boolean): void {
  if ('record' in change) applyRecord(store, change, back ? change.before : change.after);
  else applyCells(store, change, back ? change.before : change.after);
}

function applyRecord(store: Store, change: RecordChange, fields: string | null): void {
  const key = JSON.parse(change.key) as RecordKey;
  writeRecord(store.db, change.record, key, fields === null ? null : (JSON.parse(fields) as Fields));
  if (change.record === 'level') store.levels.forget(Number(key[0]));
}

function applyCells(store: Store, change: CellChange, bytes: Uint8Array): void {
  const column = columnById(store.db, change.column_id)!;
  writeCells(store, layoutOf(store.db, column.tableId), column, change.row, decode(column.kind, bytes));
}

function stepWriter(store: Store, stepId: number): StepWriter {
  const { db } = store;
  let seq = 0;
  const note = (record: RecordKind, key: RecordKey, before: Fields | null, after: Fields | null): void => {
    const text = 'INSERT INTO record_changes (step_id, seq, record, key, before, after) VALUES (?, ?, ?, ?, ?, ?)';
    run(db, text, stepId, seq++, record, JSON.stringify(key), before && JSON.stringify(before), after && JSON.stringify(after));
    writeRecord(db, record, key, after);
    if (record === 'level') store.levels.forget(Number(key[0]));
  };
  return {
    set: (record, key, fields) => note(record, key, pick(readRecord(db, record, key)!, fields), fields),
    insert: (record, key, row) => note(record, key, null, row),
    remove: (record, key) => note(record, key, readRecord(db, record, key), null),
    cells: (column, row, values) => {
      const layout = layoutOf(db, column.tableId);
      const before = readCells(store, layout, column, row, values.length);
      const text = 'INSERT INTO cell_changes (step_id, seq, column_id, row, before, after) VALUES (?, ?, ?, ?, ?, ?)';
      run(db, text, stepId, seq++, column.id, row, encode(before), encode(values));
      writeCells(store, layout, column, row, values);
    },
  };
}

function pick(row: Fields, fields: Fields): Fields {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, row[name]]));
}

function layoutOf(db: Db, tableId: string): Layout {
  return parseLayout(db, one<{ layout: string }>(db, 'SELECT layout FROM tables WHERE id = ?', tableId)!.layout);
}

/** Raises the revision of every table that the step touched, so that windows fetch its rows anew. */
function showChanges(store: Store, stepId: number): void {
  const text = `WITH step AS (SELECT ? AS id),
      records AS (SELECT record, json_extract(key, '$[0]') AS key FROM record_changes WHERE step_id = (SELECT id FROM step)),
      touched AS (SELECT key FROM records WHERE record IN ('column', 'level')
        UNION SELECT column_id FROM cell_changes WHERE step_id = (SELECT id FROM step))
    UPDATE tables SET revision = revision + 1
    WHERE id IN (SELECT key FROM records WHERE record = 'table') OR id IN (SELECT table_id FROM columns WHERE id IN touched)`;
  run(store.db, text, stepId);
}

function forgetUndone(db: Db): void {
  run(db, 'DELETE FROM record_changes WHERE step_id IN (SELECT id FROM steps WHERE undone = 1)');
  run(db, 'DELETE FROM cell_changes WHERE step_id IN (SELECT id FROM steps WHERE undone = 1)');
  run(db, 'DELETE FROM steps WHERE undone = 1');
}
