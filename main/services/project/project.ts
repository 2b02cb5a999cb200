import type {
  CheckCancelled,
  ChoiceValues,
  Criterion,
  DataRevisions,
  Failure,
  FitResult,
  LevelMap,
  LevelReading,
  ModelSpec,
  OnProgress,
  Report,
  StepWork,
  TableWork,
} from '../../../engine/contract/index.ts';
import { failure } from '../../../engine/contract/index.ts';
import { exchangeWords } from '../../../engine/text/exchange.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import type {
  CellFigures,
  CellRange,
  HistoryMove,
  ImportOptions,
  KeptAnalysis,
  ModelState,
  OutputStyle,
  ProjectState,
  RowWindow,
  SaveState,
  SortKey,
  TableEdit,
  TableState,
  ViewState,
} from '../../api.ts';
import type { LevelAnswers } from '../data/types.ts';
import * as analyses from './analyses.ts';
import { adoptStaging } from './adoptStaging.ts';
import { breath } from './breath.ts';
import { cellFigures } from './cells/figures.ts';
import type { Replacements } from './cells/replacements.ts';
import type { SortedRows } from './cells/sortedRows.ts';
import { readerOf } from './cells/tableReader.ts';
import { one } from './database.ts';
import { adoptDerived } from './derived/adoptDerived.ts';
import { makingOf, refreshTable } from './derived/adoptTable.ts';
import type { DerivedStep } from './derived/deriveColumns.ts';
import * as steps from './derived/editSteps.ts';
import type { MadeTable } from './derived/madeTable.ts';
import { failedStep, stepFailed, stepsWaiting, stepsWanted } from './derived/stepStates.ts';
import { applyEdit } from './edits/index.ts';
import { replaceCells } from './edits/replaceCells.ts';
import { sortRows } from './edits/sortRows.ts';
import { hasFit, keepFit, keepReport, keptFit, keptReport, showFit } from './fits.ts';
import { redo, stepNames, undo } from './history.ts';
import * as levels from './levelAnswers.ts';
import { rowsState } from './derived/syncSteps.ts';
import { importedOrder } from './layout.ts';
import { Line } from './line.ts';
import type { Lock } from './lock.ts';
import { rememberLook } from './look.ts';
import * as models from './models.ts';
import { publicationOf } from './publish.ts';
import { revisionsOf } from './readColumns.ts';
import { refreshSummaries } from './refreshSummaries.ts';
import { rowWindow } from './rowWindow.ts';
import { columnRevisions, tableOf, tablesShown } from './rowsAndColumns.ts';
import { columnsUsed } from './formulaNames.ts';
import { copyWithoutData, saveAs } from './saveAs.ts';
import type { WriteWithoutData } from './saveAs.ts';
import { adoptChange } from './exchange/adoptChange.ts';
import type { TableChange } from './exchange/stageChange.ts';
import { importOptionsOf, keepImportOptions, keepSetting, rowsLeftOut, settingOf } from './settings.ts';
import { Saver } from './saver.ts';
import { rememberView, viewOf } from './view.ts';
import type { Store } from './store.ts';
import { sweep } from './sweep.ts';
import { tableState } from './tableState.ts';
import type { EditOutcome, FitPlan } from './types.ts';
import { hasUnpublishedWork, nameOf, readCopy, removeCopy, whileArranging } from './workingCopies.ts';

interface Hooks {
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

/**
 * An open project. What a method has answered is on the disk. Methods that read answer at once; those that change tables wait for
 * each other and never hold up the process for long.
 */
export class Project {
  /** The working database, for workers to read columns from. */
  readonly file: string;
  readonly id: string;
  private readonly store: Store;
  private readonly directory: string;
  private readonly lock: Lock;
  private readonly saver: Saver;
  private readonly line = new Line();
  private readonly attempts = new Map<string, models.Attempt>();
  private refreshing: Promise<void> | null = null;
  private closed = false;

  constructor(store: Store, directory: string, lock: Lock) {
    this.store = store;
    this.file = store.file;
    this.directory = directory;
    this.lock = lock;
    this.id = one<{ id: string }>(store.db, 'SELECT id FROM project')!.id;
    this.saver = new Saver(store, () => this.line.busy);
    void this.line
      .run(() => sweep(store.db))
      .then(
        () => this.refresh(),
        (thrown: unknown) => store.around.onTrouble?.(thrown),
      );
  }

  get isOpen(): boolean {
    return !this.closed;
  }

  state(): ProjectState {
    const { db } = this.open;
    const publication = publicationOf(db);
    return {
      id: this.id,
      name: nameOf(publication),
      path: publication.path,
      save: this.saver.state(),
      tables: tablesShown(db).map((table) => tableState(db, table)),
      models: models.modelStates(db, (id) => this.attempts.get(id) ?? null),
      ...stepNames(db),
      view: viewOf(db),
      output: settingOf(db, 'output'),
    };
  }

  table(tableId: string): TableState {
    return tableState(this.open.db, tableOf(this.open.db, tableId));
  }

  /** The state that columns of a table are in, for a worker to read just that. */
  revisions(tableId: string, names: readonly string[]): DataRevisions {
    const { db } = this.open;
    const read = columnRevisions(db, tableId).filter(({ name }) => names.includes(name));
    return revisionsOf({ rowsRevision: rowsState(db, tableOf(db, tableId)) }, read);
  }

  /** For each row shown, its place among the rows as imported, in which order workers read them; null where that is the same. */
  importedRows(tableId: string): Int32Array | null {
    const { layout } = tableOf(this.open.db, tableId);
    return layout.order ? importedOrder(layout, layout.order).rows : null;
  }

  /** Rows of all columns, or of those named. */
  rows(tableId: string, from: number, count: number, columns?: readonly string[]): RowWindow {
    return rowWindow(this.open, tableId, from, count, columns);
  }

  /** The same of a table whose rows lie all over its chunks: a column at a time, with breaths. */
  async rowsInTurn(tableId: string, from: number, count: number, columns: readonly string[]): Promise<RowWindow> {
    const revision = tableOf(this.open.db, tableId).revision;
    for (const column of columns) {
      this.rows(tableId, from, count, [column]);
      await breath();
    }
    const window = this.rows(tableId, from, count, columns);
    return window.revision === revision ? window : this.rowsInTurn(tableId, from, count, columns);
  }

  /** Shows the rows in an order that a worker has found; null, and nothing is done, where the table has changed since. */
  async sortRows(tableId: string, by: readonly SortKey[], { order, revision }: SortedRows): Promise<true | null> {
    return this.ifCurrent(tableId, revision, () => (sortRows(this.open, tableId, by, order), true as const));
  }

  async sortAsImported(tableId: string): Promise<void> {
    await this.line.run(() => sortRows(this.open, tableId, [], null));
    this.changed();
  }

  /** Whether the rows stand in another order than they were imported in. */
  isOrdered(tableId: string): boolean {
    return tableOf(this.open.db, tableId).layout.order !== undefined;
  }

  /** Writes what a worker has found cells to become; how many, or null where the table has changed since. */
  replaceCells(tableId: string, text: string, { changes, revision }: Replacements): Promise<number | null> {
    return this.ifCurrent(tableId, revision, () => replaceCells(this.open, tableId, text, changes));
  }

  figures(tableId: string, ranges: readonly CellRange[]): CellFigures {
    return cellFigures(readerOf(this.open, tableId), ranges, () => {});
  }

  /** Keeps widths and frozen columns, outside the history. */
  rememberLook(tableId: string, widths: Readonly<Record<string, number>>, frozen: number): void {
    rememberLook(this.open, tableId, widths, frozen);
    this.store.around.onChanged?.();
  }

  /** Takes over the table of a staging file; the file is the caller's to remove. */
  async adoptStaging(file: string, hooks: Hooks = {}, made: MadeTable | null = null): Promise<{ tableId: string }> {
    const tableId = await this.line.run(() => adoptStaging(this.open, file, hooks, made));
    this.changed();
    return { tableId };
  }

  /** Takes a change over that was worked out beside a table; the staging file is the caller's to remove. */
  async adoptChange(tableId: string, file: string, change: TableChange, hooks: Hooks = {}): Promise<void> {
    await this.line.run(() => adoptChange(this.open, tableId, file, change, hooks));
    this.changed();
  }

  /** Models of the table, each with the variables that it would lack on a table that has only these columns. */
  modelsLacking(tableId: string, columns: readonly string[]): { id: string; name: string; lacks: string[] }[] {
    const there = new Set(columns);
    const known = this.table(tableId).columns.map(({ name }) => name);
    return models
      .modelsShown(this.open.db)
      .filter((model) => model.tableId === tableId)
      .map(({ id, name, spec }) => ({ id, name, lacks: columnsUsed(spec, known).filter((column) => !there.has(column)) }));
  }

  /** What the person said about the file that the table was read from; null: nothing. */
  importOptions(tableId: string): ImportOptions | null {
    return importOptionsOf(this.open.db, tableId) as ImportOptions | null;
  }

  keepImportOptions(tableId: string, options: ImportOptions): void {
    keepImportOptions(this.open, tableId, options);
    this.saver.changed();
  }

  keepOutput(output: OutputStyle): void {
    keepSetting(this.open, 'output', output);
    this.changed();
  }

  /**
   * Says so where the project is a copy without the cells of a model's table, since then nothing can be computed.
   *
   * @throws Failure 'table.without-cells'
   */
  requireCells(modelId: string): void {
    if (!this.hasCells(modelId)) throw failure('table.without-cells', { modelId }, exchangeWords.withoutCells());
  }

  hasCells(modelId: string): boolean {
    const table = tableOf(this.open.db, models.modelOf(this.open.db, modelId).tableId);
    return rowsLeftOut(this.open.db, table.id, table.rows) === null;
  }

  async applyEdit(tableId: string, edit: TableEdit): Promise<EditOutcome> {
    const notices = await this.line.run(() => applyEdit(this.open, tableId, edit));
    this.changed();
    return { revision: tableOf(this.open.db, tableId).revision, notices };
  }

  async undo(): Promise<HistoryMove | null> {
    return this.moved(await this.line.run(() => undo(this.open)));
  }

  async redo(): Promise<HistoryMove | null> {
    return this.moved(await this.line.run(() => redo(this.open)));
  }

  addStep(tableId: string, work: StepWork, name: string | null): Promise<string> {
    return this.edited(() => steps.addStep(this.open, tableId, work, name));
  }

  changeStep(id: string, work: StepWork, name: string | null): Promise<void> {
    return this.edited(() => steps.changeStep(this.open, id, work, name));
  }

  enableStep(id: string, enabled: boolean): Promise<void> {
    return this.edited(() => steps.enableStep(this.open, id, enabled));
  }

  moveStep(id: string, to: number): Promise<void> {
    return this.edited(() => steps.moveStep(this.open, id, to));
  }

  removeStep(id: string): Promise<void> {
    return this.edited(() => steps.removeStep(this.open, id));
  }

  turnIntoValues(id: string): Promise<void> {
    return this.edited(() => steps.turnIntoValues(this.open, id));
  }

  /** What a table that was made from another is to be made of anew; by other work where that is given. */
  makingOf(tableId: string, work: TableWork | null): { tableId: string; work: TableWork; name: string } {
    return makingOf(this.open.db, tableId, work);
  }

  refreshTable(file: string, tableId: string, made: MadeTable, hooks: Hooks = {}): Promise<void> {
    return this.edited(() => refreshTable(this.open, file, tableId, made, hooks));
  }

  /** Tables with steps to be worked out (anew), each with the state that is wanted. */
  stepsWanted(): { tableId: string; key: string }[] {
    return stepsWanted(this.open.db);
  }

  /** Takes over what the worker has made of a table's steps; without a file, that they failed. */
  async adoptDerived(file: string | null, derived: readonly DerivedStep[], hooks: Hooks = {}): Promise<void> {
    await this.line.run(() => adoptDerived(this.open, file, derived, hooks));
    this.changed();
  }

  /** Says of all steps of a table that wait to be worked out that they failed. */
  failSteps(tableId: string, why: Failure): Promise<void> {
    return this.adoptDerived(null, stepsWaiting(this.open.db, tableId, why));
  }

  /** @throws Failure 'step.failed' where a step that the model needs could not be worked out */
  checkSteps({ tableId, columns }: FitPlan): void {
    const failed = failedStep(this.open.db, tableId, columns);
    if (failed?.failure) throw stepFailed(failed.name, failed.failure);
  }

  createModel(tableId: string, spec: ModelSpec, name: string | null): { id: string } {
    const id = models.createModel(this.open, tableId, spec, name);
    this.changed();
    return { id };
  }

  renameModel(id: string, name: string): void {
    models.renameModel(this.open, id, name);
    this.changed();
  }

  deleteModel(id: string): void {
    models.deleteModel(this.open, id);
    this.changed();
  }

  moveModel(id: string, to: number): void {
    models.moveModel(this.open, id, to);
    this.changed();
  }

  changeModel(id: string, spec: ModelSpec, step: string): void {
    models.changeModel(this.open, id, spec, step);
    this.changed();
  }

  modelState(id: string): ModelState {
    return models.modelState(this.open.db, models.modelOf(this.open.db, id), this.attempts.get(id) ?? null);
  }

  /** Whether the model is in the project, and its table too. */
  hasModel(id: string): boolean {
    return models.isShown(this.open.db, id);
  }

  /** What a fit of the model as it stands would read, and its key; by another criterion than the model's where one is given. */
  fitPlan(id: string, criterion?: Criterion): FitPlan {
    return models.fitPlan(this.open.db, models.modelOf(this.open.db, id), criterion);
  }

  hasFit(key: string): boolean {
    return hasFit(this.open.db, key);
  }

  fit(key: string): FitResult | null {
    return keptFit(this.open.db, key);
  }

  /** Key of the fit that the model shows, its present one or the last; null where it has none. */
  shownFit(id: string): string | null {
    return this.modelState(id).fit.fitKey;
  }

  /** Keeps a fit; it becomes the one that `modelId` shows. */
  keepFit(key: string, result: FitResult, modelId: string | null): void {
    keepFit(this.open, key, result, modelId);
    if (modelId !== null) this.attempts.delete(modelId);
    this.changed();
  }

  /** Lets the model show a fit that is kept already. */
  showFit(modelId: string, key: string): void {
    showFit(this.open, modelId, key);
    this.changed();
  }

  /** Says that a fit runs, has failed (with why), or is not going on any more (null); kept for this sitting only. */
  noteAttempt(modelId: string, attempt: { readonly key: string; readonly failure: Failure | null } | null): void {
    if (attempt) this.attempts.set(modelId, attempt);
    else this.attempts.delete(modelId);
    this.store.around.onChanged?.();
  }

  report(key: string): Report | null {
    return keptReport(this.open.db, key);
  }

  keepReport(key: string, report: Report, engineVersion: string): void {
    keepReport(this.open, key, report, engineVersion);
    this.saver.changed();
  }

  /** What the kept fit `key` of a model has read; null where it is not kept, or the data are in another state by now. */
  planOfFit(id: string, key: string): FitPlan | null {
    const fit = this.fit(key);
    return fit && models.planOfFit(this.open.db, models.modelOf(this.open.db, id), key, fit.spec);
  }

  analyses(id: string): KeptAnalysis[] {
    const { status, fitKey } = this.modelState(id).fit;
    return analyses.analysesOf(this.open.db, id, fitKey, status === 'done');
  }

  hasAnalysis(key: string): boolean {
    return analyses.hasAnalysis(this.open.db, key);
  }

  /** Adds what was asked of a model, whose answer is kept already; answers its key. */
  addAnalysis(asked: analyses.AskedAnalysis): string {
    const key = analyses.addAnalysis(this.open, asked);
    this.changed();
    return key;
  }

  /** Gives an analysis that is there other choices, or a newer answer to the same. */
  changeAnalysis(key: string, choices: ChoiceValues, report: string): string {
    analyses.changeAnalysis(this.open, key, choices, report);
    this.changed();
    return key;
  }

  removeAnalysis(key: string): void {
    analyses.removeAnalysis(this.open, key);
    this.changed();
  }

  levelAnswers(tableId: string): LevelAnswers {
    return levels.levelAnswers(this.open.db, tableId);
  }

  answerLevel(tableId: string, questionId: string, answer: LevelReading['relation'] | null): void {
    levels.answerLevel(this.open, tableId, questionId, answer);
    this.changed();
  }

  setGrouping(tableId: string, columns: readonly string[], grouping: boolean): void {
    levels.setGrouping(this.open, tableId, columns, grouping);
    this.changed();
  }

  /** Tables whose level map is to be worked out (anew), each with the key to keep it under. */
  levelMapsWanted(): { tableId: string; key: string }[] {
    const { db } = this.open;
    const working = new Set(stepsWanted(db).map(({ tableId }) => tableId));
    const there = tablesShown(db).filter(({ id, rows }) => !working.has(id) && rowsLeftOut(db, id, rows) === null);
    const tables = there.filter((table) => !levels.levelMapHolds(db, table.id));
    return tables.map((table) => ({ tableId: table.id, key: levels.levelKey(db, table.id) }));
  }

  keepLevelMap(tableId: string, key: string, map: LevelMap): void {
    levels.keepLevelMap(this.open, tableId, key, map);
    this.changed();
  }

  /** Keeps what is looked at. That alone is no reason to write the person's file: it goes there with the next change, or on closing. */
  remember(view: ViewState): void {
    rememberView(this.open.db, view);
  }

  /** Publishes under another name and goes on there. */
  async saveAs(path: string, overwrite: boolean): Promise<void> {
    await saveAs(this.open, this.saver, path, overwrite);
    this.changed();
  }

  /** Writes a copy that has everything but the cells; the work goes on where it is. */
  copyWithoutData(path: string, overwrite: boolean, write: WriteWithoutData): Promise<void> {
    return copyWithoutData(this.open, path, overwrite, write);
  }

  publishNow(): Promise<SaveState> {
    return this.saver.publishNow();
  }

  /** Publishes what is left and closes. Work that could not be published, and untitled work, is kept and offered later. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.line.idle();
    await this.refreshing;
    await this.saver.publishNow();
    await this.saver.publishView();
    await this.saver.close();
    this.store.db.close();
    const { dataFolder, clock } = this.store.around;
    // Where that fails, a copy stays that is like its file.
    await whileArranging(dataFolder, clock, () => this.leave()).catch(() => this.lock.release());
  }

  /** Gives the lock back before the copy goes: some systems remove nothing that is in use. */
  private async leave(): Promise<void> {
    const left = readCopy(this.directory);
    this.lock.release();
    if (left && !hasUnpublishedWork(left)) await removeCopy(this.directory);
  }

  private async ifCurrent<T>(tableId: string, revision: number, work: () => T | Promise<T>): Promise<T | null> {
    const done = await this.line.run(() => (tableOf(this.open.db, tableId).revision === revision ? work() : null));
    if (done !== null) this.changed();
    return done;
  }

  private get open(): Store {
    if (this.closed) throw failure('project.closed', {}, projectFailures.closed());
    return this.store;
  }

  private async edited<T>(work: () => T | Promise<T>): Promise<T> {
    const answer = await this.line.run(work);
    this.changed();
    return answer;
  }

  private moved(move: HistoryMove | null): HistoryMove | null {
    if (move) this.changed();
    return move;
  }

  private changed(): void {
    if (this.closed) return;
    this.saver.changed();
    this.store.around.onChanged?.();
    this.refresh();
  }

  private refresh(): void {
    this.refreshing ??= refreshSummaries(this.store, () => this.closed)
      .then((done) => (done > 0 && !this.closed ? this.store.around.onChanged?.() : undefined))
      .catch((thrown: unknown) => this.store.around.onTrouble?.(thrown))
      .finally(() => (this.refreshing = null));
  }
}
