import { expect, test } from 'vitest';
import { fileNameOf } from '../../../renderer/report/tableFiles.ts';

test('makes a file name of a title, without what file systems refuse', () => {
  expect(fileNameOf('Fixed effects', 'csv')).toBe('Fixed effects.csv');
  expect(fileNameOf('MathAch ~ SES/"Sector"?', 'csv')).toBe('MathAch ~ SES Sector.csv');
  expect(fileNameOf('..hidden', 'csv')).toBe('hidden.csv');
});

test('names a table without a usable title too', () => {
  expect(fileNameOf('***', 'csv')).toBe('table.csv');
  expect(fileNameOf('x'.repeat(300), 'csv')).toHaveLength(84);
});
