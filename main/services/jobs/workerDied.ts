import { failure } from '../../../engine/contract/index.ts';
import type { FailureError } from '../../../engine/contract/index.ts';
import { jobWords } from '../../../engine/text/jobs.ts';
import type { JobKind } from './protocol.ts';
import type { WorkerDeath } from './worker.ts';

/** Failure 'job.worker-died' with what is known of the cause. */
export function workerDied(kind: JobKind, death: WorkerDeath | null): FailureError {
  return failure('job.worker-died', { kind, ...death }, jobWords.workerDied(jobWords.kinds[kind], causeOf(death)));
}

function causeOf(death: WorkerDeath | null): string {
  if (/out of memory|allocation failed/i.test(death?.lastWords ?? '')) return jobWords.causes.outOfMemory();
  return death?.signal ? jobWords.causes.signal(death.signal) : jobWords.causes.code(death?.code ?? null);
}
