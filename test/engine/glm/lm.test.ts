import { describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../../engine/contract/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { cooksDistance, leverage, lm, rSquared, standardizedResiduals } from '../../../engine/glm/lm.ts';

const x = [1, 2, 3, 4, 5, 6, 7, 8];
const y = [2.1, 3.9, 6.2, 7.8, 10.4, 11.7, 14.6, 15.2];
const w = [1, 2, 1, 3, 1, 2, 4, 1];

function table(columns: Record<string, number[]>): ColumnTable {
  return {
    rows: x.length,
    columns: Object.entries(columns).map(([name, values]) => ({ kind: 'number', name, values: Float64Array.from(values) })),
  };
}

describe('lm', () => {
  it('gives R’s weighted fit', () => {
    // lm(y ~ x, weights = w)
    const fit = lm(modelFrame('y ~ x', table({ x, y, w }), { weights: 'w' }));
    expect([...fit.beta]).toEqual([expect.closeTo(-0.106692913, 8), expect.closeTo(2.034251969, 8)]);
    expect(fit.sigma).toBeCloseTo(0.64246082, 7);
    expect(fit.logLik).toBeCloseTo(-4.72558392, 7);
  });

  it('takes an offset out of the outcome and keeps it in the fitted values', () => {
    const plain = lm(modelFrame('y ~ x', table({ x, y: y.map((value, i) => value - 0.5 * x[i] ** 2) })));
    const frame = modelFrame('y ~ x + offset(o)', table({ x, y, o: x.map((value) => 0.5 * value ** 2) }));
    const fit = lm(frame);
    fit.beta.forEach((beta, j) => expect(beta).toBeCloseTo(plain.beta[j], 10));
    fit.fitted.forEach((value, i) => expect(value + fit.residuals[i]).toBeCloseTo(y[i], 12));
  });

  it('keeps the digits of residuals far from zero', () => {
    const near = lm(modelFrame('y ~ x', table({ x, y })));
    const far = lm(modelFrame('y ~ x', table({ x: x.map((value) => value + 1e6), y: y.map((value) => value + 1e6) })));
    far.residuals.forEach((e, i) => expect(e).toBeCloseTo(near.residuals[i], 7));
    expect(far.rss / near.rss).toBeCloseTo(1, 7);
  });

  it('has leverages that sum to the number of coefficients, and R’s distances', () => {
    const fit = lm(modelFrame('y ~ x', table({ x, y })));
    expect(leverage(fit).reduce((sum, h) => sum + h, 0)).toBeCloseTo(2, 12);
    // rstandard(lm(y ~ x))[8], cooks.distance(lm(y ~ x))[8]
    expect(standardizedResiduals(fit)[7]).toBeCloseTo(-1.80433172, 7);
    expect(cooksDistance(fit)[7]).toBeCloseTo(1.16271892, 7);
  });

  it('explains nothing without predictors', () => {
    const frame = modelFrame('y ~ 1', table({ y }));
    expect(rSquared(lm(frame), frame)).toEqual({ value: 0, adjusted: 0, F: null });
  });
});
