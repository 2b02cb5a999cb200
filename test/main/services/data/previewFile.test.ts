import { expect, test } from 'vitest';
import { previewFile, quietHooks } from '../../../../main/services/data/index.ts';
import { fileOf } from './files.ts';

test('shows a small file whole, with what was found and why', async () => {
  const preview = await previewFile(fileOf('g;x\na;1,5\nb;\n'), null, quietHooks);
  expect(preview).toMatchObject({
    format: 'csv',
    sheets: [],
    rowCount: 2,
    columns: [
      { name: 'g', kind: 'factor', reason: '“a” is not a number.' },
      { name: 'x', kind: 'number', reason: 'Every value is a number.' },
    ],
    rows: [
      ['a', 1.5],
      ['b', null],
    ],
  });
});

test('shows the front of a large file and does not claim to know its length', async () => {
  const preview = await previewFile(
    fileOf(`a,b\n${Array.from({ length: 100_000 }, (_, i) => `${i},${i % 3}`).join('\n')}\n`),
    null,
    quietHooks,
  );
  expect(preview.rowCount).toBeNull();
  expect(preview.rows).toHaveLength(200);
  expect(preview.rows[199]).toEqual([199, 1]);
});

test('keeps the missing marks in force, also those not met in the front', async () => {
  const { options } = await previewFile(fileOf('x\n1\n2\n'), null, quietHooks);
  expect(options.missing).toContain('NA');
});

test('shows what the person asks for', async () => {
  const preview = await previewFile(fileOf('x,y\n1,2\n3,4\n'), { header: false, kinds: { V1: 'factor' } }, quietHooks);
  expect(preview.rows).toEqual([
    ['x', 'y'],
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(preview.options).toMatchObject({ header: false, kinds: { V1: 'factor' } });
});
