import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FitResult, Progress, Replicates } from '../../../engine/contract/index.ts';
import { nodeWorkers } from '../../../main/hosts/nodeWorker.ts';
import { WorkerPool } from '../../../main/services/jobs/pool.ts';
import { replicateAll, sharesOf } from '../../../main/services/jobs/shares.ts';
import { temporaryFolder } from '../../support/startServer.ts';

const script = fileURLToPath(new URL('../../support/trialWorker.ts', import.meta.url));

let pool: WorkerPool;

function poolWith(helpers: number, helperIdle = 60_000): WorkerPool {
  const folder = join(temporaryFolder(), 'stop');
  return new WorkerPool({ spawn: nodeWorkers(script), folder, helpers, helperIdle, log: () => {} });
}

beforeEach(() => {
  pool = poolWith(3);
});

afterEach(() => pool.close());

const withCode = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

/** Repetitions by workers that behave as `how` says. */
function replicate(how: string, count: number, told: Progress[] = [], onTold: () => void = () => {}): Promise<Replicates> {
  const data = { database: '', tableId: '', columns: [], revisions: { columns: {}, rows: 0 } };
  const request = { kind: 'analysis', analysis: how, fit: {} as FitResult, mlFit: null, choices: {} } as const;
  const onProgress = (progress: Progress) => {
    told.push(progress);
    onTold();
  };
  return replicateAll(pool, { data, fitKey: 'fit', request }, count, { job: 'repeat', onProgress });
}

const numbers = (made: Replicates): number[] => made.map(([number]) => number);
const processes = (made: Replicates): Set<number> => new Set(made.map(([, pid]) => pid));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('shares', () => {
  test.each([
    [1, 1],
    [7, 3],
    [1000, 1],
    [999, 7],
  ])('of %i repetitions for %i workers follow on each other without gap', (count, workers) => {
    const shares = sharesOf(count, workers);
    expect(shares.flatMap(({ from, to }) => upTo(to - from).map((i) => from + i))).toEqual(upTo(count));
  });
});

describe('repetitions', () => {
  test('come in order, whoever made them', async () => {
    expect(numbers(await replicate('busy 5', 100))).toEqual(upTo(100));
  });

  test('are shared out among as many workers as may help, and made by one where only one may', async () => {
    expect(processes(await replicate('busy 150', 24)).size).toBe(3);
    pool.close();
    pool = poolWith(1);
    expect(processes(await replicate('busy 1', 24)).size).toBe(1);
  });

  test('tell how many are done over all shares, never fewer than before, and all in the end', async () => {
    const told: Progress[] = [];
    await replicate('plain', 100, told);
    const done = told.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([told[0], told.at(-1)]).toMatchObject([
      { done: 0, total: 100 },
      { done: 100, total: 100 },
    ]);
  });

  test('stop all at once when they are cancelled', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<null>();
    const told: Progress[] = [];
    const made = replicate('spin', 100, told, () => told.length > 3 && resolve(null));
    made.catch(() => {});
    await begun;
    pool.cancel('repeat');
    await expect(made).rejects.toEqual(withCode('job.cancelled'));
    expect(numbers(await replicate('plain', 10))).toEqual(upTo(10));
  });

  test('stop all when one fails, with its failure', async () => {
    await expect(replicate('fail at 20', 100)).rejects.toEqual(withCode('test.refused'));
    expect(numbers(await replicate('plain', 10))).toEqual(upTo(10));
  });

  test('hold up neither a fit nor a look into a file', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<null>();
    const told: Progress[] = [];
    const made = replicate('spin', 100, told, () => told.length > 3 && resolve(null));
    made.catch(() => {});
    await begun;
    const data = { database: '', tableId: '', columns: [], revisions: { columns: {}, rows: 0 } };
    const spec = { kind: 'model', formula: 'plain', criterion: 'ML' } as const;
    await pool.run('fit', { data, spec, near: null }, { job: 'fit' });
    await pool.run('preview', { path: 'plain', options: null }, { job: 'look' });
    pool.cancel('repeat');
    await expect(made).rejects.toEqual(withCode('job.cancelled'));
  });

  test('leave no helper behind that has been idle for a while', async () => {
    pool.close();
    pool = poolWith(1, 50);
    const [[, first]] = await replicate('plain', 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(() => process.kill(first, 0)).toThrow();
    expect(await replicate('plain', 1)).toHaveLength(1);
  });
});
