import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelSpec, Report, TableBlock } from '../../engine/contract/index.ts';
import type { KeptAnalysis } from '../../main/api.ts';
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

const spec = (formula: string): ModelSpec => ({ kind: 'model', formula, criterion: 'REML' });
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
let jobs = 0;

/** The sleep data with one fitted model. */
async function fitted(formula = 'Reaction ~ Days + (1 | Subject)'): Promise<{ tableId: string; id: string }> {
  const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
  const { id } = await running.call('model.create', { tableId, spec: spec(formula), name: null });
  await running.call('model.fit', { job: 'fit', id });
  return { tableId, id };
}

const ask = (id: string, choices = {}, key: string | null = null, analysis = 'wald-intervals') =>
  running.call('analysis.run', { job: `ask ${++jobs}`, id, analysis, choices, key });

async function kept(id: string): Promise<readonly KeptAnalysis[]> {
  return running.call('analyses.kept', { id });
}

async function widthOfDays({ report }: KeptAnalysis): Promise<number> {
  const answer = (await running.call('analysis.report', { report: report! })) as Report;
  const row = (answer.blocks[0] as TableBlock).rows.find(({ id }) => id === 'Days')!;
  return Number(row.cells['upper']) - Number(row.cells['lower']);
}

describe('asking something of a model', () => {
  test('is offered once it is fitted, and refused before with a reason', async () => {
    const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    const { id } = await running.call('model.create', { tableId, spec: spec('Reaction ~ Days'), name: null });
    expect(await running.call('analyses.offered', { id })).toEqual([]);
    await expect(ask(id)).rejects.toEqual(failing('analysis.not-fitted'));
    await running.call('model.fit', { job: 'fit', id });
    const offered = await running.call('analyses.offered', { id });
    expect(offered.find((offer) => offer.id === 'wald-intervals')).toMatchObject({ area: 'intervals', replicates: null });
  });

  test('keeps question and answer with the model, in the order asked', async () => {
    const { id } = await fitted();
    const first = await ask(id, { coverage: 95 });
    const second = await ask(id, { coverage: 50 });
    const now = await kept(id);
    expect(now.map(({ key, choices, current }) => ({ key, choices, current }))).toEqual([
      { key: first.key, choices: { coverage: 95 }, current: true },
      { key: second.key, choices: { coverage: 50 }, current: true },
    ]);
    expect(await widthOfDays(now[1])).toBeLessThan((await widthOfDays(now[0])) / 2);
  });

  test('does not put the same question twice, and answers it at once', async () => {
    const { id } = await fitted();
    const first = await ask(id, { coverage: 90 });
    expect(await ask(id, { coverage: 90 })).toEqual({ key: first.key, cached: true });
    expect(await kept(id)).toHaveLength(1);
  });

  test('tells of choices that cannot be followed, and keeps nothing', async () => {
    const { id } = await fitted();
    await expect(ask(id, { coverage: 120 })).rejects.toEqual(failing('analysis.bad-choice'));
    await expect(ask(id, {}, null, 'no-such')).rejects.toEqual(failing('analysis.unknown'));
    await expect(ask(id, { coverage: 'x'.repeat(1000) })).rejects.toEqual(failing('app.invalid-ask'));
    expect(await kept(id)).toEqual([]);
  });

  test('is a step of the one history: added, changed, removed, each taken back with its answer', async () => {
    const { id } = await fitted();
    const { key } = await ask(id, { coverage: 95 });
    const wide = await widthOfDays((await kept(id))[0]);
    await ask(id, { coverage: 50 }, key);
    const narrow = await widthOfDays((await kept(id))[0]);
    await running.call('analysis.remove', { key });
    expect(await kept(id)).toEqual([]);
    expect((await running.call('history.undo', {}))?.step).toBe('Remove “Wald intervals”');
    expect(await widthOfDays((await kept(id))[0])).toBe(narrow);
    expect((await running.call('history.undo', {}))?.step).toBe('Change “Wald intervals”');
    expect(await widthOfDays((await kept(id))[0])).toBe(wide);
    expect((await running.call('history.undo', {}))?.step).toBe('Add “Wald intervals”');
    expect(await kept(id)).toEqual([]);
    await running.call('history.redo', {});
    expect(await kept(id)).toMatchObject([{ current: true }]);
  });

  test('shows an answer as older once the model has moved on, and is put to the new fit under the same name', async () => {
    const { id } = await fitted();
    const { key } = await ask(id, { coverage: 95 });
    const before = (await kept(id))[0];
    await running.call('model.change', { id, spec: spec('Reaction ~ Days + (Days | Subject)'), step: 'slope' });
    expect((await kept(id))[0]).toEqual({ ...before, current: false });
    await running.call('model.fit', { job: 'fit', id });
    expect((await kept(id))[0]).toEqual({ ...before, current: false });
    expect(await ask(id, { coverage: 95 }, key)).toEqual({ key, cached: false });
    const after = (await kept(id))[0];
    expect(after.current).toBe(true);
    expect(await widthOfDays(after)).toBeGreaterThan(1.5 * (await widthOfDays(before)));
    await running.call('history.undo', {});
    expect((await kept(id))[0]).toEqual(before);
  });

  test('is refused where the data have moved on, because nothing but the kept fit has seen the old ones', async () => {
    const { tableId, id } = await fitted();
    const edit = { kind: 'cells', row: 0, columns: ['Reaction'], cells: [['300']] } as const;
    await running.call('table.edit', { job: 'edit', tableId, edit });
    await expect(ask(id)).rejects.toEqual(failing('analysis.data-moved'));
  });

  test('comes back with a model whose deletion is taken back', async () => {
    const { id } = await fitted();
    await ask(id);
    const before = await kept(id);
    await running.call('model.delete', { id });
    await running.call('history.undo', {});
    expect(await kept(id)).toEqual(before);
  });

  test('is there again in the next sitting, answer and all, removed ones by undo', async () => {
    const { id } = await fitted();
    const { key } = await ask(id, { coverage: 95 });
    await ask(id, { coverage: 50 });
    const before = await kept(id);
    await running.call('analysis.remove', { key });
    const path = `${folder}/sleep.terrace`;
    await running.call('project.saveAs', { path, overwrite: false });
    await running.close();
    running = runApp(temporaryFolder());
    await running.call('project.open', { path });
    await running.call('history.undo', {});
    expect(await kept(id)).toEqual(before);
    expect(await widthOfDays(before[0])).toBeGreaterThan(await widthOfDays(before[1]));
  });
});
