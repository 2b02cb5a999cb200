import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { correlationsByLevel, overallCorrelation } from '../../../engine/describe/correlations.ts';
import { crosstab } from '../../../engine/describe/crosstab.ts';
import { frequencies } from '../../../engine/describe/frequencies.ts';
import { missingPatterns } from '../../../engine/describe/missingPattern.ts';
import { scaleReliability } from '../../../engine/describe/reliability.ts';
import { numberSummary } from '../../../engine/describe/summary.ts';
import type { Column, FactorColumn, NumberColumn } from '../../../engine/contract/index.ts';
import { quietHooks, readFile } from '../../../main/services/data/index.ts';

const root = join(import.meta.dirname, '../../..');

type Figures = Readonly<Record<string, number>>;

/** See test/reference/make/describe.R. */
interface FromR {
  readonly MathAch: Figures;
  readonly skewed: Figures;
  readonly few: Figures;
  readonly overall: Figures;
  readonly within: number;
  readonly between: number;
  readonly sexByMinority: Figures;
  readonly sectorByPool: Figures;
  readonly ozone: { readonly month: readonly number[]; readonly missing: readonly number[] };
  readonly items: readonly (readonly (number | null)[])[];
  readonly scale: Record<'n' | 'alpha' | 'standardized' | 'meanCorrelation' | 'omega', number> &
    Record<'rest' | 'without' | 'loadings', readonly number[]>;
}

const r = JSON.parse(readFileSync(join(root, 'test/reference/values/describe.json'), 'utf8')) as FromR;
const { table } = await readFile(join(root, 'resources/samples/hsb.csv'), { kinds: { School: 'factor' } }, quietHooks);
const column = <T extends Column>(name: string) => table.columns.find((one) => one.name === name) as T;
const numbers = (name: string) => column<NumberColumn>(name).values;
const skewed = Float64Array.from({ length: 42 }, (_, i) => (i === 41 ? NaN : Math.exp(-2 + 0.1 * i)));

const close = (ours: object, theirs: object) => {
  for (const [name, value] of Object.entries(theirs))
    expect(Math.abs((ours as Record<string, number>)[name] - value), name).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(value)),
    );
};

describe('figures of one variable', () => {
  test('are those of psych::describe', () => {
    close(numberSummary(numbers('MathAch')), r.MathAch);
    close(numberSummary(skewed), r.skewed);
    close(numberSummary(Float64Array.of(2, 4, 1)), r.few);
  });

  test('leave missing values out and count them', () => {
    expect(numberSummary(skewed)).toMatchObject({ n: 41, missing: 1 });
    expect(numberSummary(Float64Array.of(NaN))).toMatchObject({ n: 0, missing: 1, mean: NaN });
  });

  test('frequencies keep categories without rows', () => {
    expect(frequencies({ codes: Int32Array.of(0, 0, 2, -1), levels: ['a', 'b', 'c'] })).toEqual({
      missing: 1,
      levels: [
        { label: 'a', count: 2 },
        { label: 'b', count: 0 },
        { label: 'c', count: 1 },
      ],
    });
  });
});

describe('two variables', () => {
  test('correlation overall, within and between groups', () => {
    const [x, y] = [numbers('MathAch'), numbers('SES')];
    const school = column<FactorColumn>('School');
    const found = correlationsByLevel(x, y, school.codes, school.levels.length);
    close(overallCorrelation(x, y), r.overall);
    close({ within: found.within.r, between: found.between.r }, { within: r.within, between: r.between });
    expect([found.within.df, found.between.df]).toEqual([7185 - 160 - 1, 158]);
  });

  test('crosstab with its tests', () => {
    const [sex, minority] = [column<FactorColumn>('Sex'), column<FactorColumn>('Minority')];
    const two = crosstab(sex.codes, minority.codes, 2, 2);
    const expected = ({ chisq, df, p, corrected, least }: Record<string, number>) => ({ chisq, df, p, corrected, least });
    const ours = (of: ReturnType<typeof crosstab>) => ({
      ...of.test!,
      corrected: of.test!.corrected?.chisq ?? of.test!.chisq,
      least: of.test!.leastExpected,
    });
    close(ours(two), expected(r.sexByMinority));
    const month = crosstab(Int32Array.from(r.ozone.month), Int32Array.from(r.ozone.missing), 5, 2);
    close(ours(month), expected(r.sectorByPool));
    expect(crosstab(Int32Array.of(0, 0, -1), Int32Array.of(0, 1, 1), 1, 2)).toMatchObject({ test: null, missing: 1, total: 2 });
  });

  test('what is missing together', () => {
    const columns: Column[] = [
      { kind: 'number', name: 'a', values: Float64Array.of(1, NaN, NaN, 4, NaN) },
      { kind: 'factor', name: 'b', codes: Int32Array.of(0, -1, 0, 0, -1), levels: ['x'], scale: 'nominal' },
    ];
    expect(missingPatterns(columns, 5)).toEqual({
      complete: 2,
      patterns: [
        { missing: [0, 1], rows: 2 },
        { missing: [0], rows: 1 },
      ],
    });
  });
});

test('reliability of a scale is that of psych', () => {
  const items = r.items.map((item) => Float64Array.from(item, (value) => value ?? NaN));
  const found = scaleReliability(items);
  close(found, {
    n: r.scale.n,
    alpha: r.scale.alpha,
    standardizedAlpha: r.scale.standardized,
    meanCorrelation: r.scale.meanCorrelation,
  });
  found.items.forEach((item, i) => {
    close(item, { restCorrelation: r.scale.rest[i], alphaWithout: r.scale.without[i] });
    expect(item.loading).toBeCloseTo(r.scale.loadings[i], 6);
  });
  expect(found.omega).toBeCloseTo(r.scale.omega, 6);
});
