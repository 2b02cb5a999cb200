import type { JobHooks } from './serveJobs.ts';

/**
 * The one thing made last, at hand for the next job that needs the same. A job's hooks are its own, so what is kept hears through hooks that
 * lead to those of the job at work. What a job left half done, stopped or failed, is forgotten.
 */
export class LastMade<T> {
  readonly #bytesOf: (made: T) => number;
  readonly #limit: number;
  #key: string | null = null;
  #made: T | null = null;
  #hooks: JobHooks | null = null;
  readonly #leading: JobHooks = {
    onProgress: (progress) => this.#hooks?.onProgress(progress),
    checkCancelled: () => this.#hooks?.checkCancelled(),
  };

  /** What is larger than `limit` is kept for no other job. */
  constructor({ bytesOf = () => 0, limit = Infinity }: { bytesOf?: (made: T) => number; limit?: number } = {}) {
    this.#bytesOf = bytesOf;
    this.#limit = limit;
  }

  use<R>(key: string, make: (hooks: JobHooks) => T, hooks: JobHooks, work: (made: T) => R): R {
    this.#hooks = hooks;
    try {
      if (this.#key !== key) this.#remember(key, make(this.#leading));
      const answer = work(this.#made!);
      if (this.#bytesOf(this.#made!) > this.#limit) this.#forget();
      return answer;
    } catch (thrown) {
      this.#forget();
      throw thrown;
    }
  }

  #forget(): void {
    this.#key = this.#made = null;
  }

  #remember(key: string, made: T): void {
    this.#key = key;
    this.#made = made;
  }
}
