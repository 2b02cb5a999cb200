import { globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelSpec } from '../../engine/contract/index.ts';
import type { ProjectState } from '../../main/api.ts';
import { spawnNodeWorker } from '../../main/hosts/nodeWorker.ts';
import type { JobKind } from '../../main/services/jobs/protocol.ts';
import type { WorkerHandle } from '../../main/services/jobs/worker.ts';
import { writeBigCsv } from '../support/bigCsv.ts';
import { runApp } from '../support/runningApp.ts';
import type { RunningApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';

let folder: string;
let running: RunningApp;

beforeEach(() => {
  folder = temporaryFolder();
  running = runApp(folder);
});

afterEach(() => running.close());

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const spec = (formula: string): ModelSpec => ({ kind: 'model', formula, criterion: 'REML' });

/** A project with the sleep data and one model, not fitted. */
async function withModel(formula: string): Promise<{ tableId: string; id: string }> {
  const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
  const { id } = await running.call('model.create', { tableId, spec: spec(formula), name: null });
  return { tableId, id };
}

/** Starts the program anew with workers that begin jobs of one kind half a second late. */
async function withLate(kind: JobKind): Promise<void> {
  await running.close();
  running = runApp(folder, {
    spawnWorker: (listener) => {
      const worker = spawnNodeWorker(listener);
      return { ...worker, post: (job) => void setTimeout(() => worker.post(job), job.kind === kind ? 500 : 0) };
    },
  });
}

async function stateNow(): Promise<ProjectState> {
  const { project } = await running.call('app.info', {});
  if (!project) throw new Error('no project is open');
  return project;
}

describe('a data file', () => {
  test('becomes a table of a new project, told before the answer', async () => {
    const told: string[] = [];
    running.on('project.changed', (state) => told.push(state?.tables.map(({ name }) => name).join() ?? 'none'));
    await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    expect(told.at(-1)).not.toBe('');
    expect((await stateNow()).tables[0]).toMatchObject({ rows: 180, levelMap: null });
  });

  test('gets its level map without being asked for', async () => {
    await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    const told = await running.next('project.changed', (state) => Boolean(state?.tables[0]?.levelMap));
    expect(told?.tables[0].levelMap?.groupings.map(({ name }) => name)).toEqual(['Subject']);
  });

  test('is looked into before it is read', async () => {
    const path = join(folder, 'small.csv');
    writeFileSync(path, 'g,y\na,1\nb,2\n');
    const preview = await running.call('data.preview', { job: 'look', path, options: null });
    expect(preview.columns.map(({ name }) => name)).toEqual(['g', 'y']);
    expect((await running.call('app.info', {})).project).toBeNull();
  });

  test('tells what only its far end shows, which no preview reads', async () => {
    const path = join(folder, 'late.csv');
    const rows = Array.from({ length: 60_000 }, (_, i) => `group ${i % 9},${i}`);
    writeFileSync(path, `g,y\n${rows.join('\n')}\ngroup 1,many\n`);
    const { notices } = await running.call('data.import', { job: 'import', path, options: null });
    expect(notices.filter(({ severity }) => severity !== 'info').map(({ message }) => message)).toEqual([
      expect.stringMatching(/“y”.*60.?001|60.?001.*“y”|many/),
    ]);
  });

  test('that cannot be read leaves everything as it was', async () => {
    await expect(running.call('data.import', { job: 'x', path: join(folder, 'no.csv'), options: null })).rejects.toHaveProperty(
      'failure',
    );
    expect((await running.call('app.info', {})).project).toBeNull();
  });

  test.each(['read', 'adopt'])('whose import is stopped (%s) leaves no table behind', async (stage) => {
    const path = join(folder, 'big.csv');
    writeBigCsv(path, 300_000, 5);
    running.on('job.progress', ({ progress }) => progress.stage === stage && void running.call('job.cancel', { job: 'import' }));
    await expect(running.call('data.import', { job: 'import', path, options: null })).rejects.toEqual(failing('job.cancelled'));
    expect((await running.call('app.info', {})).project?.tables ?? []).toEqual([]);
  });

  test('is among the recent files, samples are not', async () => {
    const path = join(temporaryFolder(), 'mine.csv');
    writeFileSync(path, 'g,y\na,1\nb,2\n');
    await running.call('data.import', { job: 'import', path, options: null });
    await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    const { recent } = await running.call('app.info', {});
    expect(recent.filter(({ kind }) => kind === 'data').map((file) => file.path)).toEqual([path]);
  });
});

describe('an edit', () => {
  const kindOf = (column: string, to: 'continuous' | 'nominal') => ({ kind: 'column-kind', column, to }) as const;

  test('tells what it did beyond what was asked, and nothing where there is no more to say', async () => {
    const path = join(folder, 'small.csv');
    writeFileSync(path, 'g,y\na,1\n2,2\n');
    const { tableId } = await running.call('data.import', { job: 'import', path, options: null });
    const lossy = await running.call('table.edit', { job: 'edit', tableId, edit: kindOf('g', 'continuous') });
    expect(lossy.notices).toMatchObject([{ code: 'table.labels-lost', details: { column: 'g', cells: 1, labels: ['a'] } }]);
    const { project } = await running.call('app.info', {});
    expect(lossy.revision).toBe(project?.tables[0].revision);
    expect(await running.call('table.edit', { job: 'edit', tableId, edit: kindOf('y', 'nominal') })).not.toHaveProperty(
      'notices',
    );
  });
});

describe('a fit', () => {
  test('is kept under its key, and not made twice', async () => {
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const first = await running.call('model.fit', { job: 'fit', id });
    expect(first.cached).toBe(false);
    expect(await running.call('model.fit', { job: 'again', id })).toEqual({ fitKey: first.fitKey, cached: true });
    expect((await stateNow()).models[0].fit).toMatchObject({ status: 'done', fitKey: first.fitKey, failure: null });
    expect((await running.call('model.report', { id }))?.blocks.length).toBeGreaterThan(0);
  });

  test('runs, then is done: every window is told', async () => {
    const { id } = await withModel('Reaction ~ Days + (1 | Subject)');
    const told: string[] = [];
    running.on('model.changed', ({ fit }) => told.push(fit.status));
    await running.call('model.fit', { job: 'fit', id });
    expect(told).toEqual(['running', 'done']);
  });

  test('that fails says why in the model’s state, and the model can be mended', async () => {
    const { id } = await withModel('Reaction ~ Dayz');
    await expect(running.call('model.fit', { job: 'fit', id })).rejects.toHaveProperty('failure');
    const { fit } = (await stateNow()).models[0];
    expect(fit.status).toBe('failed');
    expect(fit.failure?.message).toContain('Dayz');
    await running.call('model.change', { id, spec: spec('Reaction ~ Days'), step: 'Change formula' });
    await running.call('model.fit', { job: 'fit', id });
    expect((await stateNow()).models[0].fit).toMatchObject({ status: 'done', failure: null });
  });

  test('of a newer form of the model wins over the older one', async () => {
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const older = running.call('model.fit', { job: 'older', id }).catch(() => null);
    await running.call('model.change', { id, spec: spec('Reaction ~ Days + (1 | Subject)'), step: 'Remove slope' });
    const newer = await running.call('model.fit', { job: 'newer', id });
    await older;
    expect((await stateNow()).models[0].fit).toMatchObject({ status: 'done', fitKey: newer.fitKey });
  });

  test('that is begun twice at once runs on, and is done', async () => {
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const told: string[] = [];
    running.on('model.changed', ({ fit }) => told.push(fit.status));
    const first = running.call('model.fit', { job: 'first', id }).catch((thrown: unknown) => thrown);
    await running.call('model.fit', { job: 'second', id });
    await first;
    // The first may be done before the second takes its place; the model never ends up as anything else.
    expect(told.slice(0, 2)).toEqual(['running', 'running']);
    expect(new Set(told.slice(2))).toEqual(new Set(['done']));
  });

  test('can be stopped, and leaves the model as it was', async () => {
    const path = join(folder, 'big.csv');
    writeBigCsv(path, 100_000, 4);
    const { tableId } = await running.call('data.import', { job: 'import', path, options: null });
    const { id } = await running.call('model.create', { tableId, spec: spec('score ~ x1 + (1 + x1 | school)'), name: null });
    const fitted = running.call('model.fit', { job: 'fit', id });
    await running.call('job.cancel', { job: 'fit' });
    await expect(fitted).rejects.toEqual(failing('job.cancelled'));
    expect((await stateNow()).models[0].fit).toMatchObject({ status: 'none', failure: null });
  });

  describe.each([
    ['is deleted', ['model.delete'], ['history.undo']],
    ['is undone', ['history.undo'], ['history.redo']],
    ['loses its data by undo', ['history.undo', 'history.undo'], ['history.redo', 'history.redo']],
  ] as const)('of a model that %s meanwhile', (_, away, back) => {
    test('is stopped, and can be made when the model is back', async () => {
      await withLate('fit');
      const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
      const fitted = running.call('model.fit', { job: 'fit', id });
      const taken = Promise.all(away.map((name) => running.call(name, name === 'model.delete' ? { id } : {})));
      await expect(fitted).rejects.toEqual(failing('job.cancelled'));
      await taken;
      expect((await stateNow()).models).toEqual([]);
      for (const name of back) await running.call(name, {});
      expect((await stateNow()).models[0].fit).toMatchObject({ status: 'none', failure: null });
      expect((await running.call('model.fit', { job: 'again', id })).cached).toBe(false);
      expect(running.events.filter(({ name }) => name === 'app.trouble')).toEqual([]);
    });
  });

  test('of a model that is gone says so', async () => {
    const { id } = await withModel('Reaction ~ Days');
    await running.call('model.delete', { id });
    await expect(running.call('model.fit', { job: 'fit', id })).rejects.toEqual(failing('model.gone'));
    await expect(running.call('model.report', { id })).rejects.toEqual(failing('model.gone'));
  });

  test('is stopped when its project is closed', async () => {
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const fitted = running.call('model.fit', { job: 'fit', id });
    const closed = running.call('project.close', {});
    await expect(fitted).rejects.toEqual(failing('job.cancelled'));
    await closed;
    expect(running.events.filter(({ name }) => name === 'app.trouble')).toEqual([]);
  });

  test('goes stale when its model changes, and is back at once when the change is undone', async () => {
    const { id } = await withModel('Reaction ~ Days + (1 | Subject)');
    const { fitKey } = await running.call('model.fit', { job: 'fit', id });
    await running.call('model.change', { id, spec: spec('Reaction ~ 1 + (1 | Subject)'), step: 'Remove Days' });
    expect((await stateNow()).models[0].fit).toMatchObject({ status: 'stale', fitKey });
    expect(JSON.stringify(await running.call('models.compare', { ids: [id] }))).toContain('1802.07');
    await running.call('history.undo', {});
    expect(await running.call('model.fit', { job: 'fit', id })).toEqual({ fitKey, cached: true });
  });

  test('by maximum likelihood has its own page, though its numbers were known', async () => {
    const { id } = await withModel('Reaction ~ Days + (1 | Subject)');
    await running.call('model.fit', { job: 'reml', id });
    const ml = { ...spec('Reaction ~ Days + (1 | Subject)'), criterion: 'ML' } as const;
    await running.call('model.change', { id, spec: ml, step: 'Use ML' });
    await running.call('model.fit', { job: 'ml', id });
    expect(JSON.stringify(await running.call('model.report', { id }))).toContain('1802.07');
  });

  test('stands beside others, compared by maximum likelihood', async () => {
    const { tableId, id } = await withModel('Reaction ~ Days + (1 | Subject)');
    const other = await running.call('model.create', {
      tableId,
      spec: spec('Reaction ~ Days + (Days | Subject)'),
      name: 'slopes',
    });
    for (const model of [id, other.id]) await running.call('model.fit', { job: model, id: model });
    const report = await running.call('models.compare', { ids: [id, other.id] });
    const [table] = report.blocks.filter((block) => block.kind === 'table');
    expect(table.columns.map(({ title }) => title)).toEqual(['', 'Model 1', 'slopes']);
    const aic = table.rows.find((row) => row.id === 'AIC' || row.id === 'aic');
    const value = (cell: unknown) => (typeof cell === 'number' ? cell : (cell as { value: number }).value);
    // lme4 4.2: AIC(update(m, REML = FALSE)) of both models.
    expect(value(aic?.cells[id])).toBeCloseTo(1802.0786, 3);
    expect(value(aic?.cells[other.id])).toBeCloseTo(1763.9393, 3);
  });
});

describe('a project', () => {
  test('comes back with its results, which are not fitted again and hold', async () => {
    const path = join(folder, 'sleep.terrace');
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const { fitKey } = await running.call('model.fit', { job: 'fit', id });
    const report = await running.call('model.report', { id });
    await running.call('project.saveAs', { path, overwrite: false });
    await running.close();

    running = runApp(folder);
    const { state, recovered } = await running.call('project.open', { path });
    expect(recovered).toBe(false);
    expect(state.models[0].fit).toMatchObject({ status: 'done', fitKey });
    expect(await running.call('model.report', { id })).toEqual(report);
    expect(await running.call('model.fit', { job: 'fit', id })).toEqual({ fitKey, cached: true });
    // Quiet jobs run in order: the check of the fit is over when this one is.
    await running.call('models.compare', { ids: [id] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(running.events.filter(({ name }) => name === 'app.trouble')).toEqual([]);
  });

  test('says so when its data turn out to be damaged while nobody waits for them', async () => {
    const { id } = await withModel('Reaction ~ Days');
    const [database] = globSync(join(folder, 'working', '*', 'work.db'));
    const db = new Database(database);
    db.exec('UPDATE chunks SET crc = crc + 1; UPDATE columns SET summary_revision = -1');
    db.close();
    const trouble = running.next('app.trouble');
    await running.call('model.rename', { id, name: 'Days alone' });
    expect(await trouble).toMatchObject({ code: 'project.damaged', remedy: expect.stringContaining('backup') });
  });

  test('says so when a kept fit does not hold', async () => {
    const path = join(folder, 'sleep.terrace');
    const { id } = await withModel('Reaction ~ Days + (Days | Subject)');
    await running.call('model.fit', { job: 'fit', id });
    await running.call('project.saveAs', { path, overwrite: false });
    await running.close();
    const db = new Database(path);
    db.exec("UPDATE fits SET result = json_set(result, '$.criterionValue', 1700.5)");
    db.close();

    running = runApp(folder);
    const trouble = running.next('app.trouble');
    await running.call('project.open', { path });
    expect(await trouble).toMatchObject({ code: 'fit.stored-differs', details: { stored: 1700.5 } });
  });

  test('that is worked on while its kept fits are checked is no trouble', async () => {
    const path = join(folder, 'sleep.terrace');
    const { tableId, id } = await withModel('Reaction ~ Days + (Days | Subject)');
    const other = await running.call('model.create', { tableId, spec: spec('Reaction ~ 1 + (1 | Subject)'), name: null });
    for (const model of [id, other.id]) await running.call('model.fit', { job: model, id: model });
    await running.call('project.saveAs', { path, overwrite: false });
    await withLate('verify');
    await running.call('project.open', { path });
    await running.call('table.edit', {
      job: 'edit',
      tableId,
      edit: { kind: 'cells', row: 0, columns: ['Reaction'], cells: [['250']] },
    });
    await running.call('model.delete', { id: other.id });
    await running.call('model.fit', { job: 'fit', id });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(running.events.filter(({ name }) => name === 'app.trouble')).toEqual([]);
  });

  test('is opened once however often it is asked for', async () => {
    const path = join(folder, 'sleep.terrace');
    await withModel('Reaction ~ Days');
    await running.call('project.saveAs', { path, overwrite: false });
    const [one, two] = await Promise.all([running.call('project.open', { path }), running.call('project.open', { path })]);
    expect(two.state.id).toBe(one.state.id);
  });

  test('that is open already stays open, by whatever way its file is found', async () => {
    const path = join(folder, 'sleep.terrace');
    const link = join(folder, 'linked', 'also.terrace');
    mkdirSync(dirname(link));
    symlinkSync(path, link);
    const { id } = await withModel('Reaction ~ Days');
    await running.call('project.saveAs', { path, overwrite: false });
    const before = await stateNow();
    await running.call('model.rename', { id, name: 'kept' });
    for (const way of [path, join(folder, 'linked', '..', 'sleep.terrace'), link]) {
      const { state, recovered } = await running.call('project.open', { path: way });
      expect([state.id, state.models[0].name, recovered]).toEqual([before.id, 'kept', false]);
    }
  });

  test('that has no file yet and is open already stays open', async () => {
    await withModel('Reaction ~ Days');
    const [database] = globSync(join(folder, 'working', '*', 'work.db'));
    const { state } = await running.call('project.open', { path: dirname(database) });
    expect(state.id).toBe((await stateNow()).id);
  });

  test('that has no file yet is offered after the program has ended', async () => {
    await withModel('Reaction ~ Days');
    await running.close();
    running = runApp(folder);
    const { recent } = await running.call('app.info', {});
    const { state } = await running.call('project.open', { path: recent[0].path });
    expect(state.models[0].spec.formula).toBe('Reaction ~ Days');
  });
});

describe('a worker that dies', () => {
  test('fails its own job with the cause and costs nothing else', async () => {
    await running.close();
    const workers: WorkerHandle[] = [];
    running = runApp(folder, {
      spawnWorker: (listener) => {
        const worker = spawnNodeWorker(listener);
        workers.push(worker);
        return worker;
      },
    });
    const { id } = await withModel('Reaction ~ Days + (1 | Subject)');
    const path = join(folder, 'long.csv');
    writeBigCsv(path, 200_000, 6);
    running.on('job.progress', ({ job }) => job === 'long' && workers.forEach((worker) => worker.end()));
    await expect(running.call('data.import', { job: 'long', path, options: null })).rejects.toEqual(failing('job.worker-died'));
    expect((await stateNow()).tables).toHaveLength(1);
    expect((await running.call('model.fit', { job: 'fit', id })).cached).toBe(false);
  });
});
