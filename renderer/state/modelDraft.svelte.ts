import type { Criterion, FactorContrast, ModelSpec } from '../../engine/contract/index.ts';
import {
  formulaOf,
  nameText,
  toggleCorrelated,
  toggleFixed,
  toggleIntercept,
  toggleRandomIntercept,
  withOutcome,
  type GridModel,
} from '../../engine/formula/index.ts';
import type { ColumnState, ModelState, TableState } from '../../main/api.ts';
import { addFixed, addInteraction, emptyGrid, hasTerm, removeTerm, toggleRandomSlope } from '../model/builderEdits.ts';
import { withContrast } from '../model/factorCoding.ts';
import { gridColumns, groupingNamed } from '../model/gridColumns.ts';
import { gridRows, isRandom } from '../model/gridRows.ts';
import { replaced } from '../model/formulaFault.ts';
import { inForm, labelsOf, withForm, type PredictorForm } from '../model/predictorForms.ts';
import { readFormula } from '../model/readFormula.ts';
import { groupLabel, shownLabel, termKey } from '../model/terms.ts';
import { modelText as text } from '../text/model.ts';
import { app } from '../app.ts';
import { builderMemory } from './builderMemory.svelte.ts';
import { attempt } from './failures.ts';
import { fitting } from './fitting.svelte.ts';
import { project } from './project.svelte.ts';

/** Where the next change goes: into a model, into a copy of one, or into a new one. */
type Target = 'model' | 'branch' | 'blank';

/** The model in the builder: what it is, and every change of it. Changes show at once and reach main in their order. */
class ModelDraft {
  #target = $state<Target>('model');
  /** Ahead of the project by the time main takes to hear of it. */
  #ahead = $state.raw<ModelSpec | null>(null);
  /** The model in the builder as it was last looked at. */
  #seen: { readonly id: string; readonly spec: string } | null = null;
  #turn = 0;
  #sent: Promise<unknown> = Promise.resolve();

  /** The model in sight: the one to change, or the one that the next is started from. */
  readonly source: ModelState | null = $derived(
    this.#target === 'blank' ? null : (project.activeModel ?? project.models.at(-1) ?? null),
  );
  /** The model that changes go into; null where the next change makes one. */
  readonly model: ModelState | null = $derived(this.#target === 'model' ? this.source : null);
  readonly isBranch = $derived(this.#target === 'branch' && this.source !== null);
  readonly table: TableState | null = $derived(project.tables.find(({ id }) => id === this.source?.tableId) ?? project.table);
  readonly #tableId = $derived(this.table?.id ?? '');
  /** '' for a model that is not there yet. */
  readonly #modelId = $derived(this.source?.id ?? '');
  readonly columnNames = $derived(this.table?.columns.map(({ name }) => name) ?? []);
  readonly levelMap = $derived(this.table?.levelMap ?? null);

  readonly spec: ModelSpec | null = $derived(this.#ahead ?? this.source?.spec ?? null);
  readonly reading = $derived(this.spec && readFormula(this.spec.formula, this.columnNames));
  readonly grid: GridModel | null = $derived(this.reading?.grid ?? null);
  readonly outcome = $derived(this.reading?.outcome ?? null);
  readonly columns = $derived(gridColumns(this.levelMap, this.grid, builderMemory.groups(this.#tableId)));
  readonly rows = $derived(this.grid ? gridRows(this.grid, this.columns, builderMemory.rows(this.#modelId), this.levelMap) : []);
  /** A change is on its way to main. */
  readonly isAhead = $derived(this.#ahead !== null);

  chooseOutcome(column: string): void {
    const outcome = nameText(column);
    const step = text.steps.outcome(column);
    if (this.grid) this.#change(withOutcome(this.grid, outcome), step);
    else if (this.spec && this.outcome) this.#write(replaced(this.spec.formula, this.outcome, outcome), step);
    else this.#change(emptyGrid(outcome), step);
  }

  /** Adds a term as a fixed effect. */
  add(label: string): void {
    if (this.grid) this.#change(addFixed(this.grid, label), text.steps.add(shownLabel(label)), [label]);
  }

  addInteraction(first: string, second: string): void {
    if (!this.grid || first === second) return;
    this.#change(addInteraction(this.grid, first, second), text.steps.add(`${shownLabel(first)} × ${shownLabel(second)}`), [
      first,
      second,
    ]);
  }

  /** Takes a term out of the model, and its row out of sight. */
  remove(label: string): void {
    if (!this.grid) return;
    builderMemory.dropRow(this.#modelId, label);
    if (hasTerm(this.grid, label)) this.#change(removeTerm(this.grid, label), text.steps.remove(shownLabel(label)));
  }

  /** Takes a variable out in whatever form it stands there. */
  removeVariable(variable: string): void {
    if (!this.grid) return;
    const grid = this.grid;
    const sighted = [...builderMemory.rows(this.#modelId), ...grid.fixed, ...grid.random.flatMap(({ slopes }) => slopes)];
    const labels = labelsOf(sighted, variable);
    for (const label of labels) builderMemory.dropRow(this.#modelId, label);
    this.#change(labels.reduce(removeTerm, grid), text.steps.remove(shownLabel(variable)));
  }

  /** Lets a numeric predictor enter in another form: centred, within and between groups, as a curve. */
  setForm(variable: string, form: PredictorForm): void {
    if (!this.grid) return;
    builderMemory.setRows(this.#modelId, inForm(builderMemory.rows(this.#modelId), variable, form));
    this.#change(withForm(this.grid, variable, form), text.steps.form(shownLabel(variable), text.steps.forms[form.kind]));
  }

  /** Codes a factor otherwise in this model. */
  setContrast(column: ColumnState, contrast: FactorContrast, step: string): void {
    if (!this.spec) return;
    const { contrasts, ...spec } = this.spec;
    const changed = withContrast(contrasts ?? {}, column, contrast);
    void this.#send(changed ? { ...spec, contrasts: changed } : spec, step);
  }

  /** `term` is null for the intercept. */
  toggleFixed(term: string | null): void {
    if (!this.grid) return;
    if (term === null) this.#change(toggleIntercept(this.grid), text.steps.fixed(text.grid.intercept, !this.grid.intercept));
    else this.#change(toggleFixed(this.grid, term), text.steps.fixed(shownLabel(term), !this.grid.fixed.includes(term)), [term]);
  }

  /** Fits the model although a grouping has one group, or as many as rows. */
  insistOnGroups(): void {
    if (this.spec) void this.#send({ ...this.spec, allowDegenerateGroups: true }, text.steps.insist);
  }

  toggleRandom(group: string, term: string | null): void {
    if (!this.grid) return;
    const step = text.steps.random(
      term === null ? text.grid.intercept : shownLabel(term),
      group,
      !isRandom(this.grid, group, term),
    );
    const grid = term === null ? toggleRandomIntercept(this.grid, group) : toggleRandomSlope(this.grid, group, term);
    this.#change(grid, step, term === null ? [] : [term]);
  }

  toggleCorrelated(group: string): void {
    if (!this.grid) return;
    const isCorrelated = this.grid.random.find((entry) => entry.group === group)?.correlated ?? true;
    this.#change(toggleCorrelated(this.grid, group), text.steps.correlation(group, !isCorrelated));
  }

  setCriterion(criterion: Criterion): void {
    if (this.spec) void this.#send({ ...this.spec, criterion }, text.steps.criterion(criterion));
  }

  /** Takes a formula as typed. */
  setFormula(formula: string): void {
    if (formula === this.spec?.formula) return;
    builderMemory.setRows(this.#modelId, []);
    this.#write(formula, text.steps.formula);
  }

  /** Gives a grouping factor a column in the grid, or takes an unused one away. */
  showGroup(group: string, shown = true): void {
    builderMemory.setGroup(this.#tableId, group, shown);
  }

  /** Lets the intercept vary by a column, or by several that name the groups together (innermost first), and says so to the level map. */
  async groupBy(columns: readonly string[]): Promise<void> {
    const group = groupLabel(columns.map(nameText));
    await this.offerGroup(columns);
    if (this.grid && !isRandom(this.grid, group, null)) this.toggleRandom(group, null);
  }

  /** Gives a grouping factor a column in the grid. What the level map does not know yet it learns, so that levels and colours follow. */
  async offerGroup(columns: readonly string[]): Promise<void> {
    const group = groupLabel(columns.map(nameText));
    const tableId = this.table?.id;
    const known = groupingNamed(this.levelMap, group) !== null;
    this.showGroup(group);
    if (tableId && !known) await attempt(() => app().call('levels.setGrouping', { tableId, columns, grouping: true }));
  }

  isExtraGroup(group: string): boolean {
    return (
      builderMemory.groups(this.#tableId).some((other) => termKey(other) === termKey(group)) &&
      !this.grid?.random.some((entry) => entry.group === group)
    );
  }

  /** The next change goes into a copy; the model stays as it is. */
  keep(): void {
    if (this.model) this.#target = 'branch';
  }

  startEmpty(): void {
    this.#target = 'blank';
    builderMemory.setRows('', []);
  }

  /** Fits a quick model that was changed from elsewhere: by undo or redo. */
  followHistory(): void {
    const model = this.model;
    if (!model || this.isAhead) return;
    const spec = JSON.stringify(model.spec);
    const isChanged = this.#seen?.id === model.id && this.#seen.spec !== spec;
    this.#seen = { id: model.id, spec };
    if (isChanged && model.fit.status === 'stale' && !fitting.job) void fitting.follow(model.id);
  }

  /** Looks at a model, and changes it from now on. */
  open(id: string): void {
    this.#target = 'model';
    this.#ahead = null;
    this.#show(id);
  }

  back(): void {
    this.#target = 'model';
  }

  /** The model in the builder has a column among the results. */
  #show(id: string): void {
    const { activeModel, compared } = project.view;
    const isHidden = compared !== null && !compared.includes(id);
    if (activeModel !== id || isHidden) project.remember({ activeModel: id, compared: isHidden ? [...compared, id] : compared });
  }

  #change(grid: GridModel, step: string, rows: readonly string[] = []): void {
    builderMemory.setRows(this.#modelId, [...builderMemory.rows(this.#modelId), ...rows]);
    this.#write(formulaOf(grid), step);
  }

  #write(formula: string, step: string): void {
    const spec: ModelSpec = this.spec ?? { kind: 'model', formula, criterion: 'REML' };
    void this.#send({ ...spec, formula }, step);
  }

  /** Shows the change, tells main, and fits where that is quick; a later change takes over from an earlier one. */
  async #send(spec: ModelSpec, step: string): Promise<void> {
    const turn = ++this.#turn;
    this.#ahead = spec;
    fitting.supersede();
    const sent = this.#sent.then(() => this.#tell(spec, step));
    this.#sent = sent;
    const model = await sent;
    if (turn !== this.#turn) return;
    this.#ahead = null;
    if (model) await fitting.follow(model);
  }

  /** Returns the id of the model that has the spec now; null where that failed, which is shown. */
  #tell(spec: ModelSpec, step: string): Promise<string | null> {
    const model = this.model;
    if (!model) return this.#create(spec);
    return attempt(async () => {
      await app().call('model.change', { id: model.id, spec, step });
      this.#show(model.id);
      return model.id;
    });
  }

  async #create(spec: ModelSpec): Promise<string | null> {
    const tableId = this.table?.id;
    const rows = builderMemory.rows(this.#modelId);
    const created = tableId ? await attempt(() => app().call('model.create', { tableId, spec, name: null })) : null;
    if (!created) return null;
    builderMemory.setRows(created.id, rows);
    this.#show(created.id);
    this.#target = 'model';
    return created.id;
  }
}

export const modelDraft = new ModelDraft();
