import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JoinReport } from '../../../main/api.ts';
import { school, tableState } from './school.ts';
import type { School } from './school.ts';

const how = { kind: 'join', keys: null, take: null } as const;

describe('columns joined by key from a second file', () => {
  let at: School;
  beforeEach(async () => void (at = await school()));
  afterEach(() => at.close());

  it('come to every row of their key, missing where there is none, with a report of what matched', async () => {
    const file = at.write('schools.csv', 'school,size,score\nNorth,400,1.5\nWest,90,2.5\nSouth,250,3.5\n');
    const look = await at.look(file, how);
    expect(look.how).toMatchObject({
      keys: [{ table: 'school', file: 'school' }],
      take: [
        { file: 'size', name: 'size' },
        { file: 'score', name: 'score_schools' },
      ],
    });
    expect(look.report).toMatchObject({
      rows: 4,
      matchedRows: 3,
      keylessRows: 0,
      withoutPartner: [{ key: ['East'], rows: 1, firstRows: [3] }],
      withoutPartnerCount: 1,
      unused: [{ key: ['West'], rows: 1, firstRows: [1] }],
      unusedCount: 1,
      duplicateCount: 0,
    });
    await at.apply(file, how);
    expect(await at.cells()).toMatchObject({
      size: [400, 400, 250, null],
      score: [10.5, 11.25, null, 9.75],
      score_schools: [1.5, 1.5, 3.5, null],
    });
    expect((await at.call('history.undo', {}))?.step).toBe('Join schools.csv');
    expect(Object.keys(await at.cells())).toEqual(['school', 'pupil', 'score', 'girl']);
  });

  it('are refused where a key stands twice in the file, with the rows named: no row is ever multiplied', async () => {
    const file = at.write('schools.csv', 'school,size\nNorth,400\nSouth,90\nNorth,250\n');
    const look = await at.look(file, { ...how, keys: [{ table: 'school', file: 'school' }] });
    expect(look.obstacle?.code).toBe('combine.duplicate-keys');
    expect(look.obstacle?.message).toMatch(/“North” \(rows 1, 3\)/);
    await expect(at.apply(file, { ...how, keys: [{ table: 'school', file: 'school' }] })).rejects.toMatchObject({
      failure: { code: 'combine.duplicate-keys' },
    });
    expect((await at.cells())['school']).toHaveLength(4);
  });

  it('find their key by its values where names differ, and by several columns where one does not do', async () => {
    const named = at.write('places.csv', 'place,size\nNorth,400\nSouth,90\nEast,250\n');
    expect((await at.look(named, how)).how).toMatchObject({ keys: [{ table: 'school', file: 'place' }] });
    const several = at.write('visits.csv', 'school,girl,visits\nNorth,TRUE,1\nNorth,FALSE,2\nSouth,TRUE,3\nEast,FALSE,4\n');
    const look = await at.look(several, how);
    expect(look.how).toMatchObject({ keys: [{ table: 'school' }, { table: 'girl' }] });
    await at.apply(several, how);
    expect((await at.cells())['visits']).toEqual([1, 2, 3, 4]);
  });

  it('match numbers with labels that spell them', async () => {
    const file = at.write('extra.csv', 'id,hours\n1,5\n4,7\nx,9\n');
    const keys = [{ table: 'pupil', file: 'id' }];
    await at.apply(file, { ...how, keys });
    expect((await at.cells())['hours']).toEqual([5, null, null, 7]);
  });

  it('count rows without a key, which match nothing', async () => {
    await at.call('table.edit', {
      job: 'e',
      tableId: at.tableId,
      edit: { kind: 'cells', row: 0, columns: ['school'], cells: [['']] },
    });
    const file = at.write('schools.csv', 'school,size\nNorth,400\n,90\nSouth,1\n');
    const { report } = await at.look(file, how);
    expect(report as JoinReport).toMatchObject({ keylessRows: 1, matchedRows: 2 });
    await at.apply(file, how);
    expect((await at.cells())['size']).toEqual([null, 400, 1, null]);
  });

  it('stand on the level of their key in the level map', async () => {
    await at.close();
    const rows = Array.from({ length: 60 }, (_, i) => `s${i % 6},${i},${((i * 7919) % 97) / 7}`);
    at = await school(`school,pupil,score\n${rows.join('\n')}\n`);
    const sizes = Array.from({ length: 6 }, (_, i) => `s${i},${[13.2, 7.7, 9.1, 4.4, 11.9, 6.3][i]}`);
    await at.apply(at.write('schools.csv', `school,funds\n${sizes.join('\n')}\n`), how);
    await expect
      .poll(async () => (await tableState(at, at.tableId)).levelMap?.variables.find(({ column }) => column === 'funds'), {
        timeout: 20_000,
      })
      .toMatchObject({ constantIn: 'school', level: 2 });
  });
});
