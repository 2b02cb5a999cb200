import type { Failure } from '../../engine/contract/index.ts';
import { app } from '../app.ts';
import { failureFrom, showFailure, wasCancelled } from './failures.ts';
import { jobs, type Job } from './jobs.svelte.ts';
import { project } from './project.svelte.ts';

/** A fit up to this many milliseconds follows every click; a longer one waits for the person. */
const QUICK = 150;
/** The first fits of a sitting are slower than those after them: up to so many milliseconds they say nothing of the model. */
const COLD = 600;
const WARM_AFTER = 3;
/** Milliseconds after which a fit shows how far it is. */
const PATIENCE = 300;

/** The fit that is under way. There is one at a time; a newer one takes over. */
class Fitting {
  job = $state.raw<Job | null>(null);
  model = $state<string | null>(null);
  /** It has taken long enough to be shown. */
  slow = $state(false);
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Without an earlier fit to judge by, the first is tried at once. */
  isQuick(expectedMs: number | null): boolean {
    return expectedMs === null || expectedMs <= (this.#count < WARM_AFTER ? COLD : QUICK);
  }

  /** Fits a model as it stands. A failure is shown with the model, which keeps it. */
  async fit(id: string): Promise<void> {
    this.supersede();
    this.#count++;
    let mine: Job | null = null;
    try {
      await jobs.run(
        (job) => app().call('model.fit', { job, id }),
        (job) => this.#begin((mine = job), id),
      );
    } catch (thrown) {
      this.#report(failureFrom(thrown), id);
    } finally {
      if (this.job === mine) this.#end();
    }
  }

  async fitAll(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.fit(id);
  }

  /** What is under way is not wanted any more. */
  supersede(): void {
    this.job?.stop();
    this.#end();
  }

  stop(): void {
    this.job?.stop();
  }

  #begin(job: Job, model: string): void {
    this.job = job;
    this.model = model;
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
