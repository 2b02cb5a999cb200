import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnNodeWorker } from '../../main/hosts/nodeWorker.ts';
import type { SpawnWorker } from '../../main/services/jobs/worker.ts';
import { writeBigCsv } from '../support/bigCsv.ts';
import { runApp } from '../support/runningApp.ts';
import type { RunningApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';

let running: RunningApp;
let path: string;
let file: string;
/** Every job that a worker was given. */
const jobs: string[] = [];

beforeAll(() => {
  const folder = temporaryFolder();
  path = join(folder, 'big.csv');
  writeBigCsv(path, 1_000_000, 10);
  file = join(folder, 'big.terrace');
  running = runApp(folder, { spawnWorker: watched });
}, 60_000);

afterAll(() => running.close());

const watched: SpawnWorker = (listener) => {
  const worker = spawnNodeWorker(listener);
  return {
    ...worker,
    post: (message) => {
      jobs.push(message.kind);
      worker.post(message);
    },
  };
};

function beginMeasuring(): IntervalHistogram {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  return delay;
}

/**
 * Nothing over 50 ms on main. One delay in a hundred may be longer, and none four times as long: this machine has other things to do
 * as well. Done on main, the import alone would block for seconds.
 */
function expectFluent(delay: IntervalHistogram): void {
  delay.disable();
  expect(delay.percentile(99) / 1e6).toBeLessThan(50);
  expect(delay.max / 1e6).toBeLessThan(200);
}

test('main goes on answering while a million rows are read, looked through and fitted', async () => {
  const delay = beginMeasuring();
  const levels = running.next('project.changed', (state) => Boolean(state?.tables[0]?.levelMap));
  const { tableId } = await running.call('data.import', { job: 'import', path, options: null });
  const spec = { kind: 'model', formula: 'score ~ x1 + (1 | school)', criterion: 'REML' } as const;
  const { id } = await running.call('model.create', { tableId, spec, name: null });
  await running.call('model.fit', { job: 'fit', id });
  await levels;
  expectFluent(delay);
}, 120_000);

test('a window of rows from the middle is there at once', async () => {
  const { project } = await running.call('app.info', {});
  const began = performance.now();
  const { columns } = await running.call('table.rows', { tableId: project?.tables[0].id ?? '', from: 500_000, count: 100 });
  expect(performance.now() - began).toBeLessThan(100);
  expect(columns.map((column) => column.length)).toEqual(Array.from({ length: 10 }, () => 100));
});

/** A snapshot written on main blocked for 0.2 to 0.3 s on the machine this was written on, the check of a file for 0.1 s. */
test('main goes on answering while a large project is saved, edited, published, closed and opened', async () => {
  const delay = beginMeasuring();
  const { tables } = await running.call('project.saveAs', { path: file, overwrite: false });
  const published = running.next('project.saved', ({ status }) => status === 'saved');
  const cell = { kind: 'cells', row: 700_000, columns: ['x8'], cells: [['7']] } as const;
  await running.call('table.edit', { job: 'edit', tableId: tables[0].id, edit: cell });
  await published;
  await running.call('project.close', {});
  const { state, recovered } = await running.call('project.open', { path: file });
  expectFluent(delay);
  expect(jobs.filter((kind) => kind === 'writeSnapshot' || kind === 'inspectCopy')).toEqual([
    'writeSnapshot',
    'writeSnapshot',
    'inspectCopy',
  ]);
  expect(recovered).toBe(false);
  expect((await running.call('table.rows', { tableId: state.tables[0].id, from: 700_000, count: 1 })).columns[9]).toEqual([7]);
}, 120_000);

test('a large project is published by a worker when the program ends', async () => {
  const { project } = await running.call('app.info', {});
  const cell = { kind: 'cells', row: 0, columns: ['x8'], cells: [['8']] } as const;
  await running.call('table.edit', { job: 'edit', tableId: project?.tables[0].id ?? '', edit: cell });
  jobs.length = 0;
  await running.close();
  expect(jobs).toEqual(['writeSnapshot']);
  running = runApp(dirname(file));
  const { state, recovered } = await running.call('project.open', { path: file });
  expect(recovered).toBe(false);
  expect((await running.call('table.rows', { tableId: state.tables[0].id, from: 0, count: 1 })).columns[9]).toEqual([8]);
}, 120_000);
