import { failure } from '../../../../engine/contract/index.ts';
import type { ModelSpec } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { TableEdit } from '../../../api.ts';
import { breath } from '../breath.ts';
import { emptyValues, insertChunk } from '../chunks.ts';
import { all, transaction } from '../database.ts';
import { removeStepsOf, renameInMadeTables, renameInSteps } from '../derived/stepsOfColumns.ts';
import { renameInSpec } from '../formulaNames.ts';
import { takeStep } from '../history.ts';
import type { StepWriter } from '../history.ts';
import { columnNamed, columnsOf, insertColumn, nextRevision, tableOf } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { LOGICAL_LEVELS, writeLevels } from './replaceColumn.ts';

/** Gives a column another name; models and what was said about groups follow. */
export function renameColumn(store: Store, tableId: string, from: string, to: string): void {
  const column = columnNamed(store.db, tableId, from);
  if (from === to) return;
  checkName(store, tableId, to);
  takeStep(store, projectSteps.renameColumn(from, to), { tab: 'data', cell: { row: 0, column: column.id } }, (step) => {
    renameEverywhere(store, step, column, to);
  });
}

/** The column, and all that names it. */
export function renameEverywhere(store: Store, step: StepWriter, { id, tableId, name }: KeptColumn, to: string): void {
  step.set('column', [id], { name: to });
  renameInModels(store, step, tableId, name, to);
  renameInSteps(store.db, step, { id, tableId, name }, to);
  renameInMadeTables(store.db, step, { tableId, name }, to);
  renameInGroupings(store, step, tableId, name, to);
}

function renameInModels(store: Store, step: StepWriter, tableId: string, from: string, to: string): void {
  for (const model of all<{ id: string; spec: string }>(store.db, 'SELECT id, spec FROM models WHERE table_id = ?', tableId)) {
    const spec = JSON.stringify(renameInSpec(JSON.parse(model.spec) as ModelSpec, from, to));
    if (spec !== model.spec) step.set('model', [model.id], { spec });
  }
}

function renameInGroupings(store: Store, step: StepWriter, tableId: string, from: string, to: string): void {
  for (const row of all<{ columns: string }>(store.db, 'SELECT * FROM groupings WHERE table_id = ?', tableId)) {
    const columns = JSON.stringify((JSON.parse(row.columns) as string[]).map((name) => (name === from ? to : name)));
    if (columns === row.columns) continue;
    step.remove('grouping', [tableId, row.columns]);
    step.insert('grouping', [tableId, columns], { ...row, columns });
  }
}

export function labelColumn(store: Store, tableId: string, name: string, label: string): void {
  const column = columnNamed(store.db, tableId, name);
  const place = { tab: 'data', cell: { row: 0, column: column.id } } as const;
  takeStep(store, projectSteps.labelColumn(name), place, (step) => step.set('column', [column.id], { label }));
}

/** Adds an empty column before place `at`. */
export async function insertNewColumn(
  store: Store,
  tableId: string,
  edit: Extract<TableEdit, { kind: 'insert-column' }>,
): Promise<void> {
  const { db } = store;
  checkName(store, tableId, edit.name);
  const { layout, rows } = tableOf(db, tableId);
  const kind = edit.scale === 'continuous' ? 'number' : 'factor';
  const chunks: number[] = [];
  for (const [capacity] of layout.chunks) {
    chunks.push(insertChunk(db, emptyValues(kind, capacity)));
    await breath();
  }
  const levels = edit.scale === 'logical' ? LOGICAL_LEVELS : [];
  const summary = { mean: null, sd: null, min: null, max: null, distinct: 0, bars: [] };
  const shape = {
    tableId,
    position: null,
    name: edit.name,
    label: '',
    kind,
    scale: edit.scale,
    chunks,
    levelCount: levels.length,
  } as const;
  const id = transaction(db, () => {
    const revision = nextRevision(db);
    const made = insertColumn(db, { ...shape, revision, missing: rows, summary, summaryRevision: revision });
    writeLevels(db, made, levels, 0);
    return made;
  });
  const ids = columnsOf(db, tableId).map((column) => column.id);
  takeStep(store, projectSteps.insertColumn(edit.name), { tab: 'data', cell: { row: 0, column: id } }, (step) =>
    ids.toSpliced(edit.at, 0, id).forEach((column, position) => step.set('column', [column], { position })),
  );
}

export function deleteColumns(store: Store, tableId: string, names: readonly string[]): void {
  const columns = names.map((name) => columnNamed(store.db, tableId, name));
  const left = columnsOf(store.db, tableId).length - new Set(names).size;
  if (left === 0) throw failure('table.last-column', { names }, projectFailures.lastColumn());
  takeStep(store, projectSteps.deleteColumns(names), { tab: 'data' }, (step) => {
    removeStepsOf(store.db, step, columns);
    columns.forEach((column) => step.set('column', [column.id], { position: null }));
  });
}

/** Puts columns, in the order they have, before the one at place `to`; at the end where `to` is their number. */
export function moveColumns(store: Store, tableId: string, names: readonly string[], to: number): void {
  const wanted = new Set(names.map((name) => columnNamed(store.db, tableId, name).id));
  const columns = columnsOf(store.db, tableId);
  const stays = columns.filter(({ id }) => !wanted.has(id));
  const before = columns.slice(0, to).filter(({ id }) => !wanted.has(id)).length;
  const ordered = stays.toSpliced(before, 0, ...columns.filter(({ id }) => wanted.has(id)));
  if (ordered.every((column, i) => column === columns[i])) return;
  const [first] = wanted;
  takeStep(store, projectSteps.moveColumns(names), { tab: 'data', cell: { row: 0, column: first } }, (step) =>
    ordered.forEach(({ id, position }, place) => position !== place && step.set('column', [id], { position: place })),
  );
}

function checkName(store: Store, tableId: string, name: string): void {
  if (name.trim() === '') throw failure('table.no-name', {}, projectFailures.nameEmpty());
  const taken = columnsOf(store.db, tableId).some((column) => column.name === name);
  if (taken) throw failure('table.name-taken', { name }, projectFailures.nameTaken(name));
}
