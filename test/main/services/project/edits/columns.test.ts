import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ModelSpec } from '../../../../../engine/contract/index.ts';
import type { Project } from '../../../../../main/services/project/index.ts';
import { renameVariable } from '../../../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils, shown, wholeTable } from '../desk.ts';

async function withPupils(): Promise<{ project: Project; tableId: string }> {
  const desk = new Desk();
  const project = await desk.create();
  return { project, tableId: await desk.adopt(project, pupils) };
}

const names = (project: Project, tableId: string): string[] => project.table(tableId).columns.map((column) => column.name);

describe('columns', () => {
  test('a new name goes into formulas, conditions, weights and contrasts of the models, and back out with undo', async () => {
    const { project, tableId } = await withPupils();
    const spec: ModelSpec = {
      kind: 'model',
      formula: 'log(score) ~ girl*score + (1 | school)  ',
      criterion: 'REML',
      weights: 'score',
      subset: 'score > 1',
      contrasts: { girl: 'sum', score: 'treatment', 'factor(score)': { kind: 'treatment', reference: '1' } },
    };
    const { id } = project.createModel(tableId, spec, null);
    await project.applyEdit(tableId, { kind: 'rename-column', column: 'score', to: 'maths score' });
    expect(project.modelState(id).spec).toEqual({
      ...spec,
      formula: 'log(`maths score`) ~ girl*`maths score` + (1 | school)  ',
      weights: 'maths score',
      subset: '`maths score` > 1',
      contrasts: { girl: 'sum', 'maths score': 'treatment', 'factor(`maths score`)': { kind: 'treatment', reference: '1' } },
    });
    await project.undo();
    expect(project.modelState(id).spec).toEqual(spec);
    expect(names(project, tableId)).toEqual(['score', 'school', 'girl']);
  });

  test('renames whole names only, and no function of the same name', () => {
    expect(renameVariable('y ~ x + x2 + log(x) + `x` + poly(x, 2, raw = TRUE)', 'x', 'z')).toBe(
      'y ~ z + x2 + log(z) + z + poly(z, 2, raw = TRUE)',
    );
    expect(renameVariable('y ~ log(log)', 'log', 'w')).toBe('y ~ log(w)');
    expect(renameVariable('y ~ (x', 'x', 'z')).toBe('y ~ (x');
  });

  test('what was said about groups follows the name', async () => {
    const { project, tableId } = await withPupils();
    project.setGrouping(tableId, ['school', 'girl'], true);
    await project.applyEdit(tableId, { kind: 'rename-column', column: 'school', to: 'site' });
    expect(project.levelAnswers(tableId).groupings).toEqual([{ columns: ['site', 'girl'], grouping: true }]);
    await project.undo();
    expect(project.levelAnswers(tableId).groupings).toEqual([{ columns: ['school', 'girl'], grouping: true }]);
  });

  test('refuses names that are taken or empty', async () => {
    const { project, tableId } = await withPupils();
    const rename = (to: string) =>
      failureOfCall(() => project.applyEdit(tableId, { kind: 'rename-column', column: 'score', to }));
    expect((await rename('school')).code).toBe('table.name-taken');
    expect((await rename(' ')).code).toBe('table.no-name');
    const insert = { kind: 'insert-column', at: 0, name: 'girl', scale: 'nominal' } as const;
    expect((await failureOfCall(() => project.applyEdit(tableId, insert))).code).toBe('table.name-taken');
  });

  test('inserts an empty column at its place and deletes others', async () => {
    const { project, tableId } = await withPupils();
    const before = wholeTable(project, tableId);
    await project.applyEdit(tableId, { kind: 'insert-column', at: 1, name: 'passed', scale: 'logical' });
    expect(names(project, tableId)).toEqual(['score', 'passed', 'school', 'girl']);
    await project.applyEdit(tableId, { kind: 'cells', row: 2, columns: ['passed'], cells: [['1']] });
    expect(shown(project, tableId).passed).toEqual([null, null, 'TRUE', null]);
    await project.applyEdit(tableId, { kind: 'delete-columns', columns: ['score', 'girl'] });
    expect(names(project, tableId)).toEqual(['passed', 'school']);
    expect(project.state().undo).toBe('Delete 2 variables');
    for (let i = 0; i < 3; i++) await project.undo();
    expect(wholeTable(project, tableId)).toEqual(before);
  });

  test('keeps the last column', async () => {
    const { project, tableId } = await withPupils();
    const all = { kind: 'delete-columns', columns: ['score', 'school', 'girl'] } as const;
    expect((await failureOfCall(() => project.applyEdit(tableId, all))).code).toBe('table.last-column');
  });

  test('names a variable that is not there', async () => {
    const { project, tableId } = await withPupils();
    const trouble = await failureOfCall(() => project.applyEdit(tableId, { kind: 'label-column', column: 'SES', label: '' }));
    expect(trouble).toMatchObject({ code: 'table.no-column', message: 'There is no variable called “SES”.' });
  });
});

describe('rows', () => {
  test('inserts empty rows and deletes rows in between', async () => {
    const { project, tableId } = await withPupils();
    await project.applyEdit(tableId, { kind: 'insert-rows', at: 1, count: 2 });
    expect(shown(project, tableId).score).toEqual([1, null, null, 2.5, null, 4]);
    await project.applyEdit(tableId, { kind: 'delete-rows', from: 0, count: 4 });
    expect(shown(project, tableId)).toMatchObject({ score: [null, 4], school: ['north', null] });
    expect(project.state().undo).toBe('Delete rows 1 to 4');
  });

  test('can delete all rows and begin anew', async () => {
    const { project, tableId } = await withPupils();
    await project.applyEdit(tableId, { kind: 'delete-rows', from: 0, count: 4 });
    expect(project.rows(tableId, 0, 10).columns).toEqual([[], [], []]);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['1']] });
    expect(shown(project, tableId).score).toEqual([1]);
  });

  test('makes levels and summaries of the rows there are, not of deleted ones', async () => {
    const { project, tableId } = await withPupils();
    await project.applyEdit(tableId, { kind: 'delete-rows', from: 1, count: 1 });
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'score', to: 'nominal' });
    expect(project.table(tableId).columns[0]).toMatchObject({ levels: ['1', '4'], missing: 1, summary: { distinct: 2 } });
    await project.undo();
    await project.undo();
    expect(shown(project, tableId).score).toEqual([1, 2.5, null, 4]);
  });

  test('typed one by one at the end cost little room', async () => {
    const { project, tableId } = await withPupils();
    for (let i = 0; i < 70; i++) {
      await project.applyEdit(tableId, {
        kind: 'cells',
        row: 4 + i,
        columns: ['score', 'school'],
        cells: [[String(i), `s${i % 9}`]],
      });
    }
    expect(shown(project, tableId).score).toEqual([1, 2.5, null, 4, ...Array.from({ length: 70 }, (_, i) => i)]);
    expect(fs.statSync(project.file).size).toBeLessThan(400_000);
    for (let i = 0; i < 70; i++) await project.undo();
    expect(shown(project, tableId).score).toEqual([1, 2.5, null, 4]);
  });

  test('refuses rows beyond the end', async () => {
    const { project, tableId } = await withPupils();
    const trouble = await failureOfCall(() => project.applyEdit(tableId, { kind: 'delete-rows', from: 3, count: 2 }));
    expect(trouble).toMatchObject({ code: 'table.no-row', message: 'There is no row 5: the table has 4.' });
  });
});
