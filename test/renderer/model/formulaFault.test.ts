import { expect, test } from 'vitest';
import { faultOf, partsAround, replaced } from '../../../renderer/model/formulaFault.ts';
import { readFormula } from '../../../renderer/model/readFormula.ts';
import { names } from './schoolLevels.ts';

const faultIn = (formula: string) => faultOf(readFormula(formula, names).failure!);

test('finds the place of a mistyped name and what may have been meant', () => {
  const formula = 'score ~ sess + (1 | school)';
  const fault = faultIn(formula);
  expect(partsAround(formula, fault)).toEqual({ before: 'score ~ ', fault: 'sess', after: ' + (1 | school)' });
  expect(fault.nearest).toContain('ses');
  expect(replaced(formula, fault, 'ses')).toBe('score ~ ses + (1 | school)');
});

test('marks the last character where something is missing at the end', () => {
  const formula = 'score ~ ses +';
  expect(partsAround(formula, faultIn(formula))).toEqual({ before: 'score ~ ses ', fault: '+', after: '' });
});

test('marks nothing in an empty text, and nothing without a fault', () => {
  expect(partsAround('', faultIn(''))).toEqual({ before: '', fault: '', after: '' });
  expect(partsAround('score ~ 1', null)).toEqual({ before: 'score ~ 1', fault: '', after: '' });
});

test('reads outcome and grid of a right formula', () => {
  const reading = readFormula('log(score) ~ ses', names);
  expect(reading.failure).toBeNull();
  expect(reading.outcome).toEqual({ text: 'log(score)', start: 0, end: 10 });
  expect(reading.grid?.fixed).toEqual(['ses']);
});

test('says why a right formula has no grid', () => {
  const reading = readFormula('score ~ 1 + (ses | school) + (sex | school)', names);
  expect(reading).toMatchObject({ grid: null, failure: null });
  expect(reading.whyNoGrid).toContain('school');
});
