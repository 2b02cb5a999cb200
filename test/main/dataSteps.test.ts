import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelSpec, StepWork } from '../../engine/contract/index.ts';
import type { CellValue, DataStepState, TableState } from '../../main/api.ts';
import { runApp } from '../support/runningApp.ts';
import type { RunningApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';

let folder: string;
let running: RunningApp;
let tableId: string;

beforeEach(async () => {
  folder = temporaryFolder();
  running = runApp(folder);
  const path = join(folder, 'small.csv');
  writeFileSync(path, 'x,g,day\n1,a,2024-01-01\n2,a,2024-01-03\n3,b,2024-02-01\n6,b,2024-02-29\n10,b,\n');
  ({ tableId } = await running.call('data.import', { job: 'import', path, options: null }));
});

afterEach(() => running.close());

const compute = (column: string, expression: string): StepWork => ({ kind: 'compute', column, expression });
const add = (work: StepWork, name: string | null = null) => running.call('steps.add', { tableId, work, name });
const failing = (code: string, details: object = {}) =>
  expect.objectContaining({ failure: expect.objectContaining({ code, details: expect.objectContaining(details) }) });

async function table(): Promise<TableState> {
  const { project } = await running.call('app.info', {});
  return project!.tables.find(({ id }) => id === tableId)!;
}

/** The table once nothing is being worked out. */
async function settled(): Promise<TableState & { readonly steps: readonly DataStepState[] }> {
  for (;;) {
    const { steps = [], ...now } = await table();
    if (steps.every(({ outcome }) => outcome.status !== 'working')) return { ...now, steps };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function cells(column: string): Promise<readonly CellValue[]> {
  const { columns, rows } = await settled();
  const at = columns.findIndex(({ name }) => name === column);
  const window = await running.call('table.rows', { tableId, from: 0, count: rows });
  return window.columns[at] ?? [];
}

async function stepNamed(name: string): Promise<DataStepState> {
  return (await settled()).steps.find((step) => step.name === name)!;
}

const type = (row: number, column: string, text: string) =>
  running.call('table.edit', { job: 'e', tableId, edit: { kind: 'cells', row, columns: [column], cells: [[text]] } });

describe('a computed column', () => {
  test('appears with its values, and goes with undo', async () => {
    await add(compute('d', 'x - mean(x, by = g)'));
    expect(await cells('d')).toEqual([-0.5, 0.5, 3 - 19 / 3, 6 - 19 / 3, 10 - 19 / 3]);
    expect((await settled()).columns.find(({ name }) => name === 'd')?.summary.distinct).toBe(5);
    await running.call('history.undo', {});
    expect((await table()).columns.map(({ name }) => name)).toEqual(['x', 'g', 'day']);
    await running.call('history.redo', {});
    expect((await cells('d'))[0]).toBe(-0.5);
  });

  test('follows an edit, its undo, and rows that come and go', async () => {
    await add(compute('m', 'mean(x)'));
    expect((await cells('m'))[0]).toBe(4.4);
    await type(4, 'x', '20');
    expect((await cells('m'))[0]).toBe(6.4);
    await running.call('table.edit', { job: 'e', tableId, edit: { kind: 'delete-rows', from: 0, count: 2 } });
    expect(await cells('m')).toEqual([29 / 3, 29 / 3, 29 / 3]);
    await running.call('table.edit', { job: 'e', tableId, edit: { kind: 'insert-rows', at: 1, count: 70 } });
    expect(await cells('m')).toHaveLength(73);
    for (let i = 0; i < 3; i++) await running.call('history.undo', {});
    expect(await cells('m')).toEqual([4.4, 4.4, 4.4, 4.4, 4.4]);
  });

  test('stays beside its rows when they are sorted, made before or after', async () => {
    await add(compute('before', 'x * 2'));
    await cells('before');
    await running.call('table.sort', { job: 's', tableId, by: [{ column: 'x', descending: true }] });
    await add(compute('after', 'x * 2'));
    expect(await cells('x')).toEqual([10, 6, 3, 2, 1]);
    expect(await cells('before')).toEqual([20, 12, 6, 4, 2]);
    expect(await cells('after')).toEqual([20, 12, 6, 4, 2]);
    const { id } = (await settled()).steps[0]!;
    await running.call('steps.intoValues', { tableId, id });
    expect(await cells('before')).toEqual([20, 12, 6, 4, 2]);
    await type(0, 'x', '100');
    expect(await cells('after')).toEqual([200, 12, 6, 4, 2]);
    for (let i = 0; i < 4; i++) await running.call('history.undo', {});
    expect(await cells('x')).toEqual([1, 2, 3, 6, 10]);
    expect(await cells('before')).toEqual([2, 4, 6, 12, 20]);
  });

  test('may change its kind, and change back, and every state has the right values', async () => {
    const { id } = await add(compute('k', 'x + 1'));
    expect(await cells('k')).toEqual([2, 3, 4, 7, 11]);
    await running.call('steps.change', { id, work: compute('k', 'ifelse(x > 2, "much", "little")'), name: null });
    expect(await cells('k')).toEqual(['little', 'little', 'much', 'much', 'much']);
    await running.call('table.edit', { job: 'e', tableId, edit: { kind: 'insert-rows', at: 0, count: 1 } });
    expect(await cells('k')).toEqual([null, 'little', 'little', 'much', 'much', 'much']);
    await running.call('history.undo', {});
    await running.call('history.undo', {});
    expect(await cells('k')).toEqual([2, 3, 4, 7, 11]);
    await running.call('history.redo', {});
    await running.call('history.redo', {});
    expect(await cells('k')).toEqual([null, 'little', 'little', 'much', 'much', 'much']);
  });

  test('of another computed column follows through both', async () => {
    await add(compute('a', 'x * 2'));
    await add(compute('b', 'a + 1'));
    await type(0, 'x', '5');
    expect((await cells('b'))[0]).toBe(11);
  });

  test('cannot be typed into, until it is turned into values', async () => {
    const { id } = await add(compute('d', 'x * 2'));
    await cells('d');
    await expect(type(0, 'd', '7')).rejects.toEqual(failing('table.derived', { column: 'd', step: id }));
    await running.call('steps.intoValues', { tableId, id });
    await type(0, 'd', '7');
    expect(await cells('d')).toEqual([7, 4, 6, 12, 20]);
    await type(1, 'x', '100');
    expect(await cells('d')).toEqual([7, 4, 6, 12, 20]);
    for (let i = 0; i < 3; i++) await running.call('history.undo', {});
    await type(1, 'x', '100');
    expect(await cells('d')).toEqual([2, 200, 6, 12, 20]);
  });

  test('follows when what it reads, or it itself, is renamed', async () => {
    await add(compute('d', 'x - mean(x, by = g)'));
    await add(compute('e', 'd^2'));
    const rename = (column: string, to: string) =>
      running.call('table.edit', { job: 'e', tableId, edit: { kind: 'rename-column', column, to } });
    await rename('x', 'my x');
    await rename('d', 'within');
    expect((await settled()).steps.map(({ work }) => 'expression' in work && work.expression)).toEqual([
      '`my x` - mean(`my x`, by = g)',
      'within^2',
    ]);
    expect((await cells('e'))[0]).toBe(0.25);
  });

  test('goes with its step where the column is deleted, and both come back', async () => {
    await add(compute('d', 'x * 2'));
    await running.call('table.edit', { job: 'e', tableId, edit: { kind: 'delete-columns', columns: ['d'] } });
    expect((await settled()).steps).toEqual([]);
    await running.call('history.undo', {});
    expect(await cells('d')).toEqual([2, 4, 6, 12, 20]);
  });

  test('is there after closing and opening, without being worked out again', async () => {
    await add({
      kind: 'recode',
      column: 'r',
      from: 'g',
      numeric: false,
      rules: [{ match: { kind: 'values', values: ['a'] }, to: 'A' }],
      otherwise: 'keep',
    });
    await cells('r');
    const path = join(folder, 'kept.terrace');
    await running.call('project.saveAs', { path, overwrite: false });
    await running.close();
    running = runApp(temporaryFolder());
    const { state } = await running.call('project.open', { path });
    expect(state.tables[0]!.steps![0]!.outcome.status).toBe('done');
    expect(await cells('r')).toEqual(['A', 'A', 'b', 'b', 'b']);
    await type(0, 'g', 'b');
    expect((await cells('r'))[0]).toBe('b');
  });
});

describe('a step that cannot be', () => {
  test('is refused with the place in its text', async () => {
    await expect(add(compute('d', 'x + lgo(x)'))).rejects.toEqual(failing('formula.unknown-function', { start: 4, end: 7 }));
    await expect(add(compute('d', 'd + 1'))).rejects.toEqual(failing('step.uses-itself', { start: 0, end: 1 }));
    await expect(add(compute('x', '1'))).rejects.toEqual(failing('table.name-taken'));
  });

  test('is refused where two columns would be made from each other, by name', async () => {
    const { id } = await add(compute('a', 'x'));
    await add(compute('b', 'a'));
    const work = compute('a', 'b + 1');
    await expect(running.call('steps.change', { id, work, name: null })).rejects.toEqual(failing('step.circle'));
    await expect(running.call('steps.move', { id, to: 1 })).rejects.toEqual(failing('step.needed-above', { column: 'a' }));
  });

  test('fails later with its cause and place, with all that need it, and recovers', async () => {
    await add(compute('a', 'x / 2'));
    await add(compute('b', 'a + 1'));
    await settled();
    await running.call('table.edit', { job: 'e', tableId, edit: { kind: 'column-kind', column: 'x', to: 'nominal' } });
    const failed = (await stepNamed('Compute a')).outcome;
    expect(failed).toMatchObject({ status: 'failed', failure: { code: 'frame.not-numeric', details: { start: 0, end: 1 } } });
    expect((await stepNamed('Compute b')).outcome).toMatchObject({ failure: { code: 'step.source-failed' } });
    expect(await cells('b')).toEqual([null, null, null, null, null]);
    const spec: ModelSpec = { kind: 'model', formula: 'b ~ 1', criterion: 'REML' };
    const { id } = await running.call('model.create', { tableId, spec, name: null });
    await expect(running.call('model.fit', { job: 'f', id })).rejects.toEqual(failing('step.failed'));
    await running.call('history.undo', {});
    await running.call('history.undo', {});
    expect((await cells('b'))[0]).toBe(1.5);
  });
});

describe('filters', () => {
  const fitted = async (id: string) => {
    await running.call('model.fit', { job: `f${Math.random()}`, id });
    const report = await running.call('model.report', { id });
    const sample = report!.blocks.find((block) => block.kind === 'table' && block.id === 'sample');
    return JSON.stringify(sample);
  };

  test('leave rows out of models, say so, and give them back', async () => {
    const spec: ModelSpec = { kind: 'model', formula: 'x ~ 1', criterion: 'REML' };
    const { id } = await running.call('model.create', { tableId, spec, name: null });
    const before = await fitted(id);
    expect(before).not.toContain('filtered out');
    const filter = await add({ kind: 'filter', condition: 'x < 6' });
    expect((await settled()).steps[0]).toMatchObject({ rowsLeft: 3, outcome: { status: 'done' } });
    const stale = await running.call('app.info', {});
    expect(stale.project!.models[0]!.fit.status).toBe('stale');
    expect(await fitted(id)).toContain('filtered out');
    const window = await running.call('table.rows', { tableId, from: 2, count: 3 });
    expect(window.leftOut).toEqual([1, 2]);
    await running.call('steps.enable', { id: filter.id, enabled: false });
    expect((await running.call('app.info', {})).project!.models[0]!.fit.status).toBe('done');
    expect((await running.call('table.rows', { tableId, from: 0, count: 5 })).leftOut).toBeUndefined();
  });

  test('above a step keep rows out of its means', async () => {
    const { id } = await add(compute('m', 'mean(x, by = g)'));
    const filter = await add({ kind: 'filter', condition: 'x != 10' });
    expect((await cells('m'))[2]).toBe(19 / 3);
    await running.call('steps.move', { id, to: 1 });
    expect(await cells('m')).toEqual([1.5, 1.5, 4.5, 4.5, null]);
    await running.call('steps.remove', { id: filter.id });
    expect((await cells('m'))[2]).toBe(19 / 3);
    await running.call('history.undo', {});
    expect((await cells('m'))[4]).toBeNull();
  });

  test('that leave nothing are named by the model', async () => {
    await add({ kind: 'filter', condition: 'x > 100' });
    const spec: ModelSpec = { kind: 'model', formula: 'x ~ 1', criterion: 'REML' };
    const { id } = await running.call('model.create', { tableId, spec, name: null });
    await expect(running.call('model.fit', { job: 'f', id })).rejects.toMatchObject({
      failure: { code: 'frame.no-rows', message: expect.stringContaining('filters') },
    });
  });

  test('by chance keep the same rows after opening again', async () => {
    await add({ kind: 'sample', size: { kind: 'rows', rows: 2 }, groups: [], seed: 7 });
    await settled();
    const before = await running.call('table.rows', { tableId, from: 0, count: 5 });
    expect(before.leftOut).toHaveLength(3);
    await running.call('history.undo', {});
    await running.call('history.redo', {});
    await settled();
    expect((await running.call('table.rows', { tableId, from: 0, count: 5 })).leftOut).toEqual(before.leftOut);
  });
});

describe('a look ahead', () => {
  const preview = (work: StepWork, id: string | null = null) => running.call('steps.preview', { job: 'p', tableId, work, id });

  test('shows the first values and how many are missing', async () => {
    expect(await preview(compute('n', 'lag(x, by = g)'))).toEqual({
      ...{ kind: 'column', column: 'number', levels: [], levelCount: 0 },
      ...{ rows: [null, 1, null, 3, 6], missing: 2, total: 5 },
    });
    expect(await preview({ kind: 'filter', condition: 'g == "b"' })).toEqual({ kind: 'filter', left: 3, total: 5 });
  });

  test('in place of a step sees what that step sees', async () => {
    await add(compute('a', 'x'));
    const { id } = await add({ kind: 'filter', condition: 'x > 2' });
    await add({ kind: 'filter', condition: 'x > 3' });
    await settled();
    expect(await preview({ kind: 'filter', condition: 'a > 5' }, id)).toEqual({ kind: 'filter', left: 2, total: 5 });
    await expect(preview(compute('b', 'year(g)'))).rejects.toEqual(failing('step.not-a-date', { start: 5, end: 6 }));
  });
});

describe('a table made from another', () => {
  const groups = {
    kind: 'aggregate',
    groups: ['g'],
    summaries: [{ column: 'mean', from: 'x', of: 'mean' }],
  } as const;
  const make = (name: string) => running.call('tables.make', { job: 'm', tableId, work: groups, name });
  const tableNow = async (id: string) => {
    const { project } = await running.call('app.info', {});
    return project!.tables.find((one) => one.id === id);
  };
  const rowsOf = async (id: string) => (await running.call('table.rows', { tableId: id, from: 0, count: 9 })).columns;

  test('is shown before it is made, of the rows that filters leave', async () => {
    await add({ kind: 'filter', condition: 'x > 1' });
    expect(await running.call('tables.preview', { job: 'p', tableId, work: groups })).toMatchObject({
      ...{ columns: ['g', 'mean'], total: 2 },
      rows: [
        ['a', 2],
        ['b', 19 / 3],
      ],
    });
  });

  test('says when its source has changed, and is made anew, undo and all', async () => {
    const { tableId: id } = await make('groups');
    expect(await tableNow(id)).toMatchObject({ name: 'groups', made: { current: true, fromName: 'small' } });
    await type(0, 'x', '9');
    expect((await tableNow(id))!.made!.current).toBe(false);
    await running.call('tables.refresh', { job: 'r', tableId: id, work: null });
    expect((await rowsOf(id))[1]).toEqual([5.5, 19 / 3]);
    expect((await tableNow(id))!.made!.current).toBe(true);
    await running.call('history.undo', {});
    expect((await rowsOf(id))[1]).toEqual([1.5, 19 / 3]);
    for (let i = 0; i < 2; i++) await running.call('history.undo', {});
    expect(await tableNow(id)).toBeUndefined();
  });
});
