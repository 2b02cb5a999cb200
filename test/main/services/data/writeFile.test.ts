import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Column, ColumnTable } from '../../../../engine/contract/index.ts';
import type { ExportFormat } from '../../../../main/api.ts';
import { quietHooks, readFile, writeFile } from '../../../../main/services/data/index.ts';
import { cells, failureFrom, fileOf } from './files.ts';

const made = new Date('2026-11-21T13:45:00Z');
const long = 'A long remark, longer than what one piece of a text can hold. '.repeat(12);

function factor(
  name: string,
  labels: readonly (string | null)[],
  levels: readonly string[],
  scale: 'nominal' | 'ordinal' | 'logical' = 'nominal',
): Column {
  return {
    kind: 'factor',
    name,
    levels,
    scale,
    codes: Int32Array.from(labels, (label) => (label === null ? -1 : levels.indexOf(label))),
  };
}

const table: ColumnTable = {
  rows: 4,
  columns: [
    { kind: 'number', name: 'whole', values: Float64Array.of(-127, 100, NaN, 0) },
    { kind: 'number', name: 'real', values: Float64Array.of(0.1 + 0.2, -1e-300, NaN, 123456789.125) },
    { kind: 'number', name: 'large', values: Float64Array.of(2147483620, -2147483647, NaN, 151) },
    factor('party', ['Grüne', null, 'Labour', 'Grüne'], ['Labour', 'Grüne', 'nobody']),
    factor('grade', ['low', 'high', null, 'low'], ['low', 'middle', 'high'], 'ordinal'),
    factor('passed', ['TRUE', null, 'FALSE', 'TRUE'], ['FALSE', 'TRUE'], 'logical'),
    factor('day', ['2024-02-29', '1999-12-31', null, '1582-10-15'], ['1582-10-15', '1999-12-31', '2024-02-29']),
    factor(
      'begun',
      ['2024-02-29T13:45:00', null, '1999-12-31T23:59:59', '1999-12-31T23:59:59'],
      ['1999-12-31T23:59:59', '2024-02-29T13:45:00'],
    ),
    factor('Ort, wo "er" wohnt', ['Köln', '東京', null, 'a,b\n"c"'], ['Köln', '東京', 'a,b\n"c"']),
    factor('remark', [long.trim(), 'short', null, 'two words'], ['short', 'two words', long.trim()]),
  ],
};
const labels = { party: 'Party voted for', real: 'A “real” number' };

let files = 0;
const write = async (of: ColumnTable, format: ExportFormat, decimal: '.' | ',' = '.') => {
  const path = fileOf('', `written-${++files}.${format}`);
  const notices = await writeFile(path, { table: of, labels }, { format, decimal, overwrite: true, made }, quietHooks);
  return { path, notices };
};

describe('writing data files', () => {
  test.each(['csv', 'tsv', 'xlsx', 'sav', 'dta'] as const)('%s: what was written is read back cell for cell', async (format) => {
    const { path } = await write(table, format);
    const back = await readFile(path, null, quietHooks);
    expect(Object.values(cells(back.table))).toEqual(Object.values(cells(table)));
    expect(back.table.rows).toBe(4);
  });

  test('a decimal comma comes with semicolons', async () => {
    const { path } = await write(table, 'csv', ',');
    expect(readFileSync(path, 'utf8')).toContain('-127;0,30000000000000004;2147483620;Grüne');
    expect(cells((await readFile(path, null, quietHooks)).table)).toEqual(cells(table));
  });

  test.each(['sav', 'dta'] as const)('%s keeps labels, the order of categories and what has no rows', async (format) => {
    const { path, notices } = await write(table, format);
    const back = await readFile(path, null, quietHooks);
    const [party, grade, passed] = [3, 4, 5].map((j) => back.table.columns[j]);
    expect(party).toMatchObject({ levels: ['Labour', 'Grüne', 'nobody'] });
    expect(grade).toMatchObject({ levels: ['low', 'middle', 'high'], scale: format === 'sav' ? 'ordinal' : 'nominal' });
    expect(passed).toMatchObject({ scale: 'logical' });
    expect(back.labels).toMatchObject(labels);
    expect(notices.map(({ code }) => code)).toEqual(['export.renamed']);
    expect(Object.values(back.labels)).toContain('Ort, wo "er" wohnt');
  });

  test('names that another program would take for the same are told apart', async () => {
    const columns = ['a b', 'A_b', 'a.b', '1st', 'if', 'x'.repeat(80)].map((name): Column => ({
      kind: 'number',
      name,
      values: Float64Array.of(1),
    }));
    const { path } = await write({ rows: 1, columns }, 'dta');
    const names = (await readFile(path, null, quietHooks)).table.columns.map(({ name }) => name);
    expect(names).toEqual(['a_b', 'A_b_2', 'a_b_3', 'V_1st', 'V_if', 'x'.repeat(32)]);
  });

  test('numbers too large for Stata are said to be lost', async () => {
    const { path, notices } = await write(
      { rows: 2, columns: [{ kind: 'number', name: 'x', values: Float64Array.of(1.5, 1.7e308) }] },
      'dta',
    );
    expect(notices.map(({ code }) => code)).toEqual(['export.too-large']);
    expect(cells((await readFile(path, null, quietHooks)).table)).toEqual({ x: [1.5, null] });
  });

  test('a file that is there is replaced only when that was said, and nothing half-written stays', async () => {
    const path = fileOf('precious', 'precious.csv');
    const options = { format: 'csv', decimal: '.', overwrite: false, made } as const;
    expect((await failureFrom(writeFile(path, { table, labels }, options, quietHooks))).code).toBe('export.exists');
    expect(readFileSync(path, 'utf8')).toBe('precious');
    const stop = {
      onProgress: () => {},
      checkCancelled: () => {
        throw new Error('stopped');
      },
    };
    await expect(writeFile(path, { table, labels }, { ...options, overwrite: true }, stop)).rejects.toThrow('stopped');
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith('precious'))).toEqual(['precious.csv']);
  });

  test('the data sets that came from R leave as they came', async () => {
    const folder = join(import.meta.dirname, '../../../fixtures/statistical');
    const sets = readdirSync(folder).filter(
      (name) => /\.(sav|zsav|dta)$/.test(name) && existsSync(join(folder, `${basename(name).replace(/\..*/, '')}.csv`)),
    );
    for (const name of sets) {
      const read = await readFile(join(folder, name), null, quietHooks);
      for (const format of ['csv', 'xlsx', 'sav', 'dta'] as const) {
        const { path } = await write(read.table, format);
        const back = await readFile(path, null, quietHooks);
        const asText = (of: ColumnTable) =>
          Object.values(cells(of)).map((column) => column.map((cell) => cell?.toString() ?? null));
        expect({ name, format, cells: asText(back.table) }).toEqual({ name, format, cells: asText(read.table) });
      }
    }
    expect(sets.length).toBeGreaterThanOrEqual(26);
  });
});
