import { expect, it } from 'vitest';
import { numberText } from '../../../engine/formula/numberText.ts';
import { reference } from '../frame/frameReference.ts';

it.each(reference.numbers.value.map((value, i) => [reference.numbers.text[i], value] as const))(
  'writes %s as R does',
  (text, value) => {
    expect(numberText(value)).toBe(text);
  },
);

it('writes what is not finite', () => {
  expect([NaN, Infinity, -Infinity].map(numberText)).toEqual(['NaN', 'Inf', '-Inf']);
});
