import { describe, expect, test } from 'vitest';
import { analysesFor, run } from '../../../../../engine/index.ts';
import {
  failureOf,
  type Choice,
  type ChoiceValues,
  type ColumnTable,
  type FitResult,
  type ModelSpec,
  type TableBlock,
} from '../../../../../engine/contract/index.ts';
import { seeded } from '../../../../support/seeded.ts';

const quiet = { onProgress: () => undefined, checkCancelled: () => undefined };
const rows = 120;
const { normal } = seeded(11);
const group = (i: number) => i % 12;
const effects = Array.from({ length: 12 }, normal);

function factor(
  name: string,
  levels: readonly string[],
  code: (i: number) => number,
  scale: 'nominal' | 'ordinal' | 'logical' = 'nominal',
) {
  return { kind: 'factor' as const, name, levels, scale, codes: Int32Array.from({ length: rows }, (_, i) => code(i)) };
}

function number(name: string, value: (i: number) => number) {
  return { kind: 'number' as const, name, values: Float64Array.from({ length: rows }, (_, i) => value(i)) };
}

const x = Array.from({ length: rows }, normal);
const table: ColumnTable = {
  rows,
  columns: [
    number('y', (i) => 2 * effects[group(i)] + x[i] + (i % 3) + normal()),
    number('x', (i) => (i === 7 ? NaN : x[i])),
    number('copy of x', (i) => 3 * x[i] + 1),
    number('z', (i) => Math.sin(i)),
    number('two', (i) => i % 2),
    number('w', (i) => 1 + (i % 4)),
    factor('a', ['p', 'q', 'r'], (i) => i % 3),
    factor('b', ['u', 'v', 'unused'], (i) => Math.floor(i / 7) % 2),
    factor('hole', ['s', 't'], (i) => (i % 3 === 0 ? 0 : Math.floor(i / 5) % 2)),
    factor('ord', ['lo', 'mid', 'hi'], (i) => Math.floor(i / 4) % 3, 'ordinal'),
    factor('yes', ['FALSE', 'TRUE'], (i) => Math.floor(i / 3) % 2, 'logical'),
    factor('my group', [...'abcdefghijkl'], group),
    factor('h', [...'abcde'], (i) => Math.floor(i / 24)),
  ],
};

const specs: readonly (Pick<ModelSpec, 'formula'> & Partial<ModelSpec>)[] = [
  { formula: 'y ~ x * a + (x | `my group`)' },
  { formula: 'y ~ x * a * b + (1 | `my group`) + (1 | h)', criterion: 'ML' },
  { formula: 'y ~ x + `copy of x` + a + (1 | `my group`)' },
  { formula: 'y ~ a * hole + x + (1 | `my group`)' },
  { formula: 'y ~ ord * yes + offset(z) + (0 + ord | h)', weights: 'w' },
  { formula: 'y ~ `copy of x` * z + factor(two) + (1 + z || `my group`)' },
  { formula: 'y ~ 0 + a + a:x + (1 | `my group`)' },
  { formula: 'y ~ poly(z, 2) * a + log(w) + two + (1 | `my group`/b)' },
  { formula: 'y ~ 1 + (1 | `my group`)' },
  { formula: 'y ~ 1' },
  { formula: 'y ~ a * hole + x * z', weights: 'w' },
  { formula: 'y ~ 0 + x:a + ord + offset(z)' },
  { formula: 'y ~ x + I(x^2) + ord:yes' },
  { formula: 'y ~ a * x + (1 | `my group`)', contrasts: { a: 'sum' }, subset: 'z > -0.5' },
];

function fitted(spec: (typeof specs)[number]) {
  const [fit, mlFit = null] = run({ kind: 'model', criterion: 'REML', ...spec }, table, quiet).fits;
  return { fit, mlFit };
}

function tablesOf(analysis: string, made: { fit: FitResult; mlFit: FitResult | null }, choices = {}): TableBlock[] {
  const { blocks } = run({ kind: 'analysis', analysis, ...made, choices }, table, quiet).report;
  return blocks.filter((block): block is TableBlock => block.kind === 'table');
}

/** Failures that a choice may meet with a reason. */
const REASONS = ['analysis.no-weights', 'analysis.same-variable', 'analysis.no-number', 'analysis.no-means'];

/** The defaults, and each option of each choice with the others at their default. */
function triesOf(choices: readonly Choice[]): ChoiceValues[] {
  const others = choices.flatMap((choice): ChoiceValues[] => {
    if (choice.kind === 'one') return choice.options.map(({ value }) => ({ [choice.id]: value }));
    return choice.kind === 'yes' ? [{ [choice.id]: !choice.value }] : [];
  });
  return [{}, ...others];
}

function expectProper(tables: readonly TableBlock[], what: string): void {
  for (const { rows: lines, columns } of tables)
    for (const { cells } of lines) {
      expect(columns.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(cells)));
      for (const [key, cell] of Object.entries(cells)) {
        expect(cell, `${what} ${key}`).not.toBeNaN();
        if (key === 'p' && cell !== null) expect(cell, what).toBeGreaterThanOrEqual(0);
        if (key === 'p' && cell !== null) expect(cell, what).toBeLessThanOrEqual(1);
      }
    }
}

describe.each(specs)('of $formula', (spec) => {
  const made = fitted(spec);
  const offers = analysesFor(made.fit).filter(({ area }) => area === 'tests' || area === 'means');

  test.each(offers)('$id answers, by whatever option, with numbers or a reason', ({ id, choices }) => {
    for (const values of triesOf(choices)) {
      try {
        expectProper(tablesOf(id, made, values), JSON.stringify(values));
      } catch (thrown) {
        if (!failureOf(thrown)) throw thrown;
        expect(REASONS).toContain(failureOf(thrown)!.code);
      }
    }
  });
});
