import type { CellSearch, FoundCells } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt } from '../state/failures.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';
import { en } from '../text/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { cellRanges } from './edits.ts';
import { at } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/** A search in one sheet: what is looked for, what was found, and where one is among the finds. */
export class Finding {
  text = $state('');
  replacement = $state('');
  whole = $state(false);
  matchCase = $state(false);
  /** The cells that were selected when that was asked for; null: everywhere. */
  ranges: CellSearch['ranges'] = $state.raw(null);
  found: FoundCells | null = $state.raw(null);
  /** Which find one is at; −1 before the first. */
  place = $state(-1);
  job: Job | null = $state.raw(null);
  readonly #sheet: SheetState;
  #asked = '';

  constructor(sheet: SheetState) {
    this.#sheet = sheet;
  }

  get search(): CellSearch {
    const { text, whole, matchCase, ranges } = this;
    return { text, whole, matchCase, ranges };
  }

  get canSearch(): boolean {
    return this.text !== '' || this.whole;
  }

  inSelection(wanted: boolean): void {
    this.ranges = wanted ? cellRanges(this.#sheet) : null;
  }

  /** Goes to the next find, or the one before; looks anew where the search or the data have changed. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.canSearch) return;
    if (!this.#isCurrent() && !(await this.#look())) return;
    const { cells } = this.found!;
    if (cells.length === 0) return;
    this.place = this.place < 0 ? this.#nearest(by) : (this.place + by + cells.length) % cells.length;
    const { row, column } = cells[this.place];
    const index = this.#sheet.columns.findIndex(({ name }) => name === column);
    if (index >= 0) this.#sheet.select(at(row, index));
  }

  async replaceAll(): Promise<void> {
    if (!this.canSearch) return;
    const ask = { tableId: this.#sheet.tableId, search: this.search, replacement: this.replacement };
    const done = await this.#working((job) => app().call('table.replace', { job, ...ask }));
    if (done) toasts.show(en.sheet.find.replaced(done.cells));
    this.found = null;
    this.place = -1;
  }

  #isCurrent(): boolean {
    return this.found?.revision === this.#sheet.table.revision && this.#asked === JSON.stringify(this.search);
  }

  async #look(): Promise<boolean> {
    const { search } = this;
    const found = await this.#working((job) => app().call('table.find', { job, tableId: this.#sheet.tableId, search }));
    this.found = found;
    this.place = -1;
    this.#asked = JSON.stringify(search);
    return found !== null;
  }

  /** The first find from the active cell on, or before it. */
  #nearest(by: 1 | -1): number {
    const { row, column } = this.#sheet.selection.anchor;
    const { cells } = this.found!;
    const placeOf = (name: string): number => this.#sheet.columns.findIndex((each) => each.name === name);
    const after = cells.findIndex((cell) => cell.row > row || (cell.row === row && placeOf(cell.column) >= column));
    if (by > 0) return Math.max(0, after);
    return after < 0 ? cells.length - 1 : (after - 1 + cells.length) % cells.length;
  }

  async #working<T>(work: (job: string) => Promise<T>): Promise<T | null> {
    const done = await attempt(() => jobs.run(work, (job) => (this.job = job)));
    this.job = null;
    return done;
  }
}
