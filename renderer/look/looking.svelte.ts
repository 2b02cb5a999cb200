import type { Failure, Look, Report } from '../../engine/contract/index.ts';
import type { TableState } from '../../main/api.ts';
import { app } from '../app.ts';
import { sheetOf } from '../sheet/sheets.svelte.ts';
import { failureFrom } from '../state/failures.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';
import { project } from '../state/project.svelte.ts';
import { draftOf, settled } from './drafts.ts';
import { lacking, withValue } from './fields.ts';
import { offersFor, type What } from './offers.ts';
import { selectedNames, selectsColumns } from './selected.ts';
import { titleOf } from './titles.ts';
import { variablesOf, type Variable } from './variables.ts';

/** Milliseconds after which a look says that it is on its way. */
const PATIENCE = 200;
/** Milliseconds without a change of the data after which it is looked at anew. */
const PAUSE = 300;

/** A result, with what was asked and of which state of the table. */
export interface Shown {
  readonly look: Look;
  readonly report: Report;
  readonly revision: number;
}

export interface Pinned extends Shown {
  readonly id: string;
  readonly tableId: string;
  readonly title: string;
}

/** What the person looks at beside the sheet, and what was kept of it in this sitting. */
class Looking {
  isOpen = $state(false);
  chosen: readonly string[] = $state.raw([]);
  look: Look | null = $state.raw(null);
  shown: Shown | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  job: Job | null = $state.raw(null);
  /** It has taken long enough to say so. */
  isSlow = $state(false);
  /** The panel takes the keys as soon as it is there. */
  wantsKeys = $state(false);
  #pins: readonly Pinned[] = $state.raw([]);
  /** The person has said what to show, not only of what. */
  #isPicked = false;
  #tableId: string | null = null;
  #askedRevision = 0;
  /** Counts what was asked; what an older question comes to is of no use. */
  #turn = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  readonly variables: readonly Variable[] = $derived(project.table ? variablesOf(project.table) : []);
  readonly chosenVariables = $derived(
    this.chosen.flatMap((name) => this.variables.find((variable) => variable.name === name) ?? []),
  );
  readonly offers: readonly What[] = $derived(offersFor(this.chosenVariables));
  readonly lacks = $derived(this.look ? lacking(this.look) : []);
  readonly pins = $derived(this.#pins.filter(({ tableId }) => tableId === project.table?.id));

  /** Opens the panel on the columns selected in the sheet. */
  start(): void {
    const { table } = project;
    if (!table) return;
    if (project.view.tab !== 'data') project.show('data');
    this.isOpen = this.wantsKeys = true;
    this.take(project.selectedColumn === null ? [] : selectedNames(sheetOf(table)));
  }

  close(): void {
    this.isOpen = false;
    this.job?.stop();
    project.keysForSheet = true;
  }

  /** Whole columns that were selected by their heads are looked at without a further word. */
  follow(table: TableState): void {
    const sheet = sheetOf(table);
    if (this.isOpen && project.selectedColumn !== null && selectsColumns(sheet)) this.take(selectedNames(sheet));
  }

  take(names: readonly string[]): void {
    if (this.look && names.join('\n') === this.chosen.join('\n')) return;
    this.chosen = names;
    const what = this.look && this.#isPicked && this.offers.includes(this.look.what) ? this.look.what : this.offers[0];
    this.#change(draftOf(what, this.chosenVariables, this.variables, this.look));
  }

  show(what: What): void {
    this.#isPicked = true;
    if (what !== this.look?.what) this.#change(draftOf(what, this.chosenVariables, this.variables));
  }

  set(id: string, value: unknown): void {
    if (this.look) this.#change(settled(withValue(this.look, id, value), this.variables));
  }

  /** Another table is in sight, or other data in the same. */
  renew(table: TableState): void {
    if (table.id !== this.#tableId) return this.#begin(table);
    if (!this.isOpen || !this.look || table.revision === this.#askedRevision) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.#ask(), PAUSE);
  }

  again(): void {
    void this.#ask();
  }

  pin(): void {
    const tableId = project.table?.id;
    if (this.shown && tableId)
      this.#pins = [{ ...this.shown, id: crypto.randomUUID(), tableId, title: titleOf(this.shown.look) }, ...this.#pins];
  }

  unpin(id: string): void {
    this.#pins = this.#pins.filter((pin) => pin.id !== id);
  }

  /** Brings a kept look back to be changed. */
  reopen({ look }: Pinned): void {
    this.#change(look);
  }

  #begin(table: TableState): void {
    this.#tableId = table.id;
    this.look = this.shown = this.failure = null;
    this.chosen = [];
    this.#isPicked = false;
    if (this.isOpen) this.take([]);
  }

  #change(look: Look): void {
    this.look = look;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const { look } = this;
    const { table } = project;
    const turn = ++this.#turn;
    this.job?.stop();
    clearTimeout(this.#later);
    if (!look || !table || lacking(look).length > 0) return this.#idle(null);
    this.#tableId = table.id;
    this.#askedRevision = table.revision;
    const timer = setTimeout(() => turn === this.#turn && (this.isSlow = true), PATIENCE);
    try {
      const report = await jobs.run(
        (job) => app().call('data.look', { job, tableId: table.id, look: $state.snapshot(look) as Look }),
        (job) => (this.job = job),
      );
      if (turn === this.#turn) this.#answered({ look, report, revision: table.revision });
    } catch (thrown) {
      if (turn === this.#turn) this.#idle(failureFrom(thrown));
    } finally {
      clearTimeout(timer);
    }
  }

  #answered(shown: Shown): void {
    this.shown = shown;
    this.#idle(null);
  }

  #idle(failure: Failure | null): void {
    this.job = null;
    this.isSlow = false;
    this.failure = failure;
  }
}

export const looking = new Looking();
