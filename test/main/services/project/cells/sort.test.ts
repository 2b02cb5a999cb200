import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../../engine/contract/index.ts';
import type { CellValue, SortKey } from '../../../../../main/api.ts';
import { deriveColumns, readColumns, readingTable, sortedRows } from '../../../../../main/services/project/index.ts';
import type { Project } from '../../../../../main/services/project/index.ts';
import { seeded } from '../../../../support/seeded.ts';
import { Desk } from '../desk.ts';

/** Sorts as the handler does: a worker's function finds the order, the project shows it. */
async function sort(project: Project, by: readonly SortKey[]): Promise<void> {
  const { id } = project.state().tables[0];
  const sorted = readingTable(project.file, id, (reader) => sortedRows(reader, by, () => {}));
  expect(await project.sortRows(id, by, sorted)).toBe(true);
}

function column(project: Project, name: string): CellValue[] {
  const table = project.state().tables[0];
  return [...project.rows(table.id, 0, table.rows, [name]).columns[0]];
}

const up = (column: string): SortKey => ({ column, descending: false });
const down = (column: string): SortKey => ({ column, descending: true });

const table: ColumnTable = {
  rows: 6,
  columns: [
    { kind: 'number', name: 'x', values: Float64Array.of(3, -1, NaN, 0, -0, 1e300) },
    { kind: 'factor', name: 'g', codes: Int32Array.of(1, 0, 2, -1, 0, 1), levels: ['low', 'mid', 'high'], scale: 'ordinal' },
    { kind: 'number', name: 'row', values: Float64Array.of(1, 2, 3, 4, 5, 6) },
  ],
};

describe('sorting', () => {
  test('orders numbers by size, missing last whichever way, equals as they stood', async () => {
    const project = await new Desk().createWith(table);
    await sort(project, [up('x')]);
    expect(column(project, 'row')).toEqual([2, 4, 5, 1, 6, 3]);
    await project.undo();
    await sort(project, [down('x')]);
    expect(column(project, 'row')).toEqual([6, 1, 4, 5, 2, 3]);
  });

  test('orders categories by their levels, then by the next column', async () => {
    const project = await new Desk().createWith(table);
    await sort(project, [down('g'), down('row')]);
    expect(column(project, 'g')).toEqual(['high', 'mid', 'mid', 'low', 'low', null]);
    expect(column(project, 'row')).toEqual([3, 6, 1, 5, 2, 4]);
    expect(project.state().tables[0].sortedBy).toEqual([down('g'), down('row')]);
  });

  test('sorts what is sorted already further, and goes back to the order as imported', async () => {
    const project = await new Desk().createWith(table);
    await sort(project, [up('g')]);
    await sort(project, [down('row')]);
    expect(column(project, 'row')).toEqual([6, 5, 4, 3, 2, 1]);
    await project.sortAsImported(project.state().tables[0].id);
    expect(column(project, 'row')).toEqual([1, 2, 3, 4, 5, 6]);
    for (const expected of [6, 2, 1]) {
      await project.undo();
      expect(column(project, 'row')[0]).toBe(expected);
    }
    expect(project.state().tables[0].sortedBy).toEqual([]);
  });

  test('survives reopening, saved or not', async () => {
    const desk = new Desk();
    const project = await desk.createWith(table);
    await sort(project, [down('row')]);
    await project.saveAs(desk.file('sorted.terrace'), false);
    await project.close();
    const { project: opened } = await desk.open(desk.file('sorted.terrace'));
    expect(column(opened, 'row')).toEqual([6, 5, 4, 3, 2, 1]);
    await opened.undo();
    expect(column(opened, 'row')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('leaves fits their data: read for a fit, rows stand as imported', async () => {
    const project = await new Desk().createWith(table);
    const { id } = project.state().tables[0];
    const spec = { kind: 'model', formula: 'x ~ row', criterion: 'REML' } as const;
    const model = project.createModel(id, spec, 'M').id;
    const before = project.fitPlan(model);
    await sort(project, [down('row')]);
    expect(project.fitPlan(model).key).toBe(before.key);
    const read = (revisions?: typeof before.revisions) =>
      readColumns(project.file, id, ['row'], revisions ? { revisions } : {}).columns[0];
    expect(read(before.revisions)).toMatchObject({ values: Float64Array.of(1, 2, 3, 4, 5, 6) });
    expect(read()).toMatchObject({ values: Float64Array.of(6, 5, 4, 3, 2, 1) });
  });

  test('is refused for a table that changed meanwhile', async () => {
    const project = await new Desk().createWith(table);
    const { id } = project.state().tables[0];
    const sorted = readingTable(project.file, id, (reader) => sortedRows(reader, [up('x')], () => {}));
    await project.applyEdit(id, { kind: 'delete-rows', from: 0, count: 1 });
    expect(await project.sortRows(id, [up('x')], sorted)).toBeNull();
    expect(column(project, 'row')).toEqual([2, 3, 4, 5, 6]);
  });

  test('bears every edit as an unsorted table does, and its undo', async () => {
    const random = seeded(5);
    for (let trial = 0; trial < 6; trial++) {
      const rows = 30;
      const values = Float64Array.from({ length: rows }, () => random.below(9));
      const project = await new Desk().createWith({ rows, columns: [{ kind: 'number', name: 'v', values }] });
      const { id } = project.state().tables[0];
      let list: CellValue[] = [...values];
      const states = [list];
      for (let step = 0; step < 14; step++) {
        const at = random.below(list.length);
        const count = 1 + random.below(4);
        switch (random.below(5)) {
          case 0:
            await sort(project, [up('v')]);
            list = list.toSorted((a, b) => (a === null ? 1 : b === null ? -1 : Number(a) - Number(b)));
            break;
          case 1:
            await project.applyEdit(id, { kind: 'insert-rows', at, count });
            list = list.toSpliced(at, 0, ...Array.from({ length: count }, () => null));
            break;
          case 2: {
            const gone = Math.min(count, list.length - at);
            await project.applyEdit(id, { kind: 'delete-rows', from: at, count: gone });
            list = list.toSpliced(at, gone);
            break;
          }
          case 3: {
            const cells = Array.from({ length: count }, (_, i) => [String(100 * step + i)]);
            await project.applyEdit(id, { kind: 'cells', row: at, columns: ['v'], cells });
            list = list.toSpliced(at, count, ...cells.map(([cell]) => Number(cell)));
            break;
          }
          default: {
            const here = Math.min(count, list.length - at);
            await project.applyEdit(id, { kind: 'clear', ranges: [{ row: at, count: here, columns: ['v'] }] });
            list = list.toSpliced(at, here, ...Array.from({ length: here }, () => null));
          }
        }
        if (list.length === 0) break;
        expect(column(project, 'v')).toEqual(list);
        states.push(list);
      }
      for (const state of states.toReversed()) {
        expect(column(project, 'v')).toEqual(state);
        await project.undo();
        if (project.state().undo === null) break;
      }
    }
  });
});

describe('columns that steps make', () => {
  test('go with their rows', async () => {
    const project = await new Desk().createWith(table);
    const { id } = project.state().tables[0];
    await project.addStep(id, { kind: 'compute', column: 'twice', expression: 'row * 2' }, null);
    const staging = `${project.file}-derived`;
    await project.adoptDerived(staging, deriveColumns(project.file, id, staging, {}));
    await sort(project, [down('row')]);
    expect(column(project, 'twice')).toEqual([12, 10, 8, 6, 4, 2]);
    await project.applyEdit(id, { kind: 'delete-rows', from: 1, count: 1 });
    await project.adoptDerived(staging, deriveColumns(project.file, id, staging, {}));
    expect(column(project, 'row')).toEqual([6, 4, 3, 2, 1]);
    expect(column(project, 'twice')).toEqual([12, 8, 6, 4, 2]);
  });
});
