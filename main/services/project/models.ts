import { failure, fitKey } from '../../../engine/contract/index.ts';
import type { Criterion, Failure, ModelSpec, Notice } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { projectNames, projectSteps } from '../../../engine/text/projectSteps.ts';
import type { ModelFitState, ModelState } from '../../api.ts';
import { all, one } from './database.ts';
import type { Db } from './database.ts';
import { rowsState } from './derived/syncSteps.ts';
import { columnsUsed } from './formulaNames.ts';
import { takeStep } from './history.ts';
import { fromJson } from './numbersInJson.ts';
import { revisionsOf } from './readColumns.ts';
import { columnRevisions, tableOf } from './rowsAndColumns.ts';
import type { ColumnRevision } from './rowsAndColumns.ts';
import type { Store } from './store.ts';
import type { FitPlan } from './types.ts';

/** A model as it is kept. */
export interface KeptModel {
  readonly id: string;
  readonly tableId: string;
  readonly name: string;
  readonly spec: ModelSpec;
  readonly position: number;
  readonly lastFit: string | null;
}

interface ModelRow {
  readonly id: string;
  readonly table_id: string;
  readonly name: string;
  readonly spec: string;
  readonly position: number;
  readonly last_fit: string | null;
}

/** Models of the tables that show, in their order. */
export function modelsShown(db: Db): KeptModel[] {
  const text = 'SELECT m.* FROM models m JOIN tables t ON t.id = m.table_id WHERE t.visible = 1 ORDER BY m.position, m.id';
  return all<ModelRow>(db, text).map(keptModel);
}

export function isShown(db: Db, id: string): boolean {
  return one(db, 'SELECT 1 FROM models m JOIN tables t ON t.id = m.table_id WHERE t.visible = 1 AND m.id = ?', id) !== undefined;
}

/** @throws Failure 'model.gone' */
export function modelOf(db: Db, id: string): KeptModel {
  const row = one<ModelRow>(db, 'SELECT * FROM models WHERE id = ?', id);
  if (!row) throw failure('model.gone', { id }, projectFailures.noModel());
  return keptModel(row);
}

function keptModel(row: ModelRow): KeptModel {
  const { id, name, position } = row;
  return { id, name, position, tableId: row.table_id, spec: JSON.parse(row.spec) as ModelSpec, lastFit: row.last_fit };
}

/** Adds a model at the end; without a name it gets the first “Model n” that is free. */
export function createModel(store: Store, tableId: string, spec: ModelSpec, name: string | null): string {
  tableOf(store.db, tableId);
  const id = store.around.newId();
  const models = modelsShown(store.db);
  const given = name ?? freeName(models);
  const position = Math.max(-1, ...models.map((model) => model.position)) + 1;
  const row = { id, table_id: tableId, name: given, spec: JSON.stringify(spec), position, last_fit: null };
  takeStep(store, projectSteps.createModel(given), { tab: 'model', model: id }, (step) => step.insert('model', [id], row));
  return id;
}

function freeName(models: readonly KeptModel[]): string {
  const taken = new Set(models.map((model) => model.name));
  let number = models.length + 1;
  while (taken.has(projectNames.model(number))) number++;
  return projectNames.model(number);
}

export function renameModel(store: Store, id: string, name: string): void {
  const model = modelOf(store.db, id);
  if (name.trim() === '') throw failure('model.no-name', {}, projectFailures.nameEmpty());
  takeStep(store, projectSteps.renameModel(model.name, name), { tab: 'model', model: id }, (step) =>
    step.set('model', [id], { name }),
  );
}

export function deleteModel(store: Store, id: string): void {
  const model = modelOf(store.db, id);
  takeStep(store, projectSteps.deleteModel(model.name), { tab: 'model', model: id }, (step) => step.remove('model', [id]));
}

/** Puts the model at place `to` of the list, 0 the first. */
export function moveModel(store: Store, id: string, to: number): void {
  const model = modelOf(store.db, id);
  const others = modelsShown(store.db).filter((other) => other.id !== id);
  const ordered = others.toSpliced(to, 0, model);
  takeStep(store, projectSteps.moveModel(model.name), { tab: 'model', model: id }, (step) =>
    ordered.forEach((other, position) => step.set('model', [other.id], { position })),
  );
}

/** Changes what the model is, as a step called `name`. */
export function changeModel(store: Store, id: string, spec: ModelSpec, name: string): void {
  modelOf(store.db, id);
  takeStep(store, name, { tab: 'model', model: id }, (step) => step.set('model', [id], { spec: JSON.stringify(spec) }));
}

/** What a fit of the model as it stands would read, and the key it would be kept under. */
export function fitPlan(db: Db, model: KeptModel, criterion: Criterion = model.spec.criterion): FitPlan {
  return planOn(tableData(db, model.tableId), model, criterion);
}

/** What a fit that is kept has read; null where the data are in another state by now. */
export function planOfFit(db: Db, model: KeptModel, key: string, spec: ModelSpec): FitPlan | null {
  const plan = planOn(tableData(db, model.tableId), { ...model, spec }, spec.criterion);
  return plan.key === key ? plan : null;
}

/** The state of a table's data, all that plans of its models depend on. */
interface TableData {
  readonly rowsRevision: number;
  readonly columns: readonly ColumnRevision[];
}

function tableData(db: Db, tableId: string): TableData {
  return { rowsRevision: rowsState(db, tableOf(db, tableId)), columns: columnRevisions(db, tableId) };
}

function planOn(data: TableData, model: KeptModel, criterion: Criterion): FitPlan {
  const used = new Set(
    columnsUsed(
      model.spec,
      data.columns.map((column) => column.name),
    ),
  );
  const read = data.columns.filter((column) => used.has(column.name));
  const revisions = revisionsOf(data, read);
  return {
    key: fitKey(model.spec, criterion, revisions),
    modelId: model.id,
    tableId: model.tableId,
    spec: { ...model.spec, criterion },
    criterion,
    columns: read.map((column) => column.name),
    revisions,
  };
}

/** What this sitting knows of a model's fit and the project does not keep: that it runs, or why the last attempt failed. */
export interface Attempt {
  readonly key: string;
  readonly failure: Failure | null;
}

/** The model with the state of its fit: done for its present key, running or failed by this sitting, stale where an older fit is shown. */
export function modelState(db: Db, model: KeptModel, attempt: Attempt | null): ModelState {
  return stateOn(db, tableData(db, model.tableId), model, attempt);
}

/** The states of all models that show. */
export function modelStates(db: Db, attemptAt: (id: string) => Attempt | null): ModelState[] {
  const data = new Map<string, TableData>();
  return modelsShown(db).map((model) => {
    const known = data.get(model.tableId) ?? tableData(db, model.tableId);
    data.set(model.tableId, known);
    return stateOn(db, known, model, attemptAt(model.id));
  });
}

function stateOn(db: Db, data: TableData, model: KeptModel, attempt: Attempt | null): ModelState {
  const { id, tableId, name, spec } = model;
  return { id, tableId, name, spec, fit: fitState(db, planOn(data, model, spec.criterion).key, model, attempt) };
}

function fitState(db: Db, key: string, model: KeptModel, attempt: Attempt | null): ModelFitState {
  const done = fitHeader(db, key);
  if (done) return { status: 'done', fitKey: key, ...done, failure: null };
  const shown = model.lastFit === null ? null : fitHeader(db, model.lastFit);
  const last = { fitKey: shown && model.lastFit, notices: shown?.notices ?? [], ms: shown?.ms ?? null };
  if (attempt?.key === key) return { status: attempt.failure ? 'failed' : 'running', ...last, failure: attempt.failure };
  return { status: shown ? 'stale' : 'none', ...last, failure: null };
}

function fitHeader(db: Db, key: string): { notices: readonly Notice[]; ms: number } | null {
  const row = one<{ notices: string; ms: number }>(db, 'SELECT notices, ms FROM fits WHERE key = ?', key);
  return row ? { notices: fromJson(row.notices) as Notice[], ms: row.ms } : null;
}
