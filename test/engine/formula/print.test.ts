import { expect, it } from 'vitest';
import { parseFormula, printFormula } from '../../../engine/formula/index.ts';
import { seeded } from '../../support/seeded.ts';
import { randomFormula } from './randomFormula.ts';

const withoutPlaces = (tree: unknown) =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value))) as unknown;

it('gives text that reads back as the same tree, for 300 random formulas', () => {
  const random = seeded(20);
  for (let count = 0; count < 300; count++) {
    const formula = randomFormula(random);
    const text = printFormula(formula);
    expect(withoutPlaces(parseFormula(text)), text).toEqual(withoutPlaces(formula));
    expect(printFormula(parseFormula(text))).toBe(text);
  }
});
