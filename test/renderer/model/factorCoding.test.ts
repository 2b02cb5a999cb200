import { describe, expect, it } from 'vitest';
import { contrastOf, startOf, sumOf, weightFrom, weightText, withContrast } from '../../../renderer/model/factorCoding.ts';

const sector = { name: 'Sector', scale: 'nominal', levels: ['Catholic', 'Public', 'Other'] } as const;
const grade = { name: 'grade', scale: 'ordinal', levels: ['low', 'mid', 'high'] } as const;

describe('a factor’s coding', () => {
  it('is the usual one where nothing is asked: a reference, or a trend for ordered categories', () => {
    expect(contrastOf(sector, {})).toBe('treatment');
    expect(contrastOf(grade, {})).toBe('polynomial');
    expect(contrastOf(grade, { grade: 'sum' })).toBe('sum');
  });

  it('is written down only where it is not the usual one', () => {
    expect(withContrast({}, sector, { kind: 'treatment', reference: 'Catholic' })).toBeUndefined();
    expect(withContrast({ Sector: 'sum', grade: 'sum' }, sector, 'treatment')).toEqual({ grade: 'sum' });
    expect(withContrast({}, grade, 'treatment')).toEqual({ grade: 'treatment' });
    expect(withContrast({}, sector, { kind: 'treatment', reference: 'Public' })).toEqual({
      Sector: { kind: 'treatment', reference: 'Public' },
    });
  });

  it('of one’s own begins with a comparison that adds up to 0', () => {
    const custom = startOf('custom', sector) as { comparisons: readonly { name: string; weights: Record<string, number> }[] };
    expect(custom.comparisons).toEqual([{ name: ' Public − Catholic', weights: { Public: 1, Catholic: -1 } }]);
    expect(sumOf(custom.comparisons[0])).toBe(0);
  });
});

describe('weights', () => {
  it.each([
    ['1', 1],
    ['-1/3', -1 / 3],
    ['−0,5', -0.5],
    ['', 0],
    ['2/', null],
    ['1/0', null],
    ['one', null],
    ['1/2/3', null],
  ])('“%s” is read as %s', (text, weight) => expect(weightFrom(text)).toBe(weight));

  it('are written as they were typed', () => {
    for (const text of ['1', '-1/3', '1/2', '0.123', '-2/7']) expect(weightText(weightFrom(text)!)).toBe(text);
    expect(weightText(0)).toBe('');
  });

  it('of three thirds add up to nothing', () => {
    expect(sumOf({ name: '', weights: { a: 1, b: -1 / 3, c: -1 / 3, d: -1 / 3 } })).toBe(0);
  });
});
