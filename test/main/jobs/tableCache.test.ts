import { describe, expect, test } from 'vitest';
import type { Column } from '../../../engine/contract/index.ts';
import type { DataSource } from '../../../main/services/jobs/protocol.ts';
import { TableCache } from '../../../main/services/jobs/tableCache.ts';
import type { Project } from '../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils } from '../services/project/desk.ts';

async function withPupils(): Promise<{ project: Project; tableId: string; source: (formula: string) => DataSource }> {
  const project = await new Desk().createWith(pupils);
  const tableId = project.state().tables[0].id;
  const source = (formula: string): DataSource => {
    const { id } = project.createModel(tableId, { kind: 'model', formula, criterion: 'ML' }, null);
    const { columns, revisions } = project.fitPlan(id);
    return { database: project.file, tableId, columns, revisions };
  };
  return { project, tableId, source };
}

/** The very objects: a column that is read again is another one. */
const byName = (columns: readonly Column[]) => Object.fromEntries(columns.map((column) => [column.name, column]));

describe('columns that were read for a fit', () => {
  test('are not read again for a model with one more term', async () => {
    const { source } = await withPupils();
    const cache = new TableCache();
    const before = byName(cache.read(source('score ~ 1 + (1 | school)')).columns);
    const { rows, columns } = cache.read(source('score ~ girl + (1 | school)'));
    const after = byName(columns);
    expect([rows, ...columns.map(({ name }) => name)]).toEqual([4, 'score', 'school', 'girl']);
    expect(after['score']).toBe(before['score']);
    expect(after['school']).toBe(before['school']);
    expect(after['girl']).toEqual(pupils.columns[2]);
  });

  test('are read anew where they changed, and only those', async () => {
    const { project, tableId, source } = await withPupils();
    const cache = new TableCache();
    const before = byName(cache.read(source('score ~ girl')).columns);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['9']] });
    const after = byName(cache.read(source('score ~ girl')).columns);
    expect(after['score']).toMatchObject({ values: Float64Array.of(9, 2.5, NaN, 4) });
    expect(after['girl']).toBe(before['girl']);
    // The model that asked, then the edit.
    await project.undo();
    await project.undo();
    expect(byName(cache.read(source('score ~ girl')).columns)['score']).toBe(before['score']);
  });

  test('are all read anew when rows come or go', async () => {
    const { project, tableId, source } = await withPupils();
    const cache = new TableCache();
    cache.read(source('score ~ girl'));
    await project.applyEdit(tableId, { kind: 'delete-rows', from: 0, count: 1 });
    const { rows, columns } = cache.read(source('score ~ girl'));
    expect(rows).toBe(3);
    expect(columns.map((column) => (column.kind === 'number' ? column.values : column.codes).length)).toEqual([3, 3]);
  });

  test('in another state than the plan’s are refused', async () => {
    const { project, tableId, source } = await withPupils();
    const cache = new TableCache();
    cache.read(source('score ~ 1'));
    const stale = source('score ~ girl');
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['girl'], cells: [['FALSE']] });
    expect((await failureOfCall(() => cache.read(stale))).code).toBe('table.moved-on');
  });

  test('make way for newer ones when they take too much, but not those in use', async () => {
    const { source } = await withPupils();
    const cache = new TableCache(40);
    const [score] = cache.read(source('score ~ 1')).columns;
    expect(cache.read(source('score ~ 1')).columns[0]).toBe(score);
    expect(cache.read(source('score ~ girl')).columns).toHaveLength(2);
    cache.read(source('girl ~ school'));
    expect(cache.read(source('score ~ 1')).columns[0]).not.toBe(score);
  });
});
