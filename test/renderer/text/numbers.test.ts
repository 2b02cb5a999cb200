import { expect, it } from 'vitest';
import { count, counted, fileSize, lately, measured, percent } from '../../../renderer/text/numbers.ts';

it('groups thousands by thin spaces and agrees the noun', () => {
  expect(count(7185)).toBe('7\u202f185');
  expect(counted(1, 'row')).toBe('1\u00a0row');
  expect(counted(0, 'row')).toBe('0\u00a0rows');
});

it('shows about four digits of a measured value, with a true minus', () => {
  expect([12.748, -2.832, 842, 0.0226, 13562.4, -0.428].map(measured)).toEqual([
    '12.75',
    '−2.83',
    '842',
    '0.023',
    '13\u202f562',
    '−0.428',
  ]);
  expect(measured(0)).toBe('0');
  expect(measured(3.2e-7)).toBe('3.20e−7');
});

it('never rounds a share to none or all', () => {
  expect([0, 0.001, 0.18, 0.999, 1].map(percent)).toEqual(['0 %', '< 1 %', '18 %', '> 99 %', '100 %']);
});

it('says sizes of files as people do', () => {
  expect([340, 52_000, 1_400_000, 81_000_000].map(fileSize)).toEqual(['340 B', '52 KB', '1.4 MB', '81 MB']);
});

it('says the time of what happened today, and the day of what did before', () => {
  const now = new Date(2026, 10, 21, 18, 0);
  expect(lately(new Date(2026, 10, 21, 9, 5).toISOString(), now)).toBe('09:05');
  expect(lately(new Date(2026, 10, 20, 9, 5).toISOString(), now)).toBe('20 Nov 2026');
});
