import { serveJobs } from '../../main/services/jobs/serveJobs.ts';
import type { JobFunctions, JobHooks } from '../../main/services/jobs/serveJobs.ts';
import type { JobAsk } from '../../main/services/jobs/protocol.ts';
import { workerPort } from '../../main/services/jobs/workerPort.ts';
import { failure } from '../../engine/contract/index.ts';

/**
 * A worker that misbehaves on request: the `path` of a `preview` (data lane) and the `formula` of a `fit` (engine lane) say how. Its
 * repetitions (analysis lane) are rows of their number, the process that made them and the share they were made in; the analysis says how.
 */
function behave(how: string, hooks: JobHooks): { pid: number; how: string } {
  const until =
    performance.now() + (how.startsWith('busy') ? Number(how.split(' ')[1]) : how === 'spin' || how === 'deaf' ? 60_000 : 0);
  for (let i = 0; performance.now() < until; i++) {
    hooks.onProgress({ stage: how, done: i, total: null });
    if (how !== 'deaf') hooks.checkCancelled();
  }
  if (how === 'die') process.exit(7);
  if (how === 'killed') process.kill(process.pid, 'SIGKILL');
  if (how === 'fail') throw failure('test.refused', { how }, { message: 'It was refused.', remedy: 'Ask otherwise.' });
  if (how === 'bug') throw new TypeError('x is not a function');
  if (how === 'memory') process.stderr.write('FATAL ERROR: JavaScript heap out of memory\n', () => process.abort());
  return { pid: process.pid, how };
}

const jobs = {
  preview: ({ path }: { path: string }, hooks: JobHooks) => behave(path, hooks),
  fit: ({ spec }: { spec: { formula: string } }, hooks: JobHooks) =>
    spec.formula === 'memory' ? waitAfter(() => behave('memory', hooks)) : behave(spec.formula, hooks),
  replicate: ({ from, to, request }: JobAsk<'replicate'>, hooks: JobHooks) => {
    const { pid } = behave(request.analysis === 'fail at 20' ? failingAt(20, from, to) : request.analysis, hooks);
    return Array.from({ length: to - from }, (_, i) => [from + i, pid, from]);
  },
};

/** The share with that repetition fails while those after it are at work. */
function failingAt(number: number, from: number, to: number): string {
  if (to <= number) return 'plain';
  return from <= number ? 'fail' : 'spin';
}

async function waitAfter(work: () => unknown): Promise<unknown> {
  work();
  return new Promise(() => {});
}

serveJobs(workerPort(), jobs as unknown as JobFunctions);
workerPort().post({ kind: 'ready', bootMs: 0, warmMs: 0 });
