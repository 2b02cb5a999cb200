import { describe, expect, it } from 'vitest';
import { chiBarSquaredP } from '../../../engine/inference/chiBarSquared.ts';
import { pchisq } from '../../../engine/stats/index.ts';

describe('The even mixture of chi-squared distributions', () => {
  it('halves the p value of a single variance', () => {
    expect(chiBarSquaredP(2.705543454, 1)).toBeCloseTo(0.05, 9);
    expect(chiBarSquaredP(3.2, 1)).toBe(pchisq(3.2, 1, true) / 2);
  });

  it('has the 5 % points tabled for a variance with its covariances', () => {
    expect(chiBarSquaredP(5.138, 2)).toBeCloseTo(0.05, 4);
    expect(chiBarSquaredP(7.045, 3)).toBeCloseTo(0.05, 4);
  });

  it('is 1 where nothing was gained', () => {
    expect(chiBarSquaredP(0, 1)).toBe(1);
    expect(chiBarSquaredP(-1e-9, 2)).toBe(1);
  });
});
