import { describe, expect, it } from 'vitest';
import { fiveNumbers, mean, pchisq, pf, pnorm, pt, qnorm, qt, quantile, sd, twoSidedP } from '../../../engine/stats/index.ts';
import values from '../../reference/values/stats.json' with { type: 'json' };

/** Relative tolerance of every tail, however small; the library is right to 3e-11 at worst. */
const RELATIVE = 3e-11;

function expectClose(found: number, value: number, relative = RELATIVE): void {
  expect(Math.abs(found - value), `found ${found}, R says ${value}`).toBeLessThanOrEqual(relative * Math.abs(value) + 1e-300);
}

describe('distributions agree with R in both tails', () => {
  it.each(values.normal)('pnorm($z, upper $upper)', ({ z, upper, value }) => expectClose(pnorm(z, upper), value));
  it.each(values.normalQuantile)('qnorm($p)', ({ p, value }) => expectClose(qnorm(p), value));
  it.each(values.chisq)('pchisq($x, $df, upper $upper)', ({ x, df, upper, value }) => expectClose(pchisq(x, df, upper), value));
  it.each(values.student)('pt($t, $df, upper $upper)', ({ t, df, upper, value }) => expectClose(pt(t, df, upper), value));
  it.each(values.studentQuantile)('qt($p, $df)', ({ p, df, value }) => expectClose(qt(p, df), value, 1e-10));
  it.each(values.fisher)('pf($f, $df1, $df2, upper $upper)', ({ f, df1, df2, upper, value }) =>
    expectClose(pf(f, df1, df2, upper), value),
  );
});

describe('edges', () => {
  it('takes infinite df as the normal and chi-squared limits', () => {
    expect(pt(1.3, Infinity)).toBe(pnorm(1.3));
    expect(pf(2.5, 3, Infinity, true)).toBeCloseTo(pchisq(7.5, 3, true), 14);
    expect(twoSidedP(1.96, null)).toBeCloseTo(2 * pnorm(1.96, true), 14);
    expect(qt(0.975, Infinity)).toBe(qnorm(0.975));
  });

  it('answers NaN to NaN and to impossible degrees of freedom', () => {
    for (const found of [pnorm(NaN), pchisq(NaN, 2), pchisq(3, 0), pf(1, 0, 4), qt(2, 5), qnorm(-0.1)]) expect(found).toBeNaN();
  });

  it('reaches the ends of the scale', () => {
    expect([pnorm(-Infinity), pnorm(Infinity), qnorm(0), qnorm(1), pchisq(0, 3, true), pchisq(Infinity, 3)]).toEqual([
      0,
      1,
      -Infinity,
      Infinity,
      1,
      1,
    ]);
  });
});

describe('quantiles and moments agree with R', () => {
  it.each(values.quantiles.map((row, index) => ({ ...row, index })))(
    'sample $index',
    ({ x, value, mean: average, sd: spread }) => {
      fiveNumbers(x).forEach((found, index) => expect(found).toBeCloseTo(value[index], 12));
      expect(mean(x)).toBeCloseTo(average, 12);
      if (spread !== undefined && spread !== null) expect(sd(x)).toBeCloseTo(spread, 12);
    },
  );

  it('keeps the digits of a variance far from zero', () => {
    expect(sd([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBeCloseTo(Math.sqrt(30), 12);
  });

  it('takes any share', () => {
    expect(quantile([10, 20, 30, 40], 0.1)).toBeCloseTo(13, 12);
  });
});
