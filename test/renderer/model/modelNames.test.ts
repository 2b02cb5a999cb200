import { expect, test } from 'vitest';
import type { Criterion, ModelSpec } from '../../../engine/contract/index.ts';
import { automaticName } from '../../../renderer/model/modelNames.ts';
import { names } from './schoolLevels.ts';

const spec = (formula: string, criterion: Criterion = 'REML'): ModelSpec => ({ kind: 'model', formula, criterion });
const name = (formula: string, before?: string) =>
  automaticName(spec(formula), before === undefined ? null : spec(before), names);

test('calls a model without predictors the null model', () => {
  expect(name('score ~ 1')).toBe('Null');
  expect(name('score ~ 1 + (1 | school)')).toBe('Null');
});

test('names a first model by what is in it', () => {
  expect(name('score ~ ses + (1 + ses | school)')).toBe('ses + slope of ses');
});

test('names a later model by what it adds and leaves out', () => {
  expect(name('score ~ ses + (1 | school)', 'score ~ 1 + (1 | school)')).toBe('+ ses');
  expect(name('score ~ ses + (ses | school)', 'score ~ ses + (1 | school)')).toBe('+ slope of ses');
  expect(name('score ~ sex + ses:sex + (1 | school)', 'score ~ ses + sex')).toBe('+ sex × ses + school − ses');
});

test('takes an interaction for the same whichever way round it stands', () => {
  expect(name('score ~ sex + ses + ses:sex + sector', 'score ~ ses + sex + sex:ses')).toBe('+ sector');
});

test('says where a slope varies as soon as there are several grouping factors', () => {
  const before = 'score ~ ses + (1 | school/class)';
  expect(name('score ~ ses + (1 + ses | school) + (1 | class:school)', before)).toBe('+ slope of ses by school');
});

test('tells the criterion where only that differs', () => {
  expect(automaticName(spec('score ~ ses + (1 | school)', 'ML'), spec('score ~ ses + (1 | school)'), names)).toBe('by ML');
  expect(automaticName(spec('score ~ ses', 'ML'), spec('score ~ ses'), names)).toBe('Same again');
});

test('does not compare models of different outcomes', () => {
  expect(name('ses ~ sex', 'score ~ 1')).toBe('sex');
});

test('shows the formula of a model whose variables are gone', () => {
  expect(name('score ~ gone')).toBe('score ~ gone');
});
