import { failure, FailureError } from '../../../engine/contract/index.ts';
import { jobWords } from '../../../engine/text/jobs.ts';
import type { JobKind } from './protocol.ts';
import type { FromWorker, WorkerDeath } from './worker.ts';

/** Failure 'job.worker-died' with what is known of the cause. */
export function workerDied(kind: JobKind, death: WorkerDeath | null): FailureError {
  return failure('job.worker-died', { kind, ...death }, jobWords.workerDied(jobWords.kinds[kind], causeOf(death)));
}

function causeOf(death: WorkerDeath | null): string {
  if (/out of memory|allocation failed/i.test(death?.lastWords ?? '')) return jobWords.causes.outOfMemory();
  return death?.signal ? jobWords.causes.signal(death.signal) : jobWords.causes.code(death?.code ?? null);
}

/** A job that failed with words rejects with them; one that met a bug, with an error that carries the worker's own stack. */
export function thrownBy(message: Extract<FromWorker, { kind: 'failure' | 'bug' }>): Error {
  if (message.kind === 'failure') return new FailureError(message.failure);
  return Object.assign(new Error(message.message), { stack: message.stack });
}
