import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../engine/contract/index.ts';
import { chosenWords } from '../../../renderer/analyses/chosenWords.ts';
import { draftsOf, faults, typedNumber, valuesOf } from '../../../renderer/analyses/drafts.ts';

const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({ value, label: value.toUpperCase() }));
const choices: readonly Choice[] = [
  { id: 'method', kind: 'one', label: 'Method', options, value: 'a' },
  { id: 'terms', kind: 'some', label: 'Terms', options, value: ['a', 'b'], least: 1 },
  { id: 'coverage', kind: 'number', label: 'Coverage', value: 95, min: 50, max: 99.99 },
  { id: 'seed', kind: 'number', label: 'Seed', value: null, whole: true },
  { id: 'exact', kind: 'yes', label: 'Exact', value: false },
  { id: 'weights', kind: 'numbers', label: 'Weights', names: ['x', 'z'], value: [1, null] },
];

describe('a number as a person types it', () => {
  test.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    [' −2 ', -2],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['', null],
    ['1,000,000', undefined],
    ['abc', undefined],
    ['-', undefined],
    ['Infinity', undefined],
  ])('%j is read as %j', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });
});

describe('the drafts of a form', () => {
  test('left alone say the defaults', () => {
    expect(valuesOf(choices, draftsOf(choices, {}))).toEqual({
      method: 'a',
      terms: ['a', 'b'],
      coverage: 95,
      seed: null,
      exact: false,
      weights: [1, null],
    });
  });

  test('begin at what was kept, but for what is not offered any more', () => {
    const kept = { method: 'gone', terms: ['c', 'gone'], coverage: 90, seed: 7, exact: true, weights: [1, 2, 3] };
    expect(valuesOf(choices, draftsOf(choices, kept))).toEqual({ ...kept, method: 'a', terms: ['c'], weights: [1, null] });
  });

  test('name every choice that cannot be followed', () => {
    const drafts = { ...draftsOf(choices, {}), terms: [], coverage: '120', seed: '1.5', weights: ['1', 'x'] };
    expect([...faults(choices, drafts)]).toEqual(['terms', 'coverage', 'seed', 'weights']);
    expect(valuesOf(choices, drafts)).toBeNull();
  });

  test('need a number where there is one by default, and none where there is not', () => {
    expect([...faults(choices, { ...draftsOf(choices, {}), coverage: '', seed: '' })]).toEqual(['coverage']);
  });
});

describe('what was chosen, in one line', () => {
  test('uses the labels, says nothing of what was left empty, and counts long lists', () => {
    const values = { terms: ['a', 'b', 'c', 'd', 'e', 'f'], weights: [-0.5, null] };
    expect(chosenWords(choices, values)).toBe(
      'Method: A · Terms: A, B, C, D, 2 more · Coverage: 95 · Exact: no · Weights: x −0.5',
    );
  });
});
