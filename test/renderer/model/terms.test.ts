import { expect, test } from 'vitest';
import { columnsOf, groupLabel, interactionLabel, shownLabel, termKey } from '../../../renderer/model/terms.ts';

test('reads an interaction with a cross and names without backticks', () => {
  expect(shownLabel('ses:`teacher years`')).toBe('ses × teacher years');
  expect(shownLabel('poly(ses, 2)')).toBe('poly(ses, 2)');
});

test('takes an interaction for the same in any order of its variables', () => {
  expect(termKey('b:a')).toBe(termKey('a:b'));
  expect(termKey('`a:b`')).not.toBe(termKey('a:b'));
});

test('names the columns that a term reads', () => {
  expect(columnsOf('I(ses^2):`teacher years`')).toEqual(['ses', 'teacher years']);
});

test('multiplies terms without repeating a variable', () => {
  expect(interactionLabel('a', 'b')).toBe('a:b');
  expect(interactionLabel('a:b', 'b')).toBe('a:b');
});

test('writes nested groups innermost first, as R does', () => {
  expect(groupLabel(['school'])).toBe('school');
  expect(groupLabel(['class', 'school'])).toBe('class:school');
  expect(groupLabel(['class', 'school', 'district'])).toBe('class:(school:district)');
});
