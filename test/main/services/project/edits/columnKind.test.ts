import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../../engine/contract/index.ts';
import { readColumns } from '../../../../../main/services/project/index.ts';
import type { Project } from '../../../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils, shown, wholeTable } from '../desk.ts';

async function importing(table: ColumnTable, decimal: '.' | ',' = '.'): Promise<{ project: Project; tableId: string }> {
  const desk = new Desk();
  const project = await desk.create();
  return { project, tableId: await desk.adopt(project, table, 'data.csv', decimal) };
}

const numbers = (...values: number[]): ColumnTable => ({
  rows: values.length,
  columns: [{ kind: 'number', name: 'x', values: Float64Array.from(values) }],
});

const labels = (levels: string[], ...codes: number[]): ColumnTable => ({
  rows: codes.length,
  columns: [{ kind: 'factor', name: 'x', codes: Int32Array.from(codes), levels, scale: 'nominal' }],
});

describe('changing the kind of a column', () => {
  test('gives a number column levels in numeric order, printed to be read back exactly', async () => {
    const { project, tableId } = await importing(numbers(10, 0.1 + 0.2, NaN, -3, 10, 1e21, -0));
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'nominal' });
    const [column] = readColumns(project.file, tableId, ['x']).columns;
    expect(column).toMatchObject({ kind: 'factor', scale: 'nominal', levels: ['-3', '0', '0.30000000000000004', '10', '1e+21'] });
    expect(shown(project, tableId).x).toEqual(['10', '0.30000000000000004', null, '-3', '10', '1e+21', '0']);
    expect(project.state().undo).toBe('x → nominal');
  });

  test('comes back to the same numbers through a factor and to the very same column through undo', async () => {
    const { project, tableId } = await importing(numbers(3, 1.5, NaN, 2));
    const before = wholeTable(project, tableId);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'ordinal' });
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'continuous' });
    expect(shown(project, tableId).x).toEqual([3, 1.5, null, 2]);
    await project.undo();
    await project.undo();
    expect(wholeTable(project, tableId)).toEqual(before);
  });

  test('uses the decimal comma of the project both ways', async () => {
    const { project, tableId } = await importing(numbers(1.5, 2), ',');
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'nominal' });
    expect(project.table(tableId).columns[0].levels).toEqual(['1,5', '2']);
    const { notices } = await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'continuous' });
    expect(notices).toEqual([]);
    expect(shown(project, tableId).x).toEqual([1.5, 2]);
  });

  test('makes labels that are no numbers missing and says how many cells and which', async () => {
    const { project, tableId } = await importing(labels(['1', 'high', '2', 'low', 'unused'], 0, 1, 2, 1, 3, -1));
    const { notices } = await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'continuous' });
    expect(shown(project, tableId).x).toEqual([1, null, 2, null, null, null]);
    expect(notices).toMatchObject([
      { code: 'table.labels-lost', severity: 'caution', details: { cells: 3, labels: ['high', 'low'] } },
    ]);
    expect(notices[0].message).toBe('3 cells of “x” became missing: “high”, “low” could not be read as a number.');
  });

  test('refuses to turn a factor without any number into missing cells', async () => {
    const { project, tableId } = await importing(pupils);
    const trouble = await failureOfCall(() =>
      project.applyEdit(tableId, { kind: 'column-kind', column: 'school', to: 'continuous' }),
    );
    expect(trouble.code).toBe('table.no-numbers');
    expect(trouble.message).toContain('“north”');
  });

  test('counts a logical column as 0 and 1, and takes only such numbers for logical', async () => {
    const { project, tableId } = await importing(pupils);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'girl', to: 'continuous' });
    expect(shown(project, tableId).girl).toEqual([1, 0, 1, 1]);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'girl', to: 'logical' });
    expect(shown(project, tableId).girl).toEqual(['TRUE', 'FALSE', 'TRUE', 'TRUE']);
    const trouble = await failureOfCall(() =>
      project.applyEdit(tableId, { kind: 'column-kind', column: 'score', to: 'logical' }),
    );
    expect(trouble).toMatchObject({ code: 'table.not-two-valued', details: { text: '2.5' } });
  });

  test('reads T, true and 1 as TRUE when labels become logical', async () => {
    const { project, tableId } = await importing(labels(['T', '0', 'false', 'TRUE'], 0, 1, 2, 3, -1));
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'logical' });
    expect(readColumns(project.file, tableId, ['x']).columns[0]).toMatchObject({
      levels: ['FALSE', 'TRUE'],
      codes: Int32Array.of(1, 0, 0, 1, -1),
    });
  });

  test('keeps codes and order when a nominal column becomes ordinal', async () => {
    const { project, tableId } = await importing(pupils);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'school', to: 'ordinal' });
    expect(readColumns(project.file, tableId, ['school']).columns[0]).toMatchObject({
      scale: 'ordinal',
      levels: ['north', 'south'],
    });
  });

  test('does nothing, and leaves no step, when the kind is the same', async () => {
    const { project, tableId } = await importing(pupils);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'score', to: 'continuous' });
    expect(project.state().undo).toBe('Import data.csv');
  });

  test('keeps the summary right through a conversion', async () => {
    const { project, tableId } = await importing(numbers(1, 1, 2, NaN));
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'x', to: 'nominal' });
    expect(project.table(tableId).columns[0]).toMatchObject({ missing: 1, summary: { distinct: 2, bars: [2, 1] } });
  });
});

describe('ordering levels', () => {
  test('moves the codes and keeps the labels of the cells', async () => {
    const { project, tableId } = await importing(pupils);
    await project.applyEdit(tableId, { kind: 'order-levels', column: 'school', levels: ['south', 'north'] });
    expect(readColumns(project.file, tableId, ['school']).columns[0]).toMatchObject({
      codes: Int32Array.of(1, 0, 1, -1),
      levels: ['south', 'north'],
    });
    expect(shown(project, tableId).school).toEqual(['north', 'south', 'north', null]);
  });

  test('refuses an order that leaves out, doubles or invents a level', async () => {
    const { project, tableId } = await importing(pupils);
    for (const levels of [['south'], ['south', 'south'], ['south', 'west']]) {
      const trouble = await failureOfCall(() => project.applyEdit(tableId, { kind: 'order-levels', column: 'school', levels }));
      expect(trouble.code).toBe('table.not-the-levels');
    }
  });
});
