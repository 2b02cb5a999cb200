import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppendReport } from '../../../main/api.ts';
import { school, tableState } from './school.ts';
import type { School } from './school.ts';

const how = { kind: 'append', columns: null, source: null } as const;

describe('rows appended from a second file', () => {
  let at: School;
  beforeEach(async () => void (at = await school()));
  afterEach(() => at.close());

  it('come below, matched by name, spelling and label, with new labels as levels', async () => {
    const file = at.write('wave2.csv', 'Pupil,SCHOOL,score,extra\n5,West,1.5,a\n6,North,2.5,b\n');
    const look = await at.look(file, how);
    expect((look.report as AppendReport).columns.map(({ file: from, to, reason }) => [from, to, reason])).toEqual([
      ['Pupil', 'pupil', 'spelling'],
      ['SCHOOL', 'school', 'spelling'],
      ['score', 'score', 'name'],
      ['extra', 'extra', null],
    ]);
    expect(look.report).toMatchObject({ rowsBefore: 4, rowsAdded: 2, onlyTable: ['girl'] });
    expect((look.report as AppendReport).columns[1]).toMatchObject({ newLevels: ['West'], newLevelCount: 1 });
    expect(look.obstacle).toBeNull();

    await at.apply(file, how);
    expect(await at.cells()).toEqual({
      school: ['North', 'North', 'South', 'East', 'West', 'North'],
      pupil: [1, 2, 3, 4, 5, 6],
      score: [10.5, 11.25, null, 9.75, 1.5, 2.5],
      girl: ['TRUE', 'FALSE', 'TRUE', 'FALSE', null, null],
      extra: [null, null, null, null, 'a', 'b'],
    });
    expect((await tableState(at, at.tableId)).columns[0]!.levels).toEqual(['East', 'North', 'South', 'West']);
  });

  it('go with one undo, and come back with redo', async () => {
    const before = await at.cells();
    await at.apply(at.write('more.csv', 'school,pupil,score,girl\nWest,5,1,TRUE\n'), how);
    const after = await at.cells();
    expect(after['school']).toHaveLength(5);
    expect((await at.call('history.undo', {}))?.step).toBe('Append rows of more.csv');
    expect(await at.cells()).toEqual(before);
    await at.call('history.redo', {});
    expect(await at.cells()).toEqual(after);
  });

  it('can be typed over, also where the table’s own rows were kept in the same chunks', async () => {
    await at.apply(at.write('more.csv', 'school,pupil,score,girl\nWest,5,1,TRUE\n'), how);
    await at.call('table.edit', {
      job: 'edit',
      tableId: at.tableId,
      edit: { kind: 'cells', row: 0, columns: ['school', 'pupil'], cells: [['West', '77']] },
    });
    await at.call('table.edit', { job: 'rows', tableId: at.tableId, edit: { kind: 'insert-rows', at: 5, count: 2 } });
    expect((await at.cells())['school']).toEqual(['West', 'North', 'South', 'East', 'West', null, null]);
    for (let step = 0; step < 3; step++) await at.call('history.undo', {});
    expect((await at.cells())['school']).toEqual(['North', 'North', 'South', 'East']);
    expect((await at.cells())['pupil']).toEqual([1, 2, 3, 4]);
  });

  it('come below sorted rows, which stay as they stand without those that were deleted', async () => {
    const { tableId } = at;
    await at.call('table.sort', { job: 'sort', tableId, by: [{ column: 'pupil', descending: true }] });
    await at.call('table.edit', { job: 'rows', tableId, edit: { kind: 'delete-rows', from: 1, count: 1 } });
    await at.apply(at.write('wave2.csv', 'school,pupil,score,extra\nWest,5,1.5,a\nNorth,6,2.5,b\n'), how);
    expect(await at.cells()).toEqual({
      school: ['East', 'North', 'North', 'West', 'North'],
      pupil: [4, 2, 1, 5, 6],
      score: [9.75, 11.25, 10.5, 1.5, 2.5],
      girl: ['FALSE', 'FALSE', 'TRUE', null, null],
      extra: [null, null, null, 'a', 'b'],
    });
    for (let step = 0; step < 3; step++) await at.call('history.undo', {});
    expect((await at.cells())['pupil']).toEqual([1, 2, 3, 4]);
  });

  it('say where each row is from on wish, also the second time', async () => {
    const from = { ...how, source: 'source' };
    await at.apply(at.write('more.csv', 'school,pupil,score,girl\nWest,5,1,TRUE\n'), from);
    await at.apply(at.write('last.csv', 'school,pupil,score,girl\nWest,6,1,TRUE\n'), from);
    expect((await at.cells())['source']).toEqual([...Array<string>(4).fill('pupils.csv'), 'more.csv', 'last.csv']);
  });

  it('wait for a word where numbers meet categories', async () => {
    const file = at.write('words.csv', 'school,pupil,score\nWest,5,good\nWest,6,7.5\nWest,7,bad\n');
    const look = await at.look(file, how);
    expect(look.obstacle).toMatchObject({ code: 'combine.kind-open', details: { columns: ['score'] } });
    const choose = (kind: 'number' | 'factor') => ({
      ...how,
      columns:
        look.how.kind === 'append' ? look.how.columns!.map((one) => (one.file === 'score' ? { ...one, kind } : one)) : null,
    });
    await expect(at.apply(file, how)).rejects.toMatchObject({ failure: { code: 'combine.kind-open' } });
    expect((await at.look(file, choose('number'))).report).toMatchObject({ columns: [{}, {}, { lost: 2 }] });
    await at.apply(file, choose('number'));
    expect((await at.cells())['score']).toEqual([10.5, 11.25, null, 9.75, null, 7.5, null]);
    await at.call('history.undo', {});
    await at.apply(file, choose('factor'));
    expect((await at.cells())['score']).toEqual(['10.5', '11.25', null, '9.75', 'good', '7.5', 'bad']);
  });

  it('are put below rows that were deleted and moved before', async () => {
    await at.call('table.edit', { job: 'd', tableId: at.tableId, edit: { kind: 'delete-rows', from: 1, count: 1 } });
    await at.apply(at.write('more.csv', 'school,pupil,score,new\nWest,5,1,x\n'), how);
    expect(await at.cells()).toMatchObject({ pupil: [1, 3, 4, 5], new: [null, null, null, 'x'] });
  });

  it('let columns that steps make follow, in place of those that the file has of that name', async () => {
    const work = { kind: 'compute', column: 'twice', expression: 'score * 2' } as const;
    await at.call('steps.add', { tableId: at.tableId, work, name: null });
    const file = at.write('more.csv', 'school,pupil,score,girl,twice\nWest,5,1.5,TRUE,999\n');
    expect((await at.look(file, how)).report).toMatchObject({ columns: [{}, {}, {}, {}, { file: 'twice', to: null }] });
    await at.apply(file, how);
    await expect.poll(async () => (await at.cells())['twice'], { timeout: 20_000 }).toEqual([21, 22.5, null, 19.5, 3]);
  });
});
