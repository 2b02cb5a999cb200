import { existsSync } from 'node:fs';
import { failure, failureOf } from '../../../engine/contract/index.ts';
import type { CheckCancelled, OnProgress, Progress } from '../../../engine/contract/index.ts';
import { jobWords } from '../../../engine/text/jobs.ts';
import type { JobAnswer, JobAsk, JobKind } from './protocol.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** Milliseconds between two looks at the stop file, and between two reports of the same stage. */
const LOOK = 20;
const TELL = 50;

/** How a job tells about itself and lets itself be stopped. */
export interface JobHooks {
  readonly onProgress: OnProgress;
  readonly checkCancelled: CheckCancelled;
}

export type JobFunctions = {
  readonly [K in JobKind]: (ask: JobAsk<K>, hooks: JobHooks) => JobAnswer<K> | Promise<JobAnswer<K>>;
};

/** The worker's end of the wire to main. */
export interface WorkerPort {
  post(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
}

/** Answers jobs one at a time; the pool sends the next only after the answer to the last. */
export function serveJobs(port: WorkerPort, functions: JobFunctions): void {
  port.onMessage((order) => void serve(order, port, functions).then(port.post));
}

async function serve({ serial, kind, ask, stopFile }: ToWorker, port: WorkerPort, functions: JobFunctions): Promise<FromWorker> {
  const hooks = {
    onProgress: throttled((progress) => port.post({ kind: 'progress', serial, progress })),
    checkCancelled: watch(stopFile),
  };
  try {
    return { kind: 'answer', serial, answer: await (functions[kind] as AnyJob)(ask, hooks) };
  } catch (thrown) {
    const expected = failureOf(thrown);
    return expected ? { kind: 'failure', serial, failure: expected } : { kind: 'bug', serial, ...bug(thrown) };
  }
}

type AnyJob = (ask: unknown, hooks: JobHooks) => JobAnswer<JobKind>;

function bug(thrown: unknown): { message: string; stack: string } {
  return thrown instanceof Error
    ? { message: thrown.message, stack: thrown.stack ?? '' }
    : { message: String(thrown), stack: '' };
}

/** The first report of a stage at once, later ones at most every `TELL` milliseconds; the last of a stage is never held back. */
function throttled(tell: OnProgress): OnProgress {
  let last: Progress | null = null;
  let at = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.stage === last?.stage && progress.done !== progress.total && now - at < TELL) return;
    last = progress;
    at = now;
    tell(progress);
  };
}

/**
 * Throws 'job.cancelled' once the stop file is there. Asked thousands of times a second, it looks every `LOOK` milliseconds. A worker
 * whose main process is gone has nobody to work for and ends.
 */
function watch(stopFile: string): CheckCancelled {
  const parent = process.ppid;
  let next = 0;
  return () => {
    const now = performance.now();
    if (now < next) return;
    next = now + LOOK;
    if (process.ppid !== parent) process.exit();
    if (existsSync(stopFile)) throw failure('job.cancelled', {}, jobWords.cancelled());
  };
}
