import { describe, expect, it } from 'vitest';
import { categorySpread, numberSpread } from '../../../../../engine/inference/betweenWithin.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/variance.json' with { type: 'json' };
import { askedOf } from '../../../../support/askedOf.ts';

const hsb = askedOf(sampleTable('hsb', ['School', 'Sector', 'Sex']), 'MathAch ~ SES + Sex + Sector + (SES | School)');
const spread = hsb.ask('between-within');
const groups = (codes: readonly number[]) => ({ codes: Int32Array.from(codes), levels: ['a', 'b', 'c'] });

describe('variation between and within groups', () => {
  it.each(['SES', 'MathAch'] as const)('is that of aov for %s', (name) => {
    const { mean, sd, within, between, ofMeans, icc } = values.spreads[name];
    const found = Object.fromEntries(
      ['mean', 'sd', 'within', 'between', 'means', 'icc'].map((column) => [column, spread.number('numbers', name, column)!]),
    );
    for (const [column, wanted] of Object.entries({ mean, sd, within, between: Math.sqrt(between), means: ofMeans, icc }))
      expect(Math.abs(found[column] / wanted - 1), column).toBeLessThan(1e-9);
  });

  it('says in how many groups a category varies, and how much of its variation is within them', () => {
    expect(spread.number('categories', 'Sex', 'varying')).toBe(values.spreads.sex.varying);
    expect(spread.number('categories', 'Sex', 'within')).toBeCloseTo(values.spreads.sex.within, 10);
    expect(spread.number('categories', 'Sector', 'within')).toBe(0);
  });

  it('has the outcome first and leaves out what only groups', () => {
    const names = [...spread.table('numbers').rows, ...spread.table('categories').rows].map(({ id }) => id);
    expect(names).toEqual(['MathAch', 'SES', 'Sex', 'Sector']);
  });

  it('gives a negative ICC with its explanation where means differ less than by chance', () => {
    const numbers = Float64Array.of(1, 3, 1, 3, 1, 3);
    const { icc, betweenVariance } = numberSpread(numbers, groups([0, 0, 1, 1, 2, 2]));
    expect([icc, betweenVariance]).toEqual([-1, -1]);
  });

  it('skips missing values and groups', () => {
    const { n, mean } = numberSpread(Float64Array.of(1, NaN, 3, 9), groups([0, 0, 1, -1]));
    expect([n, mean]).toEqual([2, 2]);
    expect(categorySpread(Int32Array.of(0, 1, -1, 1), 2, groups([0, 0, 1, 2]))).toMatchObject({ n: 3, groups: 2, varying: 1 });
  });
});

describe('design effects', () => {
  const effects = hsb.ask('design-effect');

  it('are 1 + (m − 1) ICC with m the size of the group a row is in', () => {
    for (const name of ['SES', 'MathAch'] as const)
      expect(effects.number('design-effect', name, 'deff')).toBeCloseTo(values.spreads[name].designEffect, 8);
  });

  it('say how many independent rows would do', () => {
    const [deff, effective] = ['deff', 'effective'].map((column) => effects.number('design-effect', 'SES', column)!);
    expect(deff * effective).toBeCloseTo(7185, 8);
  });

  it('order by the average of group sizes that is taken', () => {
    const [row, mean, harmonic] = ['deff', 'equal', 'harmonic'].map((column) => effects.number('design-effect', 'SES', column)!);
    expect(row).toBeGreaterThan(mean);
    expect(mean).toBeGreaterThan(harmonic);
  });
});

describe('a line for every group', () => {
  const sleep = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (Days | Subject)').ask('group-lines');
  const school = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ SES * Sector + (SES | School)').ask('group-lines');

  it.each([
    ['sleep', sleep, ['(Intercept)', 'Days']],
    ['hsb', school, ['(Intercept)', 'SES']],
  ] as const)('is lmList’s in %s', (id, answer, names) => {
    const wanted = values.groupwise[id];
    names.forEach((name, j) => {
      expect(answer.number('coefficients', name, 'mean')).toBeCloseTo(wanted.mean[j], 8);
      expect(answer.number('coefficients', name, 'sd')).toBeCloseTo(wanted.sd[j], 8);
    });
    expect(answer.number('correlations', names[0], 'with-1')).toBeCloseTo(wanted.correlation, 9);
    expect(answer.number('together', 'sd', 'value')).toBeCloseTo(wanted.pooledSd, 9);
    expect(answer.number('together', 'df', 'value')).toBe(wanted.pooledDf);
    expect(answer.number('together', 'mean-r2', 'value')).toBeCloseTo(wanted.meanR2, 10);
    wanted.first.forEach((value, j) => {
      const [first] = answer.table('groups').rows;
      expect((first.cells[`coef-${j}`] as { value: number }).value).toBeCloseTo(value, 8);
    });
  });

  it('has the SD of the mixed model beside that of the lines', () => {
    const [lines, mixed] = ['sd', 'mixed'].map((column) => sleep.number('coefficients', 'Days', column)!);
    expect(mixed).toBeLessThan(lines);
  });

  it('names groups that cannot tell all coefficients, and counts the others', () => {
    const sex = hsb.ask('group-lines');
    expect(sex.number('coefficients', 'SexMale', 'groups')).toBe(123);
    expect(sex.notes).toContain('37 groups cannot tell all coefficients');
  });

  it('fits what is chosen', () => {
    expect(
      hsb
        .ask('group-lines', { predictors: [] })
        .table('coefficients')
        .rows.map(({ id }) => id),
    ).toEqual(['(Intercept)']);
  });
});
