import { expect, test } from 'vitest';
import { checkNames, DATA_FUNCTIONS, parseExpression, variablesOf } from '../../../engine/formula/index.ts';
import { dataFunctions } from '../../../engine/text/dataFunctions.ts';

test('every function of data steps is explained, and nothing else is', () => {
  expect(Object.keys(dataFunctions).sort()).toEqual(Object.keys(DATA_FUNCTIONS).sort());
});

test.each(Object.entries(dataFunctions))('the example of %s uses it as it can be used', (name, { example }) => {
  const expression = parseExpression(example);
  expect(example).toContain(`${name}(`);
  expect(() => checkNames(expression, variablesOf(expression), DATA_FUNCTIONS)).not.toThrow();
});
