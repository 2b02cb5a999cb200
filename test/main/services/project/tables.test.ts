import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../engine/contract/index.ts';
import { failure } from '../../../../engine/contract/index.ts';
import { readColumns, writeStaging } from '../../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils, settled, shown } from './desk.ts';

/** A table of several chunks. */
const long: ColumnTable = {
  rows: 150_000,
  columns: [
    { kind: 'number', name: 'x', values: Float64Array.from({ length: 150_000 }, (_, i) => (i % 10 === 9 ? NaN : i / 7)) },
    {
      kind: 'factor',
      name: 'id',
      codes: Int32Array.from({ length: 150_000 }, (_, i) => i),
      levels: Array.from({ length: 150_000 }, (_, i) => `p${i}`),
      scale: 'nominal',
    },
  ],
};

/** How many rows each table of a database has. */
function rowCounts(file: string): Record<string, number> {
  const db = new Database(file, { readonly: true });
  const count = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  const counts = { tables: count('tables'), columns: count('columns'), chunks: count('chunks'), levels: count('levels') };
  db.close();
  return counts;
}

describe('an imported table', () => {
  test('is read back exactly, whole or in part', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, long);
    const read = readColumns(project.file, tableId, null);
    expect(read.rows).toBe(long.rows);
    expect(read.columns).toEqual(long.columns);
    expect(readColumns(project.file, tableId, ['id']).columns.map((column) => column.name)).toEqual(['id']);
    expect((await failureOfCall(() => readColumns(project.file, tableId, ['z']))).code).toBe('table.no-column');
  });

  test('shows any window of rows, also across chunks and at the end', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, long);
    expect(project.rows(tableId, 65_534, 3).columns).toEqual([
      [65_534 / 7, 65_535 / 7, 65_536 / 7],
      ['p65534', 'p65535', 'p65536'],
    ]);
    expect(project.rows(tableId, 149_999, 50).columns).toEqual([[null], ['p149999']]);
    expect(project.rows(tableId, 200_000, 50).columns).toEqual([[], []]);
  });

  test('tells name, source, kinds, levels and summaries at once', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils, 'hsb.csv');
    const table = project.table(tableId);
    expect(table).toMatchObject({ name: 'hsb', source: 'hsb.csv', rows: 4, levelMap: null });
    expect(table.columns[0]).toMatchObject({ name: 'score', kind: 'number', scale: 'continuous', levels: [], missing: 1 });
    expect(table.columns[0].summary).toMatchObject({ mean: 2.5, sd: 1.5, min: 1, max: 4, distinct: 3 });
    expect(table.columns[1]).toMatchObject({
      kind: 'factor',
      levels: ['north', 'south'],
      missing: 1,
      summary: { distinct: 2, bars: [2, 1] },
    });
    expect(project.state().undo).toBe('Import hsb.csv');
  });

  test('has its summaries refreshed after an edit, and at once after undo', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    const before = project.table(tableId).columns[0];
    await project.applyEdit(tableId, { kind: 'cells', row: 2, columns: ['score'], cells: [['100']] });
    await settled(project, () => project.table(tableId).columns[0].missing === 0);
    expect(project.table(tableId).columns[0].summary).toMatchObject({ max: 100, distinct: 4 });
    await project.undo();
    expect(project.table(tableId).columns[0]).toEqual(before);
  });

  test('that is stopped half way leaves nothing, neither shown nor kept', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const staging = path.join(desk.folder, 'staging.db');
    writeStaging(staging, long, { name: 'long', source: 'long.csv' });
    let asked = 0;
    const checkCancelled = () => {
      if (++asked === 4) throw failure('job.cancelled', {}, { message: 'Stopped.', remedy: '' });
    };
    expect((await failureOfCall(() => project.adoptStaging(staging, { checkCancelled }))).code).toBe('job.cancelled');
    expect(project.state()).toMatchObject({ tables: [], undo: null });
    await desk.adopt(project, pupils);
    const { columns, chunks } = rowCounts(project.file);
    expect(chunks).toBeGreaterThan(columns);
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();
    const { project: again } = await desk.open(desk.file('a.terrace'));
    await settled(again, () => rowCounts(again.file).chunks === 3);
    expect(rowCounts(again.file)).toEqual({ tables: 1, columns: 3, chunks: 3, levels: 4 });
  });

  test('keeps what undo can bring back through reopening, and drops what it cannot', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'score', to: 'nominal' });
    await project.applyEdit(tableId, { kind: 'delete-rows', from: 0, count: 2 });
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();
    const { project: again } = await desk.open(desk.file('a.terrace'));
    await again.undo();
    await again.undo();
    expect(shown(again, tableId).score).toEqual([1, 2.5, null, 4]);
    again.createModel(tableId, { kind: 'model', formula: 'score ~ 1', criterion: 'ML' }, null);
    await again.close();
    const { project: third } = await desk.open(desk.file('a.terrace'));
    await settled(third, () => rowCounts(third.file).chunks === 3);
    expect(shown(third, tableId).score).toEqual([1, 2.5, null, 4]);
  });
});

describe('reading for a fit', () => {
  test('refuses columns that have moved on since the fit was planned, and no others', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    const { id } = project.createModel(tableId, { kind: 'model', formula: 'score ~ school', criterion: 'ML' }, null);
    const plan = project.fitPlan(id);
    const read = () => readColumns(project.file, tableId, plan.columns, { revisions: plan.revisions });
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['girl'], cells: [['FALSE']] });
    expect(read().columns).toHaveLength(2);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['school'], cells: [['south']] });
    expect((await failureOfCall(read)).code).toBe('table.moved-on');
    await project.undo();
    expect(read().columns).toHaveLength(2);
  });

  test('finds damage in a chunk instead of handing out other numbers', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    const db = new Database(project.file);
    db.exec('UPDATE chunks SET data = zeroblob(32) WHERE id = 1');
    db.close();
    expect((await failureOfCall(() => readColumns(project.file, tableId, ['score']))).code).toBe('project.damaged');
  });
});

test('tells all of its state with 300 columns and 60 models', async () => {
  const desk = new Desk();
  const project = await desk.create();
  const columns = Array.from(
    { length: 300 },
    (_, j) => ({ kind: 'number', name: `x${j}`, values: Float64Array.of(1, 2, j) }) as const,
  );
  const tableId = await desk.adopt(project, { rows: 3, columns });
  for (let i = 1; i < 60; i++)
    project.createModel(tableId, { kind: 'model', formula: `x0 ~ x${i} + (1 | x2)`, criterion: 'ML' }, null);
  expect(project.state()).toMatchObject({ tables: [{ columns: { length: 300 } }], models: { length: 59 } });
  expect(fs.existsSync(project.file)).toBe(true);
});
