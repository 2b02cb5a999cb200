import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProjectState } from '../../main/api.ts';
import { openServerWindow } from '../support/serverWindow.ts';
import type { ServerWindow } from '../support/serverWindow.ts';
import { startServer, temporaryFolder } from '../support/startServer.ts';
import type { RunningServer } from '../support/startServer.ts';

const sample = join(import.meta.dirname, '../../resources/samples/sleepstudy.csv');
const spec = { kind: 'model', formula: 'Reaction ~ Days + (Days | Subject)', criterion: 'REML' } as const;

let folder: string;
let server: RunningServer;
let one: ServerWindow;
let two: ServerWindow;
let tableId: string;
/** What each tab was told last. */
let told: { one: ProjectState | null; two: ProjectState | null };

beforeEach(async () => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'home'));
  server = await startServer({ dataFolder: join(folder, 'data'), home: join(folder, 'home') });
  one = await openServerWindow(server.url);
  two = await openServerWindow(server.url, one.cookie);
  told = { one: null, two: null };
  one.on('project.changed', (state) => (told.one = state));
  two.on('project.changed', (state) => (told.two = state));
  ({ tableId } = await one.call('data.import', { job: 'import', path: sample, options: null }));
});

afterEach(() => server.kill());

const setFirst = (text: string) => ({ kind: 'cells', row: 0, columns: ['Reaction'], cells: [[text]] }) as const;
const failing = (code: string) => ({
  failure: { code, message: expect.stringMatching(/\.$/), remedy: expect.stringMatching(/\.$/) },
});
const newModel = (tab: ServerWindow) => tab.call('model.create', { tableId, spec, name: null });

/** Whatever one tab did last, both see the same once each has asked something. */
async function expectAgreement(): Promise<ProjectState | null> {
  const [{ project }] = await Promise.all([one.call('app.info', {}), two.call('app.info', {})]);
  const plain = (state: ProjectState | null) =>
    state && { ...state, save: null, tables: state.tables.map(({ revision }) => revision) };
  expect(plain(told.one)).toEqual(plain(project));
  expect(plain(told.two)).toEqual(plain(project));
  return project;
}

describe('two tabs on one project', () => {
  test('each sees what the other changes, and takes it back', async () => {
    const { revision } = await one.call('table.edit', { job: 'edit', tableId, edit: setFirst('300') });
    await two.call('app.info', {});
    expect(told.two?.tables[0].revision).toBe(revision);
    expect((await two.call('table.rows', { tableId, from: 0, count: 1 })).columns[0]).toEqual([300]);
    expect(await two.call('history.undo', {})).toMatchObject({ step: 'Set Reaction, row 1' });
    expect((await one.call('table.rows', { tableId, from: 0, count: 1 })).columns[0]).toEqual([249.56]);
    await expectAgreement();
  });

  test('changing it at the same moment lose nothing of each other', async () => {
    const edits = ['1', '2', '3'].flatMap((text, row) => [
      one.call('table.edit', { job: `a${text}`, tableId, edit: { ...setFirst(text), row: 2 * row } }),
      two.call('table.edit', { job: `b${text}`, tableId, edit: { ...setFirst(`${text}0`), row: 2 * row + 1 } }),
    ]);
    await Promise.all([...edits, newModel(one), newModel(two)]);
    expect((await one.call('table.rows', { tableId, from: 0, count: 6 })).columns[0]).toEqual([1, 10, 2, 20, 3, 30]);
    const project = await expectAgreement();
    expect(project?.models.map(({ name }) => name)).toEqual(['Model 1', 'Model 2']);
    for (let step = 0; step < 8; step++) await (step % 2 ? one : two).call('history.undo', {});
    expect((await expectAgreement())?.undo).toBe('Import sleepstudy.csv');
  });

  test('fitting the same model at once end with one fit that both see', async () => {
    const { id } = await newModel(one);
    const both = await Promise.allSettled([one, two].map((tab, i) => tab.call('model.fit', { job: `fit ${i}`, id })));
    const [done] = both.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
    for (const each of both) if (each.status === 'rejected') expect(each.reason).toMatchObject(failing('job.cancelled'));
    expect((await expectAgreement())?.models[0].fit).toMatchObject({ status: 'done', fitKey: done.fitKey });
    expect(await two.call('model.report', { id })).not.toBeNull();
  });

  test('of which one deletes what the other works on: the other is told what to do', async () => {
    const { id } = await newModel(one);
    await two.call('model.delete', { id });
    await expect(one.call('model.change', { id, spec, step: 'Change' })).rejects.toMatchObject(failing('model.gone'));
    await expect(one.call('model.fit', { job: 'fit', id })).rejects.toMatchObject(failing('model.gone'));
    await two.call('history.undo', {});
    await one.call('model.rename', { id, name: 'back' });
    expect((await expectAgreement())?.models.map(({ name }) => name)).toEqual(['back']);
  });

  test('of which one closes the project: the other sees it, and its work is kept', async () => {
    await newModel(two);
    const closed = one.call('project.close', {});
    const late = two.call('table.edit', { job: 'late', tableId, edit: setFirst('300') }).then(
      () => 'made',
      (thrown: unknown) => thrown,
    );
    await closed;
    const outcome = await late;
    if (outcome !== 'made') expect(outcome).toMatchObject(failing('project.none'));
    await expectAgreement();
    expect(told.two).toBeNull();
    const [kept] = (await two.call('app.info', {})).recent;
    const { state } = await two.call('project.open', { path: kept.path });
    expect([state.models.length, told.one?.id]).toEqual([1, state.id]);
    const value = outcome === 'made' ? 300 : 249.56;
    expect((await one.call('table.rows', { tableId, from: 0, count: 1 })).columns[0]).toEqual([value]);
  });
});
