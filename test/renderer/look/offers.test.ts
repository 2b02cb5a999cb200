import { describe, expect, test } from 'vitest';
import { draftOf, settled } from '../../../renderer/look/drafts.ts';
import { lacking } from '../../../renderer/look/fields.ts';
import { everyView, offersFor, restOf } from '../../../renderer/look/offers.ts';
import { titleOf } from '../../../renderer/look/titles.ts';
import type { Variable } from '../../../renderer/look/variables.ts';

const number = (name: string, more: Partial<Variable> = {}): Variable => ({
  name,
  isNumber: true,
  isGroup: false,
  isGrouping: false,
  categories: null,
  isTime: false,
  ...more,
});
const factor = (name: string, categories: number, isGrouping = false): Variable => ({
  ...number(name),
  isNumber: false,
  isGroup: true,
  isGrouping,
  categories,
});

const school = factor('School', 160, true);
const [ses, math, size] = ['SES', 'MathAch', 'Size'].map((name) => number(name));
const [sector, sex] = [factor('Sector', 2), factor('Sex', 2)];
const day = number('Days', { isTime: true });
const hsb = [school, sector, sex, ses, math, size];

describe('what is offered', () => {
  test.each([
    ['no variable', [], 'summary'],
    ['one number', [math], 'histogram'],
    ['one factor', [sector], 'frequencies'],
    ['a number and a factor', [math, sector], 'boxes'],
    ['two numbers', [ses, math], 'scatter'],
    ['two numbers and a factor', [ses, math, sector], 'scatter'],
    ['a time, a number and a group', [day, math, school], 'spaghetti'],
    ['two factors', [sector, sex], 'crosstab'],
    ['several numbers', [ses, math, size], 'summary'],
  ])('for %s suits it', (_, chosen, first) => {
    expect(offersFor(chosen)[0]).toBe(first);
  });

  test('is everything, each once, what suits before the rest', () => {
    const offers = offersFor([math, sector]);
    expect([...offers, ...restOf(offers)].sort()).toEqual([...everyView].sort());
  });
});

describe('a look to begin with', () => {
  test('has the chosen variables at their places, in their order', () => {
    expect(draftOf('scatter', [ses, math, sector], hsb)).toMatchObject({ x: 'SES', y: 'MathAch', colour: 'Sector' });
    expect(draftOf('boxes', [sector, math], hsb)).toMatchObject({ column: 'MathAch', by: 'Sector', colour: null });
    expect(draftOf('correlations', [ses, math, school], hsb)).toMatchObject({ columns: ['SES', 'MathAch'], group: 'School' });
  });

  test('gives groups that are too many for colours a line each', () => {
    expect(draftOf('scatter', [ses, math, school], hsb)).toMatchObject({ colour: null, line: 'groups', group: 'School' });
  });

  test('fills what was not chosen, never with the same variable twice', () => {
    expect(draftOf('scatter', [math], hsb)).toMatchObject({ x: 'MathAch', y: 'SES' });
    expect(draftOf('summary', [], hsb)).toMatchObject({ columns: ['SES', 'MathAch', 'Size'] });
  });

  test('takes nothing for time that does not look like it', () => {
    expect(lacking(draftOf('spaghetti', [math], hsb)).map(({ id }) => id)).toEqual(['time']);
    expect(draftOf('spaghetti', [], [...hsb, day])).toMatchObject({ time: 'Days', y: 'SES', group: 'School' });
  });

  test('keeps what was set before about the same view where it still fits', () => {
    const before = { what: 'histogram', column: 'MathAch', by: 'Sector', bins: 30 } as const;
    expect(draftOf('histogram', [ses], hsb, before)).toEqual({ ...before, column: 'SES' });
    expect(draftOf('histogram', [ses], [ses, math], before)).toMatchObject({ by: null, bins: 30 });
  });

  test('a line for each group needs a group, and gets the one the data have', () => {
    const look = { what: 'scatter', x: 'SES', y: 'MathAch', colour: null, line: 'groups', group: null, jitter: true } as const;
    expect(settled(look, hsb)).toMatchObject({ group: 'School' });
  });

  test('an item that is taken out is not reversed any more', () => {
    expect(settled({ what: 'scale', items: ['a', 'b'], reversed: ['b', 'c'] }, [])).toMatchObject({ reversed: ['b'] });
  });

  test('is named by what it shows of what', () => {
    expect(titleOf(draftOf('scatter', [ses, math, sector], hsb))).toBe('Scatter: SES, MathAch, Sector');
  });
});
