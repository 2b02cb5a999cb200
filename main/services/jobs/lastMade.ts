import type { JobHooks } from './serveJobs.ts';

/**
 * The one thing made last, at hand for the next job that needs the same. A job's hooks are its own, so what is kept hears through hooks that
 * lead to those of the job at work. What a job left half done, stopped or failed, is forgotten.
 */
export class LastMade<T> {
  #key: string | null = null;
  #made: T | null = null;
  #hooks: JobHooks | null = null;
  readonly #leading: JobHooks = {
    onProgress: (progress) => this.#hooks?.onProgress(progress),
    checkCancelled: () => this.#hooks?.checkCancelled(),
  };

  use<R>(key: string, make: (hooks: JobHooks) => T, hooks: JobHooks, work: (made: T) => R): R {
    this.#hooks = hooks;
    try {
      if (this.#key !== key) this.#remember(key, make(this.#leading));
      return work(this.#made!);
    } catch (thrown) {
      this.#key = this.#made = null;
      throw thrown;
    }
  }

  #remember(key: string, made: T): void {
    this.#key = key;
    this.#made = made;
  }
}
