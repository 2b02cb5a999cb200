import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../../engine/contract/index.ts';
import type { CellValue, ColumnState } from '../../../../../main/api.ts';
import { readColumns } from '../../../../../main/services/project/index.ts';
import type { Project } from '../../../../../main/services/project/index.ts';
import { Desk } from '../desk.ts';

const table: ColumnTable = {
  rows: 5,
  columns: [
    { kind: 'number', name: 'sex', values: Float64Array.of(1, 2, 99, NaN, 1) },
    { kind: 'factor', name: 'answer', codes: Int32Array.of(0, 1, 2, 1, -1), levels: ['refused', 'no', 'yes'], scale: 'nominal' },
    { kind: 'number', name: 'age', values: Float64Array.of(20, -9, -8, 33, 41) },
  ],
};

const idOf = (project: Project): string => project.state().tables[0].id;
const state = (project: Project, name: string): ColumnState =>
  project.state().tables[0].columns.find((each) => each.name === name)!;
const cells = (project: Project, name: string): CellValue[] => [...project.rows(idOf(project), 0, 9, [name]).columns[0]];
const missingCodes = (...values: (number | string)[]) => ({ missingCodes: { values, range: null } });
const sexLabels = [
  { value: 1, label: 'girl' },
  { value: 2, label: 'boy' },
  { value: 99, label: 'not said' },
];

describe('missing codes', () => {
  test('count as missing everywhere, keep the cells, and go with one undo', async () => {
    const project = await new Desk().createWith(table);
    const { revision } = state(project, 'sex');
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex', 'age'], set: missingCodes(99, -9) });
    expect(cells(project, 'sex')).toEqual([1, 2, null, null, 1]);
    expect(cells(project, 'age')).toEqual([20, null, -8, 33, 41]);
    expect(project.rows(idOf(project), 0, 9, ['sex']).codes).toEqual({ sex: { 2: 99 } });
    expect(readColumns(project.file, idOf(project), ['sex']).columns[0]).toMatchObject({
      values: Float64Array.of(1, 2, NaN, NaN, 1),
    });
    expect(state(project, 'sex').revision).not.toBe(revision);
    await expect.poll(() => state(project, 'sex').missing).toBe(2);
    expect(state(project, 'sex').summary.max).toBe(2);
    expect(project.state().undo).toBe('Missing codes of 2 variables');
    await project.undo();
    expect(cells(project, 'sex')).toEqual([1, 2, 99, null, 1]);
    expect(state(project, 'sex').revision).toBe(revision);
  });

  test('may be a range', async () => {
    const project = await new Desk().createWith(table);
    const set = { missingCodes: { values: [], range: [-9, -1] as const } };
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['age'], set });
    expect(cells(project, 'age')).toEqual([20, null, null, 33, 41]);
  });

  test('take a level away from whoever computes, and leave the others in order', async () => {
    const project = await new Desk().createWith(table);
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['answer'], set: missingCodes('refused') });
    expect(state(project, 'answer')).toMatchObject({ levels: ['no', 'yes'], levelCount: 2 });
    expect(cells(project, 'answer')).toEqual([null, 'no', 'yes', 'no', null]);
    const [read] = readColumns(project.file, idOf(project), ['answer']).columns;
    expect(read).toMatchObject({ levels: ['no', 'yes'], codes: Int32Array.of(-1, 0, 1, 0, -1) });
    await project.applyEdit(idOf(project), { kind: 'order-levels', column: 'answer', levels: ['yes', 'no'] });
    expect(cells(project, 'answer')).toEqual([null, 'no', 'yes', 'no', null]);
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['answer'], set: { missingCodes: null } });
    expect(cells(project, 'answer')).toEqual(['refused', 'no', 'yes', 'no', null]);
  });

  test('stay with a column that changes its kind', async () => {
    const project = await new Desk().createWith(table);
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex'], set: missingCodes(99) });
    await project.applyEdit(idOf(project), { kind: 'column-kind', column: 'sex', to: 'nominal' });
    expect(cells(project, 'sex')).toEqual(['1', '2', null, null, '1']);
    expect(state(project, 'sex')).toMatchObject({ levels: ['1', '2'], missing: 2 });
    await project.applyEdit(idOf(project), { kind: 'column-kind', column: 'sex', to: 'continuous' });
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex'], set: { missingCodes: null } });
    expect(cells(project, 'sex')).toEqual([1, 2, 99, null, 1]);
  });
});

describe('value labels', () => {
  test('name the categories that a number becomes, and lead back to its numbers', async () => {
    const project = await new Desk().createWith(table);
    const set = { valueLabels: sexLabels, ...missingCodes(99) };
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex'], set });
    await project.applyEdit(idOf(project), { kind: 'labels-to-categories', columns: ['sex'] });
    expect(cells(project, 'sex')).toEqual(['girl', 'boy', null, null, 'girl']);
    expect(state(project, 'sex')).toMatchObject({ levels: ['girl', 'boy'], scale: 'nominal' });
    await project.applyEdit(idOf(project), { kind: 'column-kind', column: 'sex', to: 'continuous' });
    expect(cells(project, 'sex')).toEqual([1, 2, null, null, 1]);
    expect(project.rows(idOf(project), 0, 9, ['sex']).codes).toEqual({ sex: { 2: 99 } });
  });

  test('and notes make nothing stale', async () => {
    const project = await new Desk().createWith(table);
    const { revision } = state(project, 'sex');
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex'], set: { valueLabels: sexLabels } });
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex'], set: { notes: 'Asked twice.' } });
    expect(state(project, 'sex')).toMatchObject({ revision, properties: { valueLabels: sexLabels, notes: 'Asked twice.' } });
  });
});

describe('several variables at once', () => {
  test('change their kind in one step', async () => {
    const project = await new Desk().createWith(table);
    await project.applyEdit(idOf(project), { kind: 'column-kind', column: 'sex', to: 'nominal', more: ['age', 'answer'] });
    expect(project.state().tables[0].columns.map(({ scale }) => scale)).toEqual(['nominal', 'nominal', 'nominal']);
    await project.undo();
    expect(project.state().tables[0].columns.map(({ scale }) => scale)).toEqual(['continuous', 'nominal', 'continuous']);
  });

  test('move together, and back', async () => {
    const project = await new Desk().createWith(table);
    const names = () => project.state().tables[0].columns.map(({ name }) => name);
    await project.applyEdit(idOf(project), { kind: 'move-columns', columns: ['sex', 'answer'], to: 3 });
    expect(names()).toEqual(['age', 'sex', 'answer']);
    await project.applyEdit(idOf(project), { kind: 'move-columns', columns: ['answer'], to: 0 });
    expect(names()).toEqual(['answer', 'age', 'sex']);
    await project.undo();
    await project.undo();
    expect(names()).toEqual(['sex', 'answer', 'age']);
  });

  test('are hidden and shown', async () => {
    const project = await new Desk().createWith(table);
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex', 'age'], set: { hidden: true } });
    expect(project.state().undo).toBe('Hide 2 variables');
    expect(state(project, 'age').properties).toEqual({ hidden: true });
    await project.applyEdit(idOf(project), { kind: 'column-properties', columns: ['sex', 'age'], set: { hidden: false } });
    expect(state(project, 'age').properties).toEqual({});
  });
});

describe('blocks of cells', () => {
  test('are cleared in many places as one step', async () => {
    const project = await new Desk().createWith(table);
    const ranges = [
      { row: 0, count: 2, columns: ['sex', 'age'] },
      { row: 1, count: 99, columns: ['age'] },
    ];
    await project.applyEdit(idOf(project), { kind: 'clear', ranges });
    expect(cells(project, 'sex')).toEqual([null, null, 99, null, 1]);
    expect(cells(project, 'age')).toEqual([null, null, null, null, null]);
    expect(project.state().undo).toBe('Clear 7 cells');
    await project.undo();
    expect(cells(project, 'age')).toEqual([20, -9, -8, 33, 41]);
  });

  test('are repeated downwards and upwards', async () => {
    const project = await new Desk().createWith(table);
    const fill = (from: number, count: number, row: number, to: number) =>
      project.applyEdit(idOf(project), {
        kind: 'fill',
        from: { row: from, count },
        to: { row, count: to },
        columns: ['age', 'answer'],
      });
    await fill(0, 2, 2, 3);
    expect(cells(project, 'age')).toEqual([20, -9, 20, -9, 20]);
    expect(cells(project, 'answer')).toEqual(['refused', 'no', 'refused', 'no', 'refused']);
    await project.undo();
    await fill(3, 2, 0, 3);
    expect(cells(project, 'age')).toEqual([41, 33, 41, 33, 41]);
    await expect(fill(0, 1, 4, 2)).rejects.toMatchObject({ failure: { code: 'table.no-row' } });
  });

  test('rows are deleted in many places as one step', async () => {
    const project = await new Desk().createWith(table);
    await project.applyEdit(idOf(project), {
      kind: 'delete-rows',
      from: 3,
      count: 1,
      more: [
        { from: 0, count: 1 },
        { from: 0, count: 2 },
      ],
    });
    expect(cells(project, 'age')).toEqual([-8, 41]);
    await project.undo();
    expect(cells(project, 'age')).toEqual([20, -9, -8, 33, 41]);
  });
});
