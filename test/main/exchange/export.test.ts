import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietHooks, readFile } from '../../../main/services/data/index.ts';
import { school } from './school.ts';
import type { School } from './school.ts';

const point = { decimal: '.', separator: ',' } as const;
const comma = { decimal: ',', separator: ';' } as const;

describe('data that leave the project', () => {
  let at: School;
  beforeEach(async () => void (at = await school()));
  afterEach(() => at.close());

  const write = (
    name: string,
    format: 'csv' | 'tsv' | 'xlsx' | 'sav' | 'dta',
    output: typeof point | typeof comma = point,
    overwrite = false,
  ) =>
    at.call('data.export', {
      job: name,
      tableId: at.tableId,
      path: join(at.folder, name),
      format,
      output,
      leftOnly: false,
      overwrite,
    });

  it.each(['csv', 'tsv', 'xlsx', 'sav', 'dta'] as const)('read back the same from %s', async (format) => {
    const path = join(at.folder, `out.${format}`);
    expect(await write(`out.${format}`, format)).toMatchObject({ rows: 4 });
    const { table } = await readFile(path, null, quietHooks);
    const schools = table.columns[0]!;
    expect(schools.kind === 'factor' && [...schools.codes].map((code) => schools.levels[code])).toEqual([
      'North',
      'North',
      'South',
      'East',
    ]);
    const scores = table.columns[2]!;
    expect(scores.kind === 'number' && [...scores.values]).toEqual([10.5, 11.25, NaN, 9.75]);
  });

  it('have the decimal mark and separator that were asked for', async () => {
    await write('german.csv', 'csv', comma);
    expect(readFileSync(join(at.folder, 'german.csv'), 'utf8')).toBe(
      'school;pupil;score;girl\r\nNorth;1;10,5;TRUE\r\nNorth;2;11,25;FALSE\r\nSouth;3;;TRUE\r\nEast;4;9,75;FALSE\r\n',
    );
  });

  it('replace a file only where that was said', async () => {
    await write('out.csv', 'csv');
    await expect(write('out.csv', 'csv')).rejects.toMatchObject({ failure: { code: 'export.exists' } });
    await write('out.csv', 'csv', comma, true);
    expect(readFileSync(join(at.folder, 'out.csv'), 'utf8')).toContain('10,5');
  });

  it('tell what the format could not hold', async () => {
    await at.call('table.edit', {
      job: 'r',
      tableId: at.tableId,
      edit: { kind: 'rename-column', column: 'score', to: 'reading score' },
    });
    const { notices } = await write('out.sav', 'sav');
    expect(notices).toMatchObject([
      { code: 'export.renamed', details: { renamed: [{ column: 'reading score', name: 'reading_score' }] } },
    ]);
  });

  it('go as result tables into a workbook with real numbers', async () => {
    const sheets = [
      {
        name: 'Fixed effects',
        rows: [
          ['Name', 'Estimate'],
          ['(Intercept)', 1.5],
          ['SES', null],
        ],
      },
      { name: 'Fixed effects', rows: [['a'], [2]] },
    ];
    const { base64 } = await at.call('export.workbook', { path: null, sheets });
    const path = at.write('tables.xlsx', '');
    (await import('node:fs')).writeFileSync(path, Buffer.from(base64!, 'base64'));
    const { table } = await readFile(path, { sheet: 'Fixed effects' }, quietHooks);
    const estimates = table.columns[1]!;
    expect(estimates.kind === 'number' && [...estimates.values]).toEqual([1.5, NaN]);
    expect((await readFile(path, { sheet: 'Fixed effects 2' }, quietHooks)).table.rows).toBe(1);
  });

  it('are written as the project says from then on', async () => {
    expect((await at.call('app.info', {})).project!.output).toBeNull();
    await at.call('project.output', { output: comma });
    expect((await at.call('app.info', {})).project!.output).toEqual(comma);
  });
});
