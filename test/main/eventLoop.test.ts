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

interface Watch {
  readonly delay: IntervalHistogram;
  readonly began: number;
}

function beginMeasuring(): Watch {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  return { delay, began: performance.now() };
}

/**
 * The aim is nothing over 50 ms on main; what was reached is printed. Asserted is a share of the same run, so that a busy machine does not
 * fail it: the longest time without an answer is a small part of the work. Done on main, the work would be one block.
 */
function expectFluent({ delay, began }: Watch, what: string): void {
  delay.disable();
  const took = performance.now() - began;
  const [p99, longest] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  console.log(
    `${what}: ${took.toFixed(0)} ms; main without an answer p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
  );
  expect(longest).toBeLessThan(took / 4);
}

test('main goes on answering while a million rows are read, looked through and fitted', async () => {
  const watch = beginMeasuring();
  const levels = running.next('project.changed', (state) => Boolean(state?.tables[0]?.levelMap));
  const { tableId } = await running.call('data.import', { job: 'import', path, options: null });
  const spec = { kind: 'model', formula: 'score ~ x1 + (1 | school)', criterion: 'REML' } as const;
  const { id } = await running.call('model.create', { tableId, spec, name: null });
  await running.call('model.fit', { job: 'fit', id });
  await levels;
  expectFluent(watch, 'a million rows, read, looked through and fitted');
}, 120_000);

test('a window of rows from the middle is whole', async () => {
  const { project } = await running.call('app.info', {});
  const { columns } = await running.call('table.rows', { tableId: project?.tables[0].id ?? '', from: 500_000, count: 100 });
  expect(columns.map((column) => column.length)).toEqual(Array.from({ length: 10 }, () => 100));
});

/** A snapshot written on main blocked for 0.2 to 0.3 s on the machine this was written on, the check of a file for 0.1 s. */
test('main goes on answering while a large project is saved, edited, published, closed and opened', async () => {
  const watch = beginMeasuring();
  const { tables } = await running.call('project.saveAs', { path: file, overwrite: false });
  const published = running.next('project.saved', ({ status }) => status === 'saved');
  const cell = { kind: 'cells', row: 700_000, columns: ['x8'], cells: [['7']] } as const;
  await running.call('table.edit', { job: 'edit', tableId: tables[0].id, edit: cell });
  await published;
  await running.call('project.close', {});
  const { state, recovered } = await running.call('project.open', { path: file });
  expectFluent(watch, 'saved, edited, published, closed and opened');
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
