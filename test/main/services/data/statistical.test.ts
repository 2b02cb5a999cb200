import { copyFileSync, existsSync, readFileSync, readdirSync, truncateSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFile, quietHooks } from '../../../../main/services/data/index.ts';
import { cells, codes, failureFrom, fileOf } from './files.ts';

const folder = join(import.meta.dirname, '../../../fixtures/statistical');
const originals = join(import.meta.dirname, '../../../../../shared/data/original');
const readIt = (name: string) => readFile(join(folder, name), null, quietHooks);

/** Cells as text, so that a label `3` and a number 3 are the same cell. */
async function texts(path: string): Promise<(string | null)[][]> {
  const { table } = await readFile(path, null, quietHooks);
  return Object.values(cells(table)).map((column) => column.map((cell) => (cell === null ? null : String(cell))));
}

const sets = readdirSync(folder).filter(
  (name) => /\.(sav|zsav|dta)$/.test(name) && existsSync(join(folder, `${basename(name, extname(name))}.csv`)),
);

describe('files of SPSS and Stata', () => {
  test.each(sets)('%s has the cells of its data set', async (name) => {
    const path = join(folder, name);
    expect(await texts(path)).toEqual(await texts(join(folder, `${basename(name, extname(name))}.csv`)));
  });

  test('more than a dozen data sets come in both kinds', () => {
    expect(sets.length).toBeGreaterThanOrEqual(26);
  });

  test('categories keep the order of their values, those without rows included', async () => {
    const { table } = await readIt('Oats.sav');
    expect(table.columns.find(({ name }) => name === 'Block')).toMatchObject({ levels: ['VI', 'V', 'III', 'IV', 'II', 'I'] });
  });

  test.each(['survey.sav', 'survey.zsav'])('%s: labels, missing codes, dates, accents and long texts', async (name) => {
    const { table, labels, notices } = await readIt(name);
    const found = cells(table);
    expect(found.party).toEqual(['Grüne', 'Labour', 'Labour', null, 'Christian Democrats', 'Grüne']);
    expect(found.trust).toEqual([1, 5, null, 3, null, 2]);
    expect(found.income).toEqual([1200.5, null, 0.1 + 0.2, 3e9, null, 1e-7]);
    expect(found.town).toEqual(['Köln', 'São Paulo', null, 'Gdańsk', 'Zürich', '東京']);
    expect(found.interviewed).toEqual(['2024-02-29', '1999-12-31', null, '1960-01-01', '1582-10-15', '2024-03-01']);
    expect(found.begun).toEqual([
      '2024-02-29T13:45:00',
      '1999-12-31T23:59:59',
      null,
      '1960-01-01T00:00:00',
      '2001-09-09T01:46:40',
      '2024-03-01T08:00:01',
    ]);
    expect(found.sex).toEqual(['female', 'male', 'female', 'female', 'male', null]);
    expect(found.a_name_that_is_much_longer_than_eight).toEqual([0.5, null, -1.25, 1e300, 5e-324, 7]);
    expect(String(found.remark[0])).toHaveLength(371);
    expect(found.remark.slice(1)).toEqual(['short', null, 'two words', 'Zoë said "no"', null]);
    expect(labels).toMatchObject({ party: 'Party voted for', trust: 'Trust in parliament (1 to 5)' });
    const declared = notices.find(({ code }) => code === 'import.declared-missing');
    expect(declared?.details).toEqual({ cells: 4, columns: ['trust', 'income'], codes: ['98', '99', '-1', '-2'] });
  });

  test.each(['panel.dta', 'panel15.dta'])('%s: tagged missing values, long texts, numbers at the edge', async (name) => {
    const { table, labels, notices } = await readIt(name);
    const found = cells(table);
    expect(found.status).toEqual(['single', 'married', null, 'married', null]);
    expect(found.town).toEqual(['Köln', 'São Paulo', null, 'Gdańsk', '東京']);
    expect(found.day).toEqual(['2024-02-29', '1999-12-31', null, '1960-01-01', '1959-12-31']);
    expect(found.small).toEqual([-127, 100, null, 0, 1]);
    expect(found.large).toEqual([2147483620, -2147483647, null, 0.5, 1e300]);
    expect(found.remark.map((text) => String(text ?? '').length)).toEqual([371, 5, 0, 2975, 1]);
    expect(labels).toEqual({ status: 'Marital status', large: 'Numbers at the edge' });
    expect(notices.find(({ code }) => code === 'import.declared-missing')?.details).toMatchObject({
      cells: 2,
      codes: ['.a', '.z'],
    });
  });

  test('a person may take the numbers behind labels, or labels for numbers', async () => {
    const kinds = { party: 'number', trust: 'factor' } as const;
    const { table } = await readFile(join(folder, 'survey.sav'), { kinds }, quietHooks);
    const found = cells(table);
    expect(found.party).toEqual([1, 2, 2, null, 3, 1]);
    expect(found.trust).toEqual(['not at all', 'fully', null, '3', null, '2']);
  });

  test('a file that was cut short says so', async () => {
    const path = fileOf(readFileSync(join(folder, 'Orthodont.sav')), 'cut.sav');
    truncateSync(path, 4000);
    const read = await readFile(path, null, quietHooks);
    expect(read.table.rows).toBeLessThan(108);
    expect(codes(read)).toContain('import.cut-short');
    const stata = fileOf(readFileSync(join(folder, 'Orthodont.dta')), 'cut.dta');
    truncateSync(stata, 2000);
    expect((await failureFrom(readFile(stata, null, quietHooks))).code).toBe('import.damaged-data');
  });

  test('the first bytes count, not the ending', async () => {
    const path = fileOf('', 'really-spss.csv');
    copyFileSync(join(folder, 'Dyestuff.sav'), path);
    expect((await readFile(path, null, quietHooks)).table.rows).toBe(30);
  });

  test.runIf(existsSync(originals))('files as found on the way open with their labels', async () => {
    const nurses = await readFile(join(originals, 'nurses.sav'), null, quietHooks);
    const popular = await readFile(join(originals, 'popular2.sav'), null, quietHooks);
    const exam = await readFile(join(originals, 'tutorial.dta'), null, quietHooks);
    const imm = await readFile(join(originals, 'imm23.dta'), null, quietHooks);
    expect([nurses.table.rows, popular.table.rows, exam.table.rows, imm.table.rows]).toEqual([1000, 2000, 4059, 519]);
    expect(Object.keys(imm.labels).length).toBeGreaterThan(5);
  });

  test('a sheet of OpenDocument: repeated rows, dates, logical cells, spaces beyond the table', async () => {
    const { table, notices } = await readIt('pupils.ods');
    expect(cells(table)).toEqual({
      School: ['Mühle & Söhne', 'Scholl', 'Scholl', 'Scholl'],
      Score: [12.5, null, null, 0.3],
      Passed: ['TRUE', 'FALSE', 'FALSE', null],
      Tested: ['2024-02-29', '1999-12-31', '1999-12-31', null],
      Same: [7, 7, 7, -1e-7],
    });
    expect(notices.map(({ code }) => code)).not.toContain('import.sheet');
  });

  test.each(['everything.rds', 'plain.rds', 'several.RData'])('%s: every kind of vector that R has for a table', async (name) => {
    const { table, notices } = await readIt(name);
    expect(cells(table)).toEqual({
      whole: [1, 2, 3, 4, null],
      real: [1.5, null, -1e-300, 4, null],
      town: ['Köln', 'y', null, 'Zürich', '東京'],
      size: ['lo', 'hi', null, 'lo', 'hi'],
      passed: ['TRUE', null, 'FALSE', 'TRUE', 'TRUE'],
      day: ['2024-02-29', '2024-03-01', '2024-03-02', '2024-03-03', '2024-03-04'],
      grade: ['b', 'a', 'c', 'a', 'b'],
      run: [1, 2, 3, 4, 5],
    });
    const scales = table.columns.map((column) => (column.kind === 'factor' ? column.scale : column.kind));
    expect(scales).toEqual(['number', 'number', 'nominal', 'nominal', 'logical', 'nominal', 'ordinal', 'number']);
    expect(table.columns[3]).toMatchObject({ levels: ['lo', 'hi', 'none'] });
    expect(notices.some(({ code }) => code === 'import.sheet')).toBe(name === 'several.RData');
  });

  test('another table of an R file can be chosen, and labels and formulas in its attributes do no harm', async () => {
    const several = await readFile(join(folder, 'several.RData'), { sheet: 'second' }, quietHooks);
    expect(cells(several.table)).toEqual({ x: [2.5, 3.5] });
    expect((await readIt('grouped.rds')).table.rows).toBe(108);
    const survey = await readIt('survey.rds');
    expect(cells(survey.table)).toEqual(cells((await readIt('survey.sav')).table));
    expect(survey.labels).toMatchObject({ party: 'Party voted for' });
    expect((await failureFrom(readIt('xz.rds'))).code).toBe('import.r-compression');
  });

  test.each(['five.xpt', 'eight.xpt'])('%s: a transport file of SAS', async (name) => {
    const { table, labels } = await readIt(name);
    expect(Object.values(cells(table))).toEqual([
      [1, 2, 3, 4],
      [1.5, null, -0.1, 1e30],
      ['Koeln', 'b', null, 'd'],
      ['2024-02-29', null, '1960-01-01', '1999-12-31'],
    ]);
    expect(Object.entries(labels)).toEqual([[name === 'five.xpt' ? 'height' : 'height_of_the_person', 'Height in metres']]);
  });
});
