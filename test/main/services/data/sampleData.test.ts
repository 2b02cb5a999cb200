import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectLevels, noAnswers, quietHooks, readFile } from '../../../../main/services/data/index.ts';
import { listSamples, sampleFile } from '../../../../main/services/sampleData.ts';
import { failureFrom } from './files.ts';

const folder = join(import.meta.dirname, '../../../../resources/samples');
const samples = listSamples(folder);
const readSample = async (id: string) => {
  const { path, options } = sampleFile(folder, id);
  return readFile(path, options, quietHooks);
};

test('the first sample is pupils in schools', () => {
  expect(samples[0]).toMatchObject({ id: 'hsb', title: 'Pupils in schools' });
});

describe.each(samples)('$title', (sample) => {
  test('has the rows that its description promises, and a meaning for each column', async () => {
    const { table, notices } = await readSample(sample.id);
    expect(table.rows).toBe(sample.rows);
    expect(sample.columns).toBe(table.columns.length);
    expect(sample.codebook.map(({ column }) => column)).toEqual(table.columns.map(({ name }) => name));
    expect(notices).toEqual([]);
  });

  test('has at least one grouping, none of them left as a number', async () => {
    const map = detectLevels((await readSample(sample.id)).table, noAnswers, quietHooks);
    expect(map.groupings.length).toBeGreaterThan(0);
    expect(map.findings.filter(({ code }) => code === 'levels.number-groups')).toEqual([]);
  });
});

test('all files together stay under three megabytes', () => {
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(bytes).toBeLessThan(3 * 2 ** 20);
});

test('an unknown sample is told so', async () => {
  const failed = await failureFrom((async () => sampleFile(folder, 'iris'))());
  expect(failed).toMatchObject({ code: 'sample.unknown', message: 'There is no sample called “iris”.' });
});
