import type {
  AppClient,
  ColumnState,
  HistoryMove,
  ModelState,
  ProjectState,
  TableEdit,
  TableState,
  ViewState,
} from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt, showNotices } from './failures.ts';
import { jobs } from './jobs.svelte.ts';
import { isAboutLevels } from './steps.ts';

const nothingViewed: ViewState = { tab: 'data', activeModel: null, compared: null };

/** The open project as the window shows it: main's last word about it, and what the person is looking at. */
class Project {
  state = $state.raw<ProjectState | null>(null);
  /** Ahead of `state.view` by the time main takes to hear of it. */
  view = $state.raw<ViewState>(nothingViewed);
  /** Name of the column whose card is shown. */
  selectedColumn = $state<string | null>(null);
  /** A cell that should come into view, e.g. after undo. */
  reveal = $state.raw<{ readonly row: number; readonly column: string } | null>(null);

  /** The sheet takes the keys as soon as it is there. */
  keysForSheet = $state(false);

  #tableId = $state<string | null>(null);

  readonly tables = $derived(this.state?.tables ?? []);
  readonly models: readonly ModelState[] = $derived(this.state?.models ?? []);
  /** The table in sight: the one chosen, or the newest. */
  readonly table: TableState | null = $derived(this.tables.find(({ id }) => id === this.#tableId) ?? this.tables.at(-1) ?? null);
  readonly levelMap = $derived(this.table?.levelMap ?? null);
  readonly activeModel: ModelState | null = $derived(this.models.find(({ id }) => id === this.view.activeModel) ?? null);

  listen(client: AppClient): void {
    client.on('project.changed', (state) => this.adopt(state));
    client.on('project.saved', (save) => this.state && (this.state = { ...this.state, save }));
    client.on('model.changed', (model) => this.#replaceModel(model));
  }

  /** Takes what main says about the project; another project brings its own view. */
  adopt(state: ProjectState | null): void {
    const same = state !== null && state.id === this.state?.id;
    this.state = state;
    if (same) return;
    this.view = state?.view ?? nothingViewed;
    this.selectedColumn = null;
    this.#tableId = null;
  }

  column(name: string): ColumnState | null {
    return this.table?.columns.find((column) => column.name === name) ?? null;
  }

  /** The newest table comes into view, ready for keys. */
  showImported(): void {
    this.#tableId = null;
    this.selectedColumn = null;
    if (this.view.tab !== 'data') this.show('data');
    this.keysForSheet = true;
  }

  showTable(id: string): void {
    this.#tableId = id;
    this.selectedColumn = null;
  }

  show(tab: ViewState['tab']): void {
    this.remember({ tab });
  }

  /** Changes what is looked at, here at once and in the project soon. */
  remember(changes: Partial<ViewState>): void {
    this.view = { ...this.view, ...changes };
    if (this.state)
      void app()
        .call('project.remember', { view: this.view })
        .catch(() => undefined);
  }

  /** One named, undoable change of the table in sight; false where it could not be made (already shown). */
  async edit(edit: TableEdit): Promise<boolean> {
    const tableId = this.table?.id;
    if (!tableId) return false;
    const done = await attempt(() => jobs.run((job) => app().call('table.edit', { job, tableId, edit })));
    showNotices(done?.notices ?? []);
    return done !== null;
  }

  undo(): Promise<void> {
    return this.#move('history.undo');
  }

  redo(): Promise<void> {
    return this.#move('history.redo');
  }

  async #move(call: 'history.undo' | 'history.redo'): Promise<void> {
    const move: HistoryMove | null = await attempt(() => app().call(call, {}));
    if (!move) return;
    const { model, cell } = move.place;
    const tab = isAboutLevels(move.step) ? this.view.tab : move.place.tab;
    if (tab !== this.view.tab || model) this.remember({ tab, activeModel: model ?? this.view.activeModel });
    if (cell) this.reveal = cell;
  }

  #replaceModel(model: ModelState): void {
    if (!this.state) return;
    this.state = { ...this.state, models: this.state.models.map((other) => (other.id === model.id ? model : other)) };
  }
}

export const project = new Project();
