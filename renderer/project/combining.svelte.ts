import type { Failure } from '../../engine/contract/index.ts';
import type { Combination, CombinationLook, ColumnMatch, ImportOptions } from '../../main/api.ts';
import { app } from '../app.ts';
import { failureFrom, wasCancelled } from '../state/failures.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';
import type { CombineKind } from './exchanging.svelte.ts';

const proposals = {
  append: { kind: 'append', columns: null, source: null },
  join: { kind: 'join', keys: null, take: null },
  replace: { kind: 'replace', columns: null },
} as const satisfies Record<CombineKind, Combination>;

/** A second file on its way to a table: what would come of it with the choices made so far, and the deed itself. */
export class Combining {
  readonly tableId: string;
  readonly path: string;
  look = $state.raw<CombinationLook | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** What is shown is not yet what follows from the latest choices. */
  looking = $state(false);
  job = $state.raw<Job | null>(null);
  /** The person's choices; proposals where there are none yet. */
  #how: Combination;
  #options: ImportOptions | null = null;
  #latest: Job | null = null;

  constructor(kind: CombineKind, tableId: string, path: string) {
    this.#how = proposals[kind];
    this.tableId = tableId;
    this.path = path;
    void this.#refresh();
  }

  choose(how: Combination): void {
    this.#how = how;
    void this.#refresh();
  }

  /** Reads the file otherwise; what was chosen for the columns that it had is proposed anew. */
  read(changes: ImportOptions): void {
    this.#options = { ...this.#options, ...changes };
    this.choose(proposals[this.#how.kind]);
  }

  /** Puts one match in place of the one for the same column. */
  match(how: Extract<Combination, { columns: unknown }>, changed: ColumnMatch): void {
    const columns = how.columns?.map((match) => (match.file === changed.file ? changed : match)) ?? null;
    this.choose({ ...how, columns });
  }

  /** Answers whether it is done. */
  async run(): Promise<boolean> {
    const how = this.look?.how;
    if (!how) return false;
    this.failure = null;
    try {
      await jobs.run(
        (job) => app().call('combine.apply', { job, ...this.#ask(), how }),
        (job) => (this.job = job),
      );
      return true;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    } finally {
      this.job = null;
    }
  }

  stop(): void {
    this.job?.stop();
    this.#latest?.stop();
  }

  #ask() {
    return { tableId: this.tableId, path: this.path, options: this.#options, how: this.#how };
  }

  /** Looks again; only the latest look counts. */
  async #refresh(): Promise<void> {
    this.#latest?.stop();
    this.looking = true;
    let mine: Job | null = null;
    try {
      const look = await jobs.run(
        (job) => app().call('combine.look', { job, ...this.#ask() }),
        (job) => (this.#latest = mine = job),
      );
      if (this.#latest !== mine) return;
      this.look = look;
      this.failure = null;
    } catch (thrown) {
      if (this.#latest === mine) this.#fail(thrown);
    }
    if (this.#latest !== mine) return;
    this.#latest = null;
    this.looking = false;
  }

  #fail(thrown: unknown): void {
    const failure = failureFrom(thrown);
    if (!wasCancelled(failure)) this.failure = failure;
  }
}
