import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Progress } from '../../../engine/contract/index.ts';
import { nodeWorkers } from '../../../main/hosts/nodeWorker.ts';
import { WorkerPool } from '../../../main/services/jobs/pool.ts';
import type { JobOptions } from '../../../main/services/jobs/pool.ts';
import { temporaryFolder } from '../../support/startServer.ts';

const script = fileURLToPath(new URL('../../support/trialWorker.ts', import.meta.url));

let pool: WorkerPool;
let folder: string;
let log: string[];

beforeEach(() => {
  folder = join(temporaryFolder(), 'stop');
  log = [];
  pool = new WorkerPool({ spawn: nodeWorkers(script), folder, log: (line) => log.push(line) });
});

afterEach(() => pool.close());

/** What the trial worker answers. */
interface Trial {
  readonly pid: number;
  readonly how: string;
}

/** A job of the engine lane that behaves as `how` says. */
function fit(how: string, options: Partial<JobOptions> = {}): Promise<Trial> {
  const data = { database: '', tableId: '', columns: [], revisions: { columns: {}, rows: 0 } };
  const ask = { data, spec: { kind: 'model', formula: how, criterion: 'ML' }, near: null } as const;
  return pool.run('fit', ask, { job: how, ...options }) as unknown as Promise<Trial>;
}

/** A job of the data lane. */
function look(how: string, options: Partial<JobOptions> = {}): Promise<Trial> {
  return pool.run('preview', { path: how, options: null }, { job: how, ...options }) as unknown as Promise<Trial>;
}

/** Resolves with the first progress of a job, so that a test knows that it runs. */
function started(how: string, options: Partial<JobOptions> = {}): { running: Promise<Progress>; done: Promise<Trial> } {
  const { promise, resolve } = Promise.withResolvers<Progress>();
  const done = fit(how, { onProgress: resolve, ...options });
  done.catch(() => {});
  return { running: promise, done };
}

const withCode = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

describe('a pool of workers', () => {
  test('answers with what the job returned', async () => {
    expect(await fit('plain')).toMatchObject({ how: 'plain' });
  });

  test('passes on the failure of a job, and its worker goes on', async () => {
    await expect(fit('fail')).rejects.toEqual(withCode('test.refused'));
    expect(await fit('plain')).toMatchObject({ how: 'plain' });
  });

  test('passes on a bug with the worker’s own stack', async () => {
    const thrown = await fit('bug').catch((error: Error) => error);
    expect(thrown).toMatchObject({ message: 'x is not a function', stack: expect.stringContaining('trialWorker') });
  });

  test('takes no work after it was closed, and says so', async () => {
    pool.close();
    await expect(fit('plain')).rejects.toEqual(withCode('job.cancelled'));
  });

  test('keeps engine jobs on one worker, so that what it remembers is of use', async () => {
    const first = await fit('plain');
    await look('plain');
    expect((await fit('plain')).pid).toBe(first.pid);
  });

  test('looks into a file while a fit is running', async () => {
    const { running } = started('spin');
    await running;
    expect(await look('plain')).toMatchObject({ how: 'plain' });
  });

  test('stops a job that computes without looking at its messages, and keeps its worker', async () => {
    const { pid } = await fit('plain');
    const { running, done } = started('spin');
    await running;
    pool.cancel('spin');
    await expect(done).rejects.toEqual(withCode('job.cancelled'));
    // Its worker was not ended, so it stopped by itself within the second that it is given.
    expect((await fit('plain')).pid).toBe(pid);
  });

  test('ends a worker that has not stopped after a second, and the spare takes over', async () => {
    await look('plain');
    const { running, done } = started('deaf');
    await running;
    const began = performance.now();
    pool.cancel('deaf');
    await expect(done).rejects.toEqual(withCode('job.cancelled'));
    expect(performance.now() - began).toBeGreaterThan(950);
    await fit('plain');
  });

  test('stops a job that has not begun yet without waiting for the one before it', async () => {
    const { running } = started('spin');
    await running;
    const waiting = fit('plain', { job: 'waiting' });
    pool.cancel('waiting');
    await expect(waiting).rejects.toEqual(withCode('job.cancelled'));
  });

  test('lets the newest of several jobs on one subject win', async () => {
    const { running, done } = started('spin', { subject: 'model 1' });
    await running;
    const middle = fit('busy 50', { subject: 'model 1' });
    middle.catch(() => {});
    const last = fit('plain', { subject: 'model 1' });
    await expect(done).rejects.toEqual(withCode('job.cancelled'));
    await expect(middle).rejects.toEqual(withCode('job.cancelled'));
    expect(await last).toMatchObject({ how: 'plain' });
  });

  test('lets quiet jobs wait behind the others', async () => {
    const order: string[] = [];
    const first = fit('busy 100');
    const quiet = fit('busy 1', { quiet: true }).then(({ how }) => order.push(how));
    const loud = fit('plain').then(({ how }) => order.push(how));
    await Promise.all([first, quiet, loud]);
    expect(order).toEqual(['plain', 'busy 1']);
  });

  test.each([
    ['die', 'its process ended with code 7'],
    ['killed', 'SIGKILL'],
    ['memory', 'it ran out of memory'],
  ])('reports a worker that died (%s) with its cause, and others go on', async (how, cause) => {
    const bystander = look('busy 300');
    const thrown = await fit(how).catch((error: unknown) => error);
    expect(thrown).toEqual(withCode('job.worker-died'));
    expect((thrown as Error).message).toContain(cause);
    expect(await bystander).toMatchObject({ how: 'busy 300' });
    expect(await fit('plain')).toMatchObject({ how: 'plain' });
    expect(log.some((line) => line.startsWith('worker died'))).toBe(true);
  });

  test('leaves no stop files behind', async () => {
    const { running, done } = started('spin');
    await running;
    pool.cancel('spin');
    await done.catch(() => {});
    expect(existsSync(join(folder, '1'))).toBe(false);
  });

  test('fails jobs instead of starting workers for ever when they cannot start', async () => {
    const broken = new WorkerPool({ spawn: nodeWorkers(join(folder, 'missing.ts')), folder: `${folder}-broken`, log: () => {} });
    await expect(broken.run('preview', { path: '', options: null }, { job: 'x' })).rejects.toEqual(withCode('job.worker-died'));
    broken.close();
  });
});
