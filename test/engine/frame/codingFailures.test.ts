import { describe, expect, it } from 'vitest';
import type { ColumnTable, FactorContrast } from '../../../engine/contract/index.ts';
import { failureOf } from '../../../engine/contract/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';

const table: ColumnTable = {
  rows: 8,
  columns: [
    { kind: 'number', name: 'y', values: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6) },
    { kind: 'number', name: 'x', values: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7) },
    {
      kind: 'factor',
      name: 'f',
      codes: Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1),
      levels: ['a', 'b', 'c', 'never'],
      scale: 'nominal',
    },
  ],
};

function trouble(formula: string, contrast?: FactorContrast) {
  try {
    modelFrame(formula, table, contrast ? { contrasts: { f: contrast } } : {});
    return null;
  } catch (thrown) {
    return failureOf(thrown);
  }
}

const custom = (...weights: Record<string, number>[]): FactorContrast => ({
  kind: 'custom',
  comparisons: weights.map((one, at) => ({ name: `k${at + 1}`, weights: one })),
});

describe('a coding that cannot be', () => {
  it.each([
    ['a reference that no row has', { kind: 'treatment', reference: 'never' } as const, 'frame.unknown-level', '“never”'],
    ['weights that do not add up to 0', custom({ a: 1, b: -0.5 }), 'frame.comparison', 'add up to 0.5'],
    ['a comparison without weights', custom({ a: 0 }), 'frame.comparison', '“k1” of f has no weights'],
    ['no comparison at all', custom(), 'frame.comparison', 'none is written down'],
    ['weights on a category no row has', custom({ a: 1, never: -1 }), 'frame.comparison', '“never”'],
    [
      'a comparison that follows from those before',
      custom({ a: 1, b: -1 }, { b: 1, c: -1 }, { a: 1, c: -1 }),
      'frame.comparison',
      '“k3” of f follows from the comparisons before it',
    ],
  ])('%s is told', (_, contrast, code, said) => {
    const failure = trouble('y ~ f', contrast);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(said);
  });

  it('weights of thirds add up', () => {
    expect(trouble('y ~ f', custom({ a: 1 / 3, b: 1 / 3, c: -2 / 3 }))).toBeNull();
  });
});

describe('a spline that cannot be', () => {
  it.each([
    ['y ~ ns(x, 0)', 'at least 1 as df'],
    ['y ~ bs(x, 2)', 'at least 3 as df'],
    ['y ~ bs(x, df = 3.5)', 'whole number'],
    ['y ~ bs(x, degree = 0)', 'setting degree'],
    ['y ~ ns(x, knots = c(2, 99))', 'setting knots'],
    ['y ~ ns(x, knots = "a")', 'setting knots'],
    ['y ~ bs(x, Boundary.knots = 1)', 'setting Boundary.knots'],
  ])('%s is told', (formula, said) => {
    const failure = trouble(formula);
    expect(failure?.code).toBe('frame.spline');
    expect(failure?.message).toContain(said);
  });
});

it('centring in groups needs groups', () => {
  expect(trouble('y ~ within(x)')?.code).toBe('formula.arguments');
  expect(trouble('y ~ within(x, f)')).toBeNull();
});
