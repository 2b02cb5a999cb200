import { describe, expect, it } from 'vitest';
import { ptukey, pt, qtukey } from '../../../engine/stats/index.ts';
import values from '../../reference/values/emmeans.json' with { type: 'json' };

describe('Tukey’s studentized range', () => {
  it('has R’s upper tails', () => {
    for (const { q, k, df, value } of values.ranges)
      expect(Math.abs(ptukey(q, k, df, true) - value), `${q} ${k} ${df}`).toBeLessThan(1e-8);
  });

  it('has the tails of the double integral where R loses digits', () => {
    for (const { q, k, df, value } of values.integrals)
      expect(Math.abs(ptukey(q, k, df, true) / value - 1), `${q} ${k} ${df}`).toBeLessThan(1e-9);
  });

  it('has R’s quantiles, whose search stops at 1e-4', () => {
    for (const { p, k, df, value } of values.quantiles)
      expect(Math.abs(qtukey(p, k, df) - value), `${p} ${k} ${df}`).toBeLessThan(1e-4);
  });

  it('is √2 |t| for two means, down to tails of 1e-100', () => {
    for (const df of [0.7, 1, 3.5, 40, Infinity])
      for (const t of [0.1, 2, 9, 21]) {
        const exact = 2 * pt(t, df, true);
        expect(Math.abs(ptukey(Math.SQRT2 * t, 2, df, true) / exact - 1), `t ${t}, df ${df}`).toBeLessThan(1e-9);
      }
  });

  it('has quantiles whose tail is the one asked for', () => {
    for (const p of [0.001, 0.5, 0.95, 1 - 1e-9])
      for (const df of [1.2, 8, Infinity]) expect(ptukey(qtukey(p, 5, df), 5, df, true) / (1 - p)).toBeCloseTo(1, 8);
  });

  it('has no value for fewer than two means', () => {
    expect(ptukey(3, 1, 10)).toBeNaN();
    expect(qtukey(0.95, 1, 10)).toBeNaN();
  });
});
