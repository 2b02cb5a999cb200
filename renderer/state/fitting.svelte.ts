import { SvelteMap } from 'svelte/reactivity';
import type { Failure, Prediction } from '../../engine/contract/index.ts';
import type { Ask } from '../../main/api.ts';
import { app } from '../app.ts';
import { failureFrom, showFailure, wasCancelled } from './failures.ts';
import { jobs, type Job } from './jobs.svelte.ts';
import { project } from './project.svelte.ts';

/** A fit that is predicted to take no more seconds follows every click; a longer one waits for the person. */
const QUICK = 0.15;
/** Milliseconds after which a fit shows how far it is. */
const PATIENCE = 300;

/** The fit that is under way. There is one at a time, and a newer one takes over; several models may be fitted beside it. */
class Fitting {
  job = $state.raw<Job | null>(null);
  model = $state<string | null>(null);
  /** It has taken long enough to be shown. */
  slow = $state(false);
  /** How many of several models are fitted, and of how many. */
  several = $state.raw<{ readonly done: number; readonly of: number } | null>(null);
  /** What models would take that wait for the person, or take that are being fitted. */
  readonly predicted = new SvelteMap<string, Prediction>();
  #began = 0;
  #aside = new Set<Job>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Fits a model that was changed, where that is quick; otherwise it waits for the person. */
  follow(id: string): Promise<void> {
    this.predicted.delete(id);
    return this.#fit({ id, within: QUICK });
  }

  /** Fits a model as it stands, however long that takes. A failure is shown with the model, which keeps it. */
  fit(id: string): Promise<void> {
    return this.#fit({ id });
  }

  /** Fits several models on cores that nothing else needs: the one in sight first, then those that took least the last time. */
  async fitAll(ids: readonly string[]): Promise<void> {
    const first = project.activeModel?.id;
    const took = (id: string): number => (id === first ? -1 : (project.models.find((model) => model.id === id)?.fit.ms ?? 0));
    const ordered = [...ids].sort((a, b) => took(a) - took(b));
    this.several = { done: 0, of: ordered.length };
    await Promise.all(ordered.map((id) => this.#fitAside(id)));
    this.several = null;
  }

  /** Between 0 and 1, by the time that was predicted; null where there is no prediction. */
  get share(): number | null {
    void this.job?.progress;
    const seconds = this.model === null ? undefined : this.predicted.get(this.model)?.seconds;
    return seconds === undefined ? null : Math.min(0.97, (performance.now() - this.#began) / 1000 / seconds);
  }

  /** What is under way is not wanted any more. */
  supersede(): void {
    this.job?.stop();
    this.#end();
  }

  stop(): void {
    this.job?.stop();
  }

  stopSeveral(): void {
    for (const job of this.#aside) job.stop();
  }

  async #fit(ask: Omit<Ask<'model.fit'>, 'job'>): Promise<void> {
    this.supersede();
    let mine: Job | null = null;
    try {
      const { waits } = await jobs.run(
        (job) => app().call('model.fit', { job, ...ask }),
        (job) => this.#begin((mine = job), ask.id),
      );
      if (this.job !== mine) return;
      if (waits) this.predicted.set(ask.id, waits);
      else this.predicted.delete(ask.id);
    } catch (thrown) {
      this.#report(failureFrom(thrown), ask.id);
    } finally {
      if (this.job === mine) this.#end();
    }
  }

  async #fitAside(id: string): Promise<void> {
    let mine: Job | null = null;
    try {
      await jobs.run(
        (job) => app().call('model.fit', { job, id, aside: true }),
        (job) => this.#aside.add((mine = job)),
      );
    } catch (thrown) {
      this.#report(failureFrom(thrown), id);
    }
    this.#aside.delete(mine!);
    if (this.several) this.several = { ...this.several, done: this.several.done + 1 };
  }

  #begin(job: Job, model: string): void {
    this.job = job;
    this.model = model;
    this.#began = performance.now();
    this.#timer = setTimeout(() => (this.slow = true), PATIENCE);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.job = null;
    this.model = null;
    this.slow = false;
  }

  #report(failure: Failure, id: string): void {
    const kept = project.models.find((model) => model.id === id)?.fit.failure;
    if (!wasCancelled(failure) && !kept) showFailure(failure);
  }
}

export const fitting = new Fitting();
