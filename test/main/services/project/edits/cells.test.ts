import { describe, expect, test } from 'vitest';
import type { Project } from '../../../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils, shown, wholeTable } from '../desk.ts';

async function withPupils(decimal: '.' | ',' = '.'): Promise<{ project: Project; tableId: string }> {
  const desk = new Desk();
  const project = await desk.create();
  return { project, tableId: await desk.adopt(project, pupils, 'pupils.csv', decimal) };
}

describe('typing and pasting cells', () => {
  test('reads numbers, labels and logical values by the kind of the column', async () => {
    const { project, tableId } = await withPupils();
    const columns = ['score', 'school', 'girl'];
    await project.applyEdit(tableId, {
      kind: 'cells',
      row: 0,
      columns,
      cells: [
        ['-1.5e2', ' south ', 'false'],
        ['', '', ''],
      ],
    });
    expect(shown(project, tableId)).toEqual({
      score: [-150, null, null, 4],
      school: ['south', null, 'north', null],
      girl: ['FALSE', null, 'TRUE', 'TRUE'],
    });
    expect(project.state().undo).toBe('Set 6 cells');
  });

  test('makes new labels levels behind the others', async () => {
    const { project, tableId } = await withPupils();
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['school'], cells: [['west'], ['east'], ['west']] });
    const school = project.table(tableId).columns[1];
    expect(school).toMatchObject({ levels: ['north', 'south', 'west', 'east'], levelCount: 4 });
    expect(shown(project, tableId).school).toEqual(['west', 'east', 'west', null]);
  });

  test('refuses text in a number column, with the way out, and changes nothing', async () => {
    const { project, tableId } = await withPupils();
    const before = wholeTable(project, tableId);
    const cells = [
      ['new', '3'],
      ['newer', 'tall'],
    ];
    const trouble = await failureOfCall(() =>
      project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['school', 'score'], cells }),
    );
    expect(trouble).toMatchObject({ code: 'table.not-a-number', details: { column: 'score', text: 'tall' } });
    expect(trouble.message).toContain('“tall”');
    expect(trouble.remedy).toContain('make “score” a factor');
    expect(wholeTable(project, tableId)).toEqual(before);
    expect(project.state().undo).toBe('Import pupils.csv');
  });

  test('takes NA among numbers for a missing cell', async () => {
    const { project, tableId } = await withPupils();
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['NA']] });
    expect(shown(project, tableId).score).toEqual([null, 2.5, null, 4]);
  });

  test('reads the decimal comma of the imported file, and no point beside it', async () => {
    const { project, tableId } = await withPupils(',');
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['1,25']] });
    expect(shown(project, tableId).score).toEqual([1.25, 2.5, null, 4]);
    const type = (text: string) =>
      failureOfCall(() => project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [[text]] }));
    expect((await type('1.250')).remedy).toContain('decimal comma');
    expect((await type('1,2,5')).code).toBe('table.not-a-number');
  });

  test('grows the table where the block ends below it', async () => {
    const { project, tableId } = await withPupils();
    const before = wholeTable(project, tableId);
    await project.applyEdit(tableId, { kind: 'cells', row: 3, columns: ['score'], cells: [['10'], ['11'], ['12']] });
    expect(project.table(tableId).rows).toBe(6);
    expect(shown(project, tableId)).toMatchObject({
      score: [1, 2.5, null, 10, 11, 12],
      school: ['north', 'south', 'north', null, null, null],
    });
    await project.undo();
    expect(wholeTable(project, tableId)).toEqual(before);
  });

  test('refuses a block with rows of different length and one that leaves a gap', async () => {
    const { project, tableId } = await withPupils();
    const ragged = { kind: 'cells', row: 0, columns: ['score', 'school'], cells: [['1', 'a'], ['2']] } as const;
    expect((await failureOfCall(() => project.applyEdit(tableId, ragged))).code).toBe('table.ragged-block');
    const gap = { kind: 'cells', row: 6, columns: ['score'], cells: [['1']] } as const;
    expect((await failureOfCall(() => project.applyEdit(tableId, gap))).code).toBe('table.no-row');
  });

  test('writes a large paste beside the old chunks, and takes it back', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const rows = 70_000;
    const x = Float64Array.from({ length: rows }, (_, i) => i);
    const y = Float64Array.from({ length: rows }, (_, i) => -i);
    const tableId = await desk.adopt(project, {
      rows,
      columns: [
        { kind: 'number', name: 'x', values: x },
        { kind: 'number', name: 'y', values: y },
      ],
    });
    const before = JSON.stringify(wholeTable(project, tableId));
    const cells = Array.from({ length: 60_000 }, (_, i) => [String(i / 2), '']);
    await project.applyEdit(tableId, { kind: 'cells', row: 20_000, columns: ['x', 'y'], cells });
    expect(project.table(tableId).rows).toBe(80_000);
    expect(project.rows(tableId, 19_999, 3).columns).toEqual([
      [19_999, 0, 0.5],
      [-19_999, null, null],
    ]);
    expect(project.rows(tableId, 79_998, 10).columns).toEqual([
      [29_999, 29_999.5],
      [null, null],
    ]);
    await project.undo();
    expect(JSON.stringify(wholeTable(project, tableId))).toBe(before);
  });

  test('answers with a revision that only ever grows', async () => {
    const { project, tableId } = await withPupils();
    const first = await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['5']] });
    await project.undo();
    const second = await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['6']] });
    expect(second.revision).toBe(first.revision + 2);
    expect(project.rows(tableId, 0, 1).revision).toBe(second.revision);
  });
});
