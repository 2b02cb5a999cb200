import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '../../../../main/api.ts';
import { previewFile, quietHooks, readFile } from '../../../../main/services/data/index.ts';
import { cells, codes, failureFrom, fileOf, fixtures } from './files.ts';

const pupils = join(fixtures, 'pupils.xlsx');
const readSheet = (sheet: string, options: ImportOptions = {}) => readFile(pupils, { sheet, ...options }, quietHooks);

test('every cell of a workbook comes as it was meant', async () => {
  const data = await readFile(pupils, null, quietHooks);
  expect(cells(data.table)).toEqual({
    School: ['Sophie-Scholl', 'Sophie-Scholl', 'Sophie-Scholl', 'Mühle', 'Mühle', 'Mühle'],
    Pupil: [1, 2, 3, 4, 5, 6],
    Score: [12.5, null, -3.25, 1e-7, 0.3, 88],
    Passed: ['TRUE', 'FALSE', null, 'TRUE', 'TRUE', 'FALSE'],
    Tested: ['2024-02-29', '2024-03-01', null, '1999-12-31', '2024-03-01', '2024-03-04'],
    Room: ['001', '002', '001', '010', '010', null],
    Remark: ['a & b', '<late>', null, 'Zoë said "no"', 'two\nlines', null],
  });
  expect(data.table.columns[3]).toMatchObject({ kind: 'factor', scale: 'logical' });
  expect(data).toMatchObject({ name: 'pupils', format: 'xlsx', options: { sheet: 'Pupils', header: true } });
});

describe('the table in a sheet', () => {
  test('begins where it begins, and ends before rows that are only coloured', async () => {
    const data = await readSheet('Offset');
    expect(cells(data.table)).toEqual({ Class: ['a', 'a', 'b'], x: [1, 2, 3], y: [2.5, 3.5, 4.5] });
    expect(data.notices.find(({ code }) => code === 'import.table-start')?.details).toEqual({ cell: 'B4' });
  });

  test('takes merged header cells apart', async () => {
    const data = await readSheet('Merged');
    expect(cells(data.table)).toEqual({
      Class: ['a', 'a', 'b'],
      'Score math': [1, 2, 3],
      'Score reading': [4, 5, 6],
      Sex: ['f', 'm', 'f'],
    });
    expect(codes(data)).toContain('import.merged-header');
  });

  test('sets cells with an error of Excel missing and says so', async () => {
    const data = await readSheet('Errors');
    expect(cells(data.table)).toEqual({ g: ['a', 'b', 'c', 'd'], x: [1, null, 3, null] });
    expect(data.notices.find(({ code }) => code === 'import.error-cells')?.details).toEqual({
      cells: 2,
      kinds: ['#N/A'],
      columns: ['x'],
    });
  });

  test('loses nothing that shows only below the first rows', async () => {
    const { table } = await readSheet('Late');
    expect(table.rows).toBe(400);
    expect(table.columns.map(({ name }) => name)).toEqual(['n', 'mixed', 'V4']);
    expect(cells(table).mixed).toEqual(Array.from({ length: 400 }, (_, i) => (i === 389 ? 'many' : String(i + 1))));
    expect(cells(table).V4.flatMap((value, i) => (value === null ? [] : [[i, value]]))).toEqual([[393, 7]]);
  });

  test('has no header when a person says so', async () => {
    const { table } = await readSheet('Offset', { header: false });
    expect(cells(table).V1).toEqual(['Class', 'a', 'a', 'b']);
  });

  test('keeps empty rows between others, cuts those at the end, and tells times and dates apart', async () => {
    const rows = [
      ['g', 'when'],
      ['a', new Date(Date.UTC(2024, 0, 5, 13, 30))],
      [],
      ['b', new Date(Date.UTC(1899, 11, 31, 6, 15))],
      [null, ''],
      [],
    ];
    const path = fileOf(
      await writeXlsx({ sheets: [{ name: 's', rows, columns: [{}, { numFmt: 'yyyy-mm-dd hh:mm' }] }] }),
      'times.xlsx',
    );
    expect(cells((await readFile(path, null, quietHooks)).table)).toEqual({
      g: ['a', null, 'b'],
      when: ['2024-01-05T13:30:00', null, '06:15:00'],
    });
  });
});

describe('the sheets of a workbook', () => {
  test('are listed in the preview, and the first is taken', async () => {
    const preview = await previewFile(pupils, null, quietHooks);
    expect(preview.sheets).toEqual(['Pupils', 'Offset', 'Merged', 'Errors', 'Late', 'Empty', 'Hidden']);
    expect(preview).toMatchObject({ format: 'xlsx', options: { sheet: 'Pupils' }, rowCount: 6 });
    expect(preview.rows[3]).toEqual(['Mühle', 4, 1e-7, 'TRUE', '1999-12-31', '010', 'Zoë said "no"']);
    expect(codes(preview)).toContain('import.sheet');
  });

  test('include hidden ones for who asks', async () => {
    expect(cells((await readSheet('Hidden')).table)).toEqual({ secret: [1] });
  });

  test('that are empty or unknown are told so', async () => {
    expect((await failureFrom(readSheet('Empty'))).code).toBe('import.empty-sheet');
    expect(await failureFrom(readSheet('Nope'))).toMatchObject({ code: 'import.unknown-sheet' });
    expect((await failureFrom(readFile(join(fixtures, 'blank.xlsx'), null, quietHooks))).code).toBe('import.empty-sheet');
  });

  test('the first one with data is taken', async () => {
    const sheets = [
      { name: 'empty', rows: [] },
      { name: 'hidden', rows: [['h'], [1]], hidden: true },
      { name: 'data', rows: [['x'], [5]] },
    ];
    const path = fileOf(await writeXlsx({ sheets }), 'second.xlsx');
    expect((await readFile(path, null, quietHooks)).options.sheet).toBe('data');
  });

  test('a header alone is told so', async () => {
    const path = fileOf(await writeXlsx({ sheets: [{ name: 's', rows: [['a', 'b']] }] }), 'header.xlsx');
    expect((await failureFrom(readFile(path, null, quietHooks))).code).toBe('import.header-only');
  });
});

test('a large sheet is read whole, and its preview shows its front', async () => {
  const rows = [['g', 'x'], ...Array.from({ length: 5000 }, (_, i) => [`g${i % 50}`, i / 8])];
  const path = fileOf(await writeXlsx({ sheets: [{ name: 's', rows }] }), 'large.xlsx');
  const { table } = await readFile(path, null, quietHooks);
  expect(table.columns[1]).toEqual({ kind: 'number', name: 'x', values: Float64Array.from({ length: 5000 }, (_, i) => i / 8) });
  const preview = await previewFile(path, null, quietHooks);
  expect(preview.rowCount).toBeNull();
  expect(preview.rows).toHaveLength(200);
});
