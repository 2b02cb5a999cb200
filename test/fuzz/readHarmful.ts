import { Worker } from 'node:worker_threads';

/** What became of one file. */
export type Outcome =
  | { readonly kind: 'data'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'failure'; readonly code: string }
  | { readonly kind: 'bug'; readonly message: string }
  | { readonly kind: 'too slow' };

export interface Read {
  readonly outcome: Outcome;
  readonly ms: number;
}

/** Reads files one after another in a thread of its own, so that one that never ends can be ended. */
export class Reader {
  #worker: Worker | null = null;
  readonly #limitMs: number;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  read(path: string): Promise<Read> {
    const worker = (this.#worker ??= new Worker(new URL('readThread.ts', import.meta.url)));
    const began = performance.now();
    return new Promise((resolve) => {
      const end = (outcome: Outcome): void => {
        clearTimeout(watch);
        worker.off('message', end).off('error', broken);
        resolve({ outcome, ms: performance.now() - began });
      };
      const broken = (error: Error): void => {
        this.#worker = null;
        end({ kind: 'bug', message: String(error.stack ?? error) });
      };
      const watch = setTimeout(() => void this.close().then(() => end({ kind: 'too slow' })), this.#limitMs);
      worker.on('message', end).on('error', broken);
      worker.postMessage(path);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}
