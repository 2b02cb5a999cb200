import { describe, expect, test } from 'vitest';
import { summarise } from '../../../../main/services/project/index.ts';
import { seeded } from '../../../support/seeded.ts';

const numbers = (values: Float64Array) => summarise({ kind: 'number', name: 'x', values });

describe('summarise', () => {
  test('gives mean, SD, range, distinct values and missing cells of numbers', () => {
    const { summary, missing } = numbers(Float64Array.of(2, 4, 4, NaN, 4, 5, 5, 7, 9));
    expect(missing).toBe(1);
    expect(summary).toMatchObject({ mean: 5, min: 2, max: 9, distinct: 5 });
    expect(summary.sd).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(summary.bars).toHaveLength(20);
    expect(summary.bars.reduce((a, b) => a + b)).toBe(8);
    expect([summary.bars[0], summary.bars[19]]).toEqual([1, 1]);
  });

  test('keeps its digits where the spread is tiny beside the mean', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e9 + (i % 2));
    const { summary } = numbers(values);
    expect(summary.sd).toBeCloseTo(Math.sqrt((100_000 / 99_999) * 0.25), 12);
    expect(summary.mean).toBe(1e9 + 0.5);
  });

  test('counts distinct values over chunks as a set does', () => {
    const random = seeded(3);
    const values = Float64Array.from({ length: 200_000 }, () => (random.below(10) ? Math.round(random.normal() * 5000) : NaN));
    expect(numbers(values).summary.distinct).toBe(new Set(values.filter((value) => !Number.isNaN(value))).size);
  });

  test('has nothing to say of a column without values, and no SD of one', () => {
    expect(numbers(Float64Array.of(NaN, NaN))).toEqual({
      missing: 2,
      summary: { mean: null, sd: null, min: null, max: null, distinct: 0, bars: [] },
    });
    expect(numbers(Float64Array.of(3)).summary).toMatchObject({ mean: 3, sd: null, min: 3, max: 3, distinct: 1 });
    expect(numbers(new Float64Array(0)).missing).toBe(0);
  });

  test('puts all of a constant column into one bar', () => {
    expect(numbers(Float64Array.of(3, 3, 3)).summary.bars.filter((n) => n > 0)).toEqual([3]);
  });

  test('counts the twenty most frequent levels in use, most frequent first', () => {
    const codes = Int32Array.from({ length: 300 }, (_, i) => (i < 5 ? -1 : Math.floor(Math.sqrt(i))));
    const levels = Array.from({ length: 30 }, (_, i) => `l${i}`);
    const { summary, missing } = summarise({ kind: 'factor', name: 'g', codes, levels, scale: 'nominal' });
    const counts = levels.map((_, code) => codes.filter((other) => other === code).length).filter((n) => n > 0);
    expect(missing).toBe(5);
    expect(summary.distinct).toBe(counts.length);
    expect(summary.bars).toEqual(counts.sort((a, b) => b - a).slice(0, 20));
  });
});
