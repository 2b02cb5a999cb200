import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fitKey } from '../../../engine/contract/index.ts';
import type { AnalysisRequest, Report } from '../../../engine/contract/index.ts';
import { spawnNodeWorker } from '../../../main/hosts/nodeWorker.ts';
import { dataOf } from '../../../main/handlers/fitModel.ts';
import { WorkerPool } from '../../../main/services/jobs/pool.ts';
import type { AnalysisOrder } from '../../../main/services/jobs/protocol.ts';
import { replicateAll } from '../../../main/services/jobs/shares.ts';
import { seeded } from '../../support/seeded.ts';
import { temporaryFolder } from '../../support/startServer.ts';
import { Desk } from '../services/project/desk.ts';

const pools: WorkerPool[] = [];
afterEach(() => pools.splice(0).forEach((pool) => pool.close()));

function poolWith(helpers: number): WorkerPool {
  const pool = new WorkerPool({ spawn: spawnNodeWorker, folder: join(temporaryFolder(), 'stop'), helpers, log: () => {} });
  pools.push(pool);
  return pool;
}

/** A fit of 80 rows in 8 groups, kept in a project, and a bootstrap of it. */
async function bootstrapOrder(pool: WorkerPool): Promise<AnalysisOrder> {
  const random = seeded(3);
  const codes = Int32Array.from({ length: 80 }, (_, i) => i % 8);
  const effects = Array.from({ length: 8 }, () => random.normal());
  const x = Float64Array.from(codes, () => random.normal());
  const project = await new Desk().createWith({
    rows: 80,
    columns: [
      { kind: 'number', name: 'y', values: Float64Array.from(x, (value, i) => value + effects[codes[i]] + random.normal()) },
      { kind: 'number', name: 'x', values: x },
      { kind: 'factor', name: 'g', codes, levels: [...'abcdefgh'], scale: 'nominal' },
    ],
  });
  const spec = { kind: 'model', formula: 'y ~ x + (1 | g)', criterion: 'REML' } as const;
  const { id } = project.createModel(project.state().tables[0].id, spec, null);
  const plan = project.fitPlan(id);
  expect(plan.key).toBe(fitKey(spec, 'REML', plan.revisions));
  const data = dataOf(project, plan);
  const [fit, mlFit] = (await pool.run('fit', { data, spec, near: null }, { job: 'fit' })).fits;
  const choices = { replicates: 60, seed: 42 };
  const request: AnalysisRequest = { kind: 'analysis', analysis: 'bootstrap-intervals', fit, mlFit, choices };
  return { data, fitKey: plan.key, request };
}

async function answerBy(pool: WorkerPool, order: AnalysisOrder): Promise<Report> {
  const options = { job: 'ask', onProgress: () => {} };
  const first = await pool.run('analyse', order, options);
  if (first.kind !== 'repetitions') throw new Error('the bootstrap consists of repetitions');
  const replicates = await replicateAll(pool, order, first.count, options);
  const answered = await pool.run('analyse', { ...order, request: { ...order.request, replicates } }, options);
  if (answered.kind !== 'answer') throw new Error('it was not answered');
  return answered.report;
}

test('a bootstrap comes out the same to the last digit from one worker and from three', async () => {
  const one = poolWith(1);
  const order = await bootstrapOrder(one);
  const alone = await answerBy(one, order);
  expect(await answerBy(poolWith(3), order)).toEqual(alone);
});
