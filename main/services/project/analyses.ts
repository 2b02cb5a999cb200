/**
 * What was asked of models: which analyses each has, in order, with what was chosen. Adding, changing and removing one are steps of the
 * history. The answers follow from fits and choices and are kept like fits, outside of it.
 */
import { failure, stableHash } from '../../../engine/contract/index.ts';
import type { ChoiceValues } from '../../../engine/contract/index.ts';
import { askingWords } from '../../../engine/text/asking.ts';
import { projectSteps } from '../../../engine/text/projectSteps.ts';
import type { KeptAnalysis } from '../../api.ts';
import { all, one, run } from './database.ts';
import type { Db } from './database.ts';
import { changing, takeStep } from './history.ts';
import type { Store } from './store.ts';

/** A question as a person put it. */
export interface AskedAnalysis {
  readonly modelId: string;
  readonly analysis: string;
  readonly title: string;
  readonly choices: ChoiceValues;
  /** Key of its answer. */
  readonly report: string;
}

interface AnalysisRow {
  readonly id: string;
  readonly model_id: string;
  readonly position: number;
  readonly analysis: string;
  readonly title: string;
  readonly choices: string;
  readonly last_report: string;
}

/** The key of the answer to a question put to a fit. */
export function answerKey(fitKey: string, analysis: string, choices: ChoiceValues): string {
  return stableHash({ fitKey, analysis, choices });
}

/**
 * What was asked of a model, in order. An answer is current where it is of `fitKey`, the fit that the model shows, and `done` says that this
 * is the model as it stands.
 */
export function analysesOf(db: Db, modelId: string, fitKey: string | null, done: boolean): KeptAnalysis[] {
  return rowsOf(db, modelId).map(({ id, analysis, title, choices, last_report }) => {
    const chosen = JSON.parse(choices) as ChoiceValues;
    const wanted = fitKey === null ? null : answerKey(fitKey, analysis, chosen);
    const current = wanted !== null && isKept(db, wanted);
    const report = [wanted, last_report].find((key) => key !== null && isKept(db, key)) ?? null;
    return { key: id, analysis, title, choices: chosen, report, current: current && done };
  });
}

/** Adds a question at the end. One that is there already, with the same choices, is not put twice. */
export function addAnalysis(store: Store, { modelId, analysis, title, choices, report }: AskedAnalysis): string {
  const rows = rowsOf(store.db, modelId);
  const wanted = stableHash(choices);
  const same = rows.find((row) => row.analysis === analysis && stableHash(JSON.parse(row.choices)) === wanted);
  if (same) return showAnswer(store, same.id, report);
  const id = store.around.newId();
  const position = Math.max(-1, ...rows.map((row) => row.position)) + 1;
  const row = { id, model_id: modelId, position, analysis, title, choices: JSON.stringify(choices), last_report: report };
  takeStep(store, projectSteps.addAnalysis(title), { tab: 'model', model: modelId }, (step) =>
    step.insert('analysis', [id], row),
  );
  return id;
}

/** Puts the question differently: a step where anything was chosen differently, otherwise only a newer answer. */
export function changeAnalysis(store: Store, id: string, choices: ChoiceValues, report: string): string {
  const { model_id, title, choices: before } = rowOf(store.db, id);
  if (stableHash(JSON.parse(before)) === stableHash(choices)) return showAnswer(store, id, report);
  const fields = { choices: JSON.stringify(choices), last_report: report };
  takeStep(store, projectSteps.changeAnalysis(title), { tab: 'model', model: model_id }, (step) =>
    step.set('analysis', [id], fields),
  );
  return id;
}

export function removeAnalysis(store: Store, id: string): void {
  const { model_id, title } = rowOf(store.db, id);
  takeStep(store, projectSteps.removeAnalysis(title), { tab: 'model', model: model_id }, (step) => step.remove('analysis', [id]));
}

export function hasAnalysis(db: Db, id: string): boolean {
  return one(db, 'SELECT 1 FROM analyses WHERE id = ?', id) !== undefined;
}

function showAnswer(store: Store, id: string, report: string): string {
  changing(store, () => run(store.db, 'UPDATE analyses SET last_report = ? WHERE id = ?', report, id));
  return id;
}

function rowsOf(db: Db, modelId: string): AnalysisRow[] {
  return all<AnalysisRow>(db, 'SELECT * FROM analyses WHERE model_id = ? ORDER BY position, id', modelId);
}

/** @throws Failure 'analysis.gone' */
function rowOf(db: Db, id: string): AnalysisRow {
  const row = one<AnalysisRow>(db, 'SELECT * FROM analyses WHERE id = ?', id);
  if (!row) throw failure('analysis.gone', { id }, askingWords.gone());
  return row;
}

function isKept(db: Db, key: string): boolean {
  return one(db, 'SELECT 1 FROM reports WHERE key = ?', key) !== undefined;
}
