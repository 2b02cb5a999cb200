import { describe, expect, it } from 'vitest';
import type { TextBlock } from '../../../../../engine/contract/index.ts';
import { dimensions, principalComponents } from '../../../../../engine/inference/principalComponents.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/variance.json' with { type: 'json' };
import { askedOf } from '../../../../support/askedOf.ts';

const sleep = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (Days | Subject)');
const components = sleep.ask('variance-components');
const along = sleep.ask('variance-function');
const inWords = ({ report }: typeof components) => (report.blocks[0] as TextBlock).paragraphs.join(' ');

describe('variance components in full', () => {
  it('have the directions of rePCA', () => {
    values.components.sdev.forEach((sd, k) =>
      expect(components.number('directions:Subject', `direction-${k + 1}`, 'sd')).toBeCloseTo(sd, 4),
    );
  });

  it('have covariances and correlations as matrices', () => {
    const [intercept, slope, covariance] = sleep.fit.varCorr;
    expect(components.number('covariance:Subject', '(Intercept)-0', 'column-0')).toBeCloseTo(intercept.vcov, 10);
    expect(components.number('covariance:Subject', 'Days-1', 'column-1')).toBeCloseTo(slope.vcov, 10);
    expect(components.number('covariance:Subject', 'Days-1', 'column-0')).toBeCloseTo(covariance.vcov, 10);
    expect(components.number('correlation:Subject', '(Intercept)-0', 'column-1')).toBeCloseTo(covariance.sdcor!, 10);
  });

  it('say in how many directions groups differ', () => {
    expect(inWords(components)).toMatch(/vary in 2 directions/);
    const singular = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ SES * Sector + (SES | School)');
    expect(inWords(singular.ask('variance-components'))).toMatch(/vary in only 1 direction:/);
  });
});

describe('principal components', () => {
  it('are those of a matrix with known directions', () => {
    const [first, second] = principalComponents([
      [2, 1],
      [1, 2],
    ]);
    expect([first.sd ** 2, second.sd ** 2]).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(first.loadings).toEqual([expect.closeTo(Math.SQRT1_2, 12), expect.closeTo(Math.SQRT1_2, 12)]);
    expect(first.share).toBeCloseTo(0.75, 12);
  });

  it('count directions whatever the units of the columns', () => {
    const scaled = (unit: number) => [
      [1, 0.5 * unit],
      [0.5 * unit, unit ** 2],
    ];
    expect([1, 1e-6, 1e6].map((unit) => dimensions(scaled(unit)))).toEqual([2, 2, 2]);
    expect(
      dimensions([
        [1, 1e-6],
        [1e-6, 1e-12],
      ]),
    ).toBe(1);
    expect(
      dimensions([
        [0, 0],
        [0, 4],
      ]),
    ).toBe(1);
  });
});

describe('variance along a predictor', () => {
  it('is z’Σz at each value, with the residual beside it', () => {
    expect(along.number('variance-function', 'value-3', 'value')).toBe(3);
    expect(
      Math.abs(along.number('variance-function', 'value-3', 'variance-0')! / values.components.varianceAt3 - 1),
    ).toBeLessThan(1e-4);
    const [between, within, total] = ['variance-0', 'within', 'total'].map((column) =>
      along.number('variance-function', 'value-3', column)!,
    );
    expect(between + within).toBeCloseTo(total, 8);
  });

  it('has its least value where groups are most alike', () => {
    expect(along.number('turning-point', 'Subject', 'value')).toBeCloseTo(values.components.turning, 3);
    expect(along.table('turning-point').rows[0].cells.where).toBe('below the data');
    expect(along.number('turning-point', 'Subject', 'variance')!).toBeLessThan(
      along.number('variance-function', 'value-0', 'variance-0')!,
    );
  });

  it('moves every column that is made of the predictor', () => {
    const squares = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (Days + I(Days^2) || Subject)');
    const [intercept, slope, square] = squares.fit.varCorr.map(({ vcov }) => vcov);
    const found = squares.ask('variance-function').number('variance-function', 'value-2', 'variance-0');
    expect(found).toBeCloseTo(intercept + 4 * slope + 16 * square, 6);
  });
});
