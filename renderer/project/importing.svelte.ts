import type { ImportOptions, ImportPreview } from '../../main/api.ts';
import type { Failure } from '../../engine/contract/index.ts';
import { app } from '../app.ts';
import { appState } from '../state/app.svelte.ts';
import { failureFrom, showNotices, wasCancelled } from '../state/failures.ts';
import { jobs, type Job } from '../state/jobs.svelte.ts';

/** One file on its way in: how it is read, what its first rows look like that way, and the import itself. */
export class Importing {
  readonly path: string;
  preview = $state.raw<ImportPreview | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The person's choices; the rest is detected. */
  overrides = $state.raw<ImportOptions>({});
  /** The preview does not show the latest choices yet. */
  looking = $state(false);
  job = $state.raw<Job | null>(null);
  #look: Job | null = null;

  constructor(path: string) {
    this.path = path;
    void this.#refresh();
  }

  override(changes: ImportOptions): void {
    this.overrides = { ...this.overrides, ...changes };
    void this.#refresh();
  }

  setKind(column: string, kind: 'number' | 'factor'): void {
    this.override({ kinds: { ...this.overrides.kinds, [column]: kind } });
  }

  /** Answers whether the data are in. */
  async run(): Promise<boolean> {
    this.failure = null;
    try {
      const { notices } = await jobs.run(
        (job) => app().call('data.import', { job, path: this.path, options: this.#options() }),
        (job) => (this.job = job),
      );
      const known = this.preview?.notices.map(({ message }) => message) ?? [];
      showNotices(notices.filter(({ message }) => !known.includes(message)));
      void appState.refresh();
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
    this.#look?.stop();
  }

  #options(): ImportOptions | null {
    return Object.keys(this.overrides).length ? this.overrides : null;
  }

  /** Looks again; only the latest look counts. */
  async #refresh(): Promise<void> {
    this.#look?.stop();
    this.looking = true;
    let mine: Job | null = null;
    try {
      const preview = await jobs.run(
        (job) => app().call('data.preview', { job, path: this.path, options: this.#options() }),
        (job) => (this.#look = mine = job),
      );
      if (this.#look !== mine) return;
      this.preview = preview;
      this.failure = null;
    } catch (thrown) {
      if (this.#look === mine) this.#fail(thrown);
    }
    if (this.#look !== mine) return;
    this.#look = null;
    this.looking = false;
  }

  #fail(thrown: unknown): void {
    const failure = failureFrom(thrown);
    if (!wasCancelled(failure)) this.failure = failure;
  }
}
