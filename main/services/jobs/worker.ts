import type { Failure, Progress } from '../../../engine/contract/index.ts';
import type { JobAnswer, JobAsk, JobKind } from './protocol.ts';

/**
 * What main and a worker say to each other, and what the pool needs of a worker. Hosts provide workers: a child process under
 * Node, a `utilityProcess` under Electron.
 */
export type ToWorker = {
  [K in JobKind]: { readonly serial: number; readonly kind: K; readonly ask: JobAsk<K>; readonly stopFile: string };
}[JobKind];

export type FromWorker =
  /** Said once, after modules are loaded and a dummy fit has run; milliseconds of each. */
  | { readonly kind: 'ready'; readonly bootMs: number; readonly warmMs: number }
  | { readonly kind: 'progress'; readonly serial: number; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly serial: number; readonly answer: JobAnswer<JobKind> }
  | { readonly kind: 'failure'; readonly serial: number; readonly failure: Failure }
  | { readonly kind: 'bug'; readonly serial: number; readonly message: string; readonly stack: string };

export interface WorkerHandle {
  post(message: ToWorker): void;
  /** Ends the process at once, whatever it does. */
  end(): void;
}

export interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** Called once, when the process is gone; `cause` is what is known of why. */
  onExit(cause: WorkerDeath): void;
}

export interface WorkerDeath {
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of what it wrote to standard error. */
  readonly lastWords: string;
}

export type SpawnWorker = (listener: WorkerListener) => WorkerHandle;
