import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplaceReport } from '../../../main/api.ts';
import { school, tableState } from './school.ts';
import type { School } from './school.ts';

const how = { kind: 'replace', columns: null } as const;
const spec = (formula: string) => ({ kind: 'model', formula, criterion: 'REML' }) as const;

describe('data replaced by another file', () => {
  let at: School;
  beforeEach(async () => {
    at = await school();
    const edits = [
      { kind: 'label-column', column: 'score', label: 'Reading score' },
      { kind: 'column-kind', column: 'pupil', to: 'nominal' },
      { kind: 'order-levels', column: 'school', levels: ['South', 'North', 'East'] },
    ] as const;
    for (const edit of edits) await at.call('table.edit', { job: edit.kind, tableId: at.tableId, edit });
    await at.call('levels.setGrouping', { tableId: at.tableId, columns: ['school'], grouping: true });
  });
  afterEach(() => at.close());

  it('keep labels, kinds, the order of levels and what was said about groups', async () => {
    const file = at.write('pupils2.csv', 'pupil,school,score,age\n11,West,1.5,9\n12,North,2.5,8\n13,South,3.5,7\n');
    const { report, obstacle } = await at.look(file, how);
    expect(obstacle).toBeNull();
    expect(report).toMatchObject({ rowsBefore: 4, rowsNow: 3, gone: ['girl'] });
    const schools = (report as ReplaceReport).columns.find(({ to }) => to === 'school')!;
    expect(schools).toMatchObject({ newLevels: ['West'], goneLevels: ['East'] });

    await at.apply(file, how);
    expect(await at.cells()).toEqual({
      school: ['West', 'North', 'South'],
      pupil: ['11', '12', '13'],
      score: [1.5, 2.5, 3.5],
      age: [9, 8, 7],
    });
    const state = await tableState(at, at.tableId);
    expect(state.source).toBe('pupils2.csv');
    expect(state.columns.map(({ name, label, scale, levels }) => [name, label, scale, levels])).toEqual([
      ['school', '', 'nominal', ['South', 'North', 'West']],
      ['pupil', '', 'nominal', ['11', '12', '13']],
      ['score', 'Reading score', 'continuous', []],
      ['age', '', 'continuous', []],
    ]);
    await expect
      .poll(async () => (await tableState(at, at.tableId)).levelMap?.groupings, { timeout: 20_000 })
      .toMatchObject([{ name: 'school', status: 'accepted' }]);
    await at.call('history.undo', {});
    expect(await tableState(at, at.tableId)).toMatchObject({ source: 'pupils.csv', rows: 4 });
    expect((await at.cells())['girl']).toEqual(['TRUE', 'FALSE', 'TRUE', 'FALSE']);
  });

  it('keep the models, stale, and say which lack a variable', async () => {
    const kept = await at.call('model.create', { tableId: at.tableId, spec: spec('score ~ 1'), name: 'Null' });
    await at.call('model.create', { tableId: at.tableId, spec: spec('score ~ girl'), name: 'Girls' });
    await at.call('model.fit', { job: 'fit', id: kept.id });
    const file = at.write('pupils2.csv', 'school,pupil,score\nNorth,11,1.5\nSouth,12,2.5\nSouth,13,4.5\n');
    const { report } = await at.look(file, how);
    expect((report as ReplaceReport).models.map(({ name, lacks }) => [name, lacks])).toEqual([
      ['Null', []],
      ['Girls', ['girl']],
    ]);
    await at.apply(file, how);
    const states = async () => (await at.call('app.info', {})).project!.models.map(({ name, fit }) => [name, fit.status]);
    expect(await states()).toEqual([
      ['Null', 'stale'],
      ['Girls', 'none'],
    ]);
    await at.call('model.fit', { job: 'refit', id: kept.id });
    expect((await states())[0]).toEqual(['Null', 'done']);
    await expect(
      at.call('model.fit', { job: 'girls', id: (await at.call('app.info', {})).project!.models[1]!.id }),
    ).rejects.toBeDefined();
    await at.call('history.undo', {});
    expect((await states())[0]).toEqual(['Null', 'done']);
  });

  it('are matched as the person says', async () => {
    const file = at.write('other.csv', 'site,points\nA,1.5\nB,2.5\n');
    const look = await at.look(file, how);
    expect(look.obstacle?.code).toBe('combine.nothing-matches');
    const columns = [
      { file: 'site', to: 'school' },
      { file: 'points', to: 'score' },
    ];
    await at.apply(file, { ...how, columns });
    expect(await at.cells()).toEqual({ school: ['A', 'B'], score: [1.5, 2.5] });
  });

  it('are read as the first file was', async () => {
    const tableId = (
      await at.call('data.import', {
        job: 'i',
        path: at.write('codes.csv', 'g,y\na,1\nb,99\na,3\n'),
        options: { missing: ['99'] },
      })
    ).tableId;
    const file = at.write('codes2.csv', 'g,y\na,99\nb,2\n');
    await at.call('combine.apply', { job: 'r', tableId, path: file, options: null, how });
    const window = await at.call('table.rows', { tableId, from: 0, count: 10 });
    expect(window.columns[1]).toEqual([null, 2]);
  });
});
