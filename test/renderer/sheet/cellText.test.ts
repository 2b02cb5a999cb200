import { expect, it } from 'vitest';
import { columnDecimals, editedCell, exactCell, shownCell } from '../../../renderer/sheet/cellText.ts';

it('lines up the decimals of a column', () => {
  expect(columnDecimals([5.876, -2, null, 0.5])).toBe(3);
  expect(columnDecimals([1, 2])).toBe(0);
  expect(columnDecimals([1 / 3])).toBe(4);
  expect(shownCell(20, 3)).toBe('20.000');
});

it('shows a true minus and rounds to the column, but never to next to nothing', () => {
  expect(shownCell(-1.528, 3)).toBe('−1.528');
  expect(shownCell(63.6935560100888, 4)).toBe('63.6936');
  expect(shownCell(0.000123, 2)).toBe('0.000123');
  expect(shownCell(-0, 2)).toBe('0.00');
  expect(exactCell(-63.6935560100888)).toBe('−63.6935560100888');
});

it('writes very large and very small numbers with powers of ten', () => {
  expect(shownCell(2.5e-9, 4)).toBe('2.5000e−9');
  expect(shownCell(1e15, 0)).toBe('1.0000e+15');
  expect(shownCell(0, 2)).toBe('0.00');
});

it('edits every digit in plain characters', () => {
  expect(editedCell(-0.30000000000000004)).toBe('-0.30000000000000004');
  expect(editedCell(null)).toBe('');
  expect(editedCell('Catholic')).toBe('Catholic');
});
