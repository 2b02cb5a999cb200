import { describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../../engine/contract/index.ts';
import { expandFormula, parseFormula } from '../../../engine/formula/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { lm } from '../../../engine/glm/lm.ts';
import { estimateOf, marginFamilies, pairsOf, type EstimateRow } from '../../../engine/inference/emmeans.ts';
import { kenwardRogerDf, kenwardRogerPieces } from '../../../engine/inference/kenwardRoger.ts';
import type { Adjustment } from '../../../engine/inference/multiplicity.ts';
import { pairLabel } from '../../../engine/inference/pairLabels.ts';
import type { LinearEstimates } from '../../../engine/inference/testedCoefficients.ts';
import { satterthwaiteDf } from '../../../engine/inference/satterthwaite.ts';
import { fit, linearMixedModel, satterthwaitePieces, vcovBeta } from '../../../engine/lmm/index.ts';
import { sampleTable } from '../../reference/models.ts';
import { askedOf } from '../../support/askedOf.ts';
import values from '../../reference/values/emmeans.json' with { type: 'json' };

type Row = Omit<EstimateRow, 'statistic'>;

interface Expected {
  readonly id: string;
  readonly file: string;
  readonly factors: readonly string[];
  readonly formula: string;
  readonly of: string;
  readonly by: string | null;
  readonly trend: string | null;
  readonly method: string;
  readonly means: readonly Row[];
  readonly pairs: Readonly<Record<Adjustment, readonly Row[]>>;
  readonly labels: string | readonly string[];
}

const models = values.models as unknown as readonly Expected[];

function setUp(formula: string, table: ColumnTable) {
  const expanded = expandFormula(
    parseFormula(formula),
    table.columns.map(({ name }) => name),
  );
  return { expanded, frame: modelFrame(formula, table), table };
}

function estimatesOf({ frame }: ReturnType<typeof setUp>, method: string): LinearEstimates {
  if (!frame.random.length) {
    const { beta, sigma, unscaledCov, p, dfResidual } = lm(frame);
    const vcov = Array.from({ length: p }, (_, a) => Array.from({ length: p }, (__, b) => sigma ** 2 * unscaledCov[a * p + b]));
    return { beta: [...beta], vcov, dfOf: () => dfResidual };
  }
  const model = linearMixedModel(frame);
  const found = fit(model, 'REML');
  if (method === 'kenward-roger') {
    const pieces = kenwardRogerPieces(model, found);
    return { beta: found.beta, vcov: pieces.adjusted, dfOf: (l) => kenwardRogerDf(l, pieces) };
  }
  const [vcov, pieces] = [vcovBeta(found), satterthwaitePieces(model, found)];
  return { beta: found.beta, vcov, dfOf: (l) => satterthwaiteDf(l, vcov, pieces) };
}

function expectRows(found: readonly EstimateRow[], wanted: readonly Row[], what: string): void {
  expect(found, what).toHaveLength(wanted.length);
  wanted.forEach((want, i) => {
    for (const key of ['estimate', 'se', 'lower', 'upper'] as const)
      expect(
        Math.abs(found[i][key] - want[key]) / want.se,
        `${what} ${i} ${key}: ${found[i][key]} for ${want[key]}`,
      ).toBeLessThan(1e-4);
    expect(found[i].df! / want.df!, `${what} ${i} df`).toBeCloseTo(1, 3);
    expect(Math.abs(found[i].p - want.p), `${what} ${i} p: ${found[i].p} for ${want.p}`).toBeLessThan(1e-5);
  });
}

describe.each(models)('Marginal means of $id', (want) => {
  const made = setUp(want.formula, sampleTable(want.file, want.factors));
  const estimates = estimatesOf(made, want.method);
  const request = { of: [want.of], by: want.by ? [want.by] : [], trend: want.trend ?? undefined };
  const families = marginFamilies(request, made.expanded, made.frame, made.table)!;

  it('are what R’s emmeans gives', () => {
    expectRows(
      families.flatMap(({ margins }) => margins.map((margin) => estimateOf(margin, estimates))),
      want.means,
      'mean',
    );
  });

  it.each(['tukey', 'bonferroni', 'holm', 'sidak', 'none'] as const)('have its differences, adjusted by %s', (adjustment) => {
    const pairs = families.flatMap(({ margins }) => pairsOf(margins, estimates, adjustment));
    expectRows(pairs, want.pairs[adjustment], adjustment);
  });

  it('have its names of differences', () => {
    const labels = families.flatMap(({ factors, margins }) =>
      pairsOf(margins, estimates, 'none').map(({ first, second }) =>
        pairLabel(factors, margins[first].levels, margins[second].levels),
      ),
    );
    expect(labels).toEqual([want.labels].flat());
  });
});

function table(columns: Readonly<Record<string, readonly (string | number)[]>>): ColumnTable {
  const made = Object.entries(columns).map(([name, cells]) => {
    if (typeof cells[0] === 'number') return { kind: 'number' as const, name, values: Float64Array.from(cells as number[]) };
    const levels = [...new Set(cells as string[])].sort();
    return {
      kind: 'factor' as const,
      name,
      scale: 'nominal' as const,
      levels,
      codes: Int32Array.from(cells, (cell) => levels.indexOf(cell as string)),
    };
  });
  return { rows: Object.values(columns)[0].length, columns: made };
}

function meansOf(formula: string, data: ColumnTable, of: string) {
  const made = setUp(formula, data);
  const estimates = estimatesOf(made, 'residual');
  return marginFamilies({ of: [of], by: [] }, made.expanded, made.frame, made.table)?.flatMap(({ margins }) =>
    margins.map((margin) => ({ levels: margin.levels, ...estimateOf(margin, estimates) })),
  );
}

describe('Marginal means', () => {
  const unbalanced = table({
    y: [1, 2, 4, 8, 7, 3, 9, 5, 6, 2],
    a: ['p', 'p', 'p', 'q', 'q', 'q', 'q', 'p', 'p', 'q'],
    b: ['u', 'u', 'v', 'v', 'v', 'u', 'v', 'v', 'u', 'u'],
    x: [1, 4, 2, 2, 5, 7, 1, 3, 3, 9],
  });

  it('of a saturated model are the unweighted means of its cells’ means', () => {
    const cell = (a: number[]) => a.reduce((sum, value) => sum + value, 0) / a.length;
    const [p, q] = meansOf('y ~ a * b', unbalanced, 'a')!;
    expect(p.estimate).toBeCloseTo((cell([1, 2, 6]) + cell([4, 5])) / 2, 12);
    expect(q.estimate).toBeCloseTo((cell([3, 2]) + cell([8, 7, 9])) / 2, 12);
  });

  it('do not depend on how factors are coded', () => {
    const made = (contrast: 'treatment' | 'helmert') => {
      const expanded = expandFormula(parseFormula('y ~ a * b + x'), ['y', 'a', 'b', 'x']);
      const frame = modelFrame(expanded, unbalanced, { contrasts: { a: contrast, b: contrast } });
      const [family] = marginFamilies({ of: ['a'], by: [] }, expanded, frame, unbalanced)!;
      return family.margins.map(
        (margin) => estimateOf(margin, { beta: [...lm(frame).beta], vcov: [], dfOf: () => null }).estimate,
      );
    };
    made('helmert').forEach((value, i) => expect(value).toBeCloseTo(made('treatment')[i], 10));
  });

  it('take a category that belongs to one other only together with it', () => {
    const schools = table({
      y: [1, 3, 2, 5, 4, 6, 9, 8],
      kind: ['m', 'm', 'm', 's', 's', 's', 's', 's'],
      school: ['mixed', 'mixed', 'mixed', 'boys', 'boys', 'girls', 'girls', 'girls'],
    });
    const means = meansOf('y ~ school + kind', schools, 'school')!;
    expect(means.map(({ levels }) => levels)).toEqual([
      { school: 'mixed', kind: 'm' },
      { school: 'boys', kind: 's' },
      { school: 'girls', kind: 's' },
    ]);
    expect(meansOf('y ~ school + kind', schools, 'kind')![1].estimate).toBeCloseTo((4.5 + 23 / 3) / 2, 12);
  });

  it('say nothing where an empty cell leaves a mean open', () => {
    const holed = table({
      y: [1, 3, 2, 5, 4, 6],
      a: ['p', 'p', 'p', 'p', 'q', 'q'],
      b: ['u', 'u', 'v', 'v', 'u', 'u'],
      c: ['i', 'j', 'i', 'j', 'i', 'j'],
    });
    const [p, q] = meansOf('y ~ a * b + c', holed, 'a')!;
    expect(p.estimate).toBeCloseTo(2.75, 12);
    expect(q.estimate).toBeNaN();
  });

  it('include an offset column as they do one in the formula, at its mean, as R’s emmeans does', () => {
    const sleep = sampleTable('sleepstudy', ['Subject']);
    const codes = Int32Array.from({ length: sleep.rows }, (_, i) => Number(i % 7 > 2));
    const half = { kind: 'factor', name: 'half', levels: ['early', 'late'], codes, scale: 'nominal' } as const;
    const halves = { ...sleep, columns: [...sleep.columns, half] };
    const asked = (formula: string, offset?: string) => {
      const answer = askedOf(halves, formula, offset ? { offset } : {}).ask('marginal-means');
      return ['early', 'late'].map((level) => answer.number('marginal-means', `0/${level}`, 'estimate')!);
    };
    for (const model of ['Reaction ~ half', 'Reaction ~ half + (1 | Subject)']) {
      const [column, written] = [asked(model, 'Days'), asked(`${model} + offset(Days)`)];
      column.forEach((value, i) => expect(value).toBeCloseTo(written[i], 10));
    }
  });

  it('are not there for a name that is no categorical predictor', () => {
    expect(meansOf('y ~ a + x', unbalanced, 'x')).toBeUndefined();
    expect(meansOf('y ~ a + x', unbalanced, 'b')).toBeUndefined();
  });
});
