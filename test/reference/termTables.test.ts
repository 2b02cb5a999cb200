import { describe, expect, it } from 'vitest';
import { dropOneSquares, squaresTypeII } from '../../engine/analyses/linearSquares.ts';
import { expandedOn, modelTerms, termHypotheses, type AnovaType, type ModelTerms } from '../../engine/analyses/modelTerms.ts';
import { tableRows } from '../../engine/analyses/tableRows.ts';
import type { Column, ColumnTable, FactorColumn } from '../../engine/contract/index.ts';
import { modelFrame } from '../../engine/frame/index.ts';
import { lm } from '../../engine/glm/lm.ts';
import { satterthwaiteF } from '../../engine/inference/satterthwaite.ts';
import { fit, linearMixedModel, satterthwaitePieces, vcovBeta } from '../../engine/lmm/index.ts';
import { sampleTable } from './models.ts';
import values from './values/termTables.json' with { type: 'json' };

const oats = withDose(sampleTable('Oats', ['Block', 'Variety']));
const exam = sampleTable('Exam', ['school', 'schgend', 'sex']);
const tables: Readonly<Record<string, ColumnTable>> = {
  oats,
  holes: rowsWhere(oats, (level) => !(level('Variety') === 'Victory' && level('dose') === '0.6') && !(level('Block') === 'I' && level('dose') === '0')), // prettier-ignore
  exam: tableRows(
    exam,
    Array.from({ length: 600 }, (_, row) => row),
  ),
};

describe.each(values.mixed)('tests by term of $formula on $id are lmerTest’s', ({ id, formula, ...want }) => {
  const model = termsOf(formula, tables[id]);
  const made = linearMixedModel(model.frame);
  const fitted = fit(made, 'REML');
  const pieces = satterthwaitePieces(made, fitted);

  it.each(['I', 'II', 'III'] as const)('type %s', (type: AnovaType) => {
    const tests = termHypotheses(type, model).map((L) => satterthwaiteF(L, fitted.beta, vcovBeta(fitted), pieces));
    expect(model.terms.map(({ label }) => label)).toEqual(want[type].term);
    expect(tests.map(({ numDf }) => numDf)).toEqual(want[type].numDf);
    tests.forEach(({ F, denDf }, index) => {
      expect(F / want[type].F[index]).toBeCloseTo(1, 4);
      expect(denDf / want[type].denDf[index]).toBeCloseTo(1, 3);
    });
  });
});

describe.each(values.linear)(
  'squares of $formula on $id, some of whose columns are left out, are R’s',
  ({ id, formula, ...want }) => {
    const model = termsOf(formula, tables[id]);
    const { beta, sigma, unscaledCov, p } = lm(model.frame);
    const vcov = Array.from({ length: p }, (_, a) => Array.from({ length: p }, (__, b) => sigma ** 2 * unscaledCov[a * p + b]));

    it.each([
      ['of type II', want.II, squaresTypeII],
      ['of leaving one term out', want.drop1, dropOneSquares],
    ] as const)('%s', (_, expected, make) => {
      const tests = make(model, beta, vcov);
      expect(tests.map(({ term }) => term)).toEqual(expected.term);
      expect(tests.map(({ df }) => df)).toEqual(expected.df);
      tests.forEach(({ chisq, df }, index) => {
        if (df > 0) expect((chisq * sigma ** 2) / expected.squares[index]!).toBeCloseTo(1, 8);
      });
    });
  },
);

function termsOf(formula: string, table: ColumnTable): ModelTerms {
  return modelTerms(formula, table, {}, expandedOn(formula, table), modelFrame(formula, table));
}

/** `dose` is nitro as a factor. */
function withDose({ rows, columns }: ColumnTable): ColumnTable {
  const nitro = columns.find(({ name }) => name === 'nitro')!;
  if (nitro.kind !== 'number') throw new Error('nitro is read as numbers');
  const levels = [...new Set(nitro.values)].sort((a, b) => a - b);
  const codes = Int32Array.from(nitro.values, (value) => levels.indexOf(value));
  const dose: Column = { kind: 'factor', name: 'dose', levels: levels.map(String), codes, scale: 'nominal' };
  return { rows, columns: [...columns, dose] };
}

function rowsWhere(table: ColumnTable, isKept: (level: (column: string) => string) => boolean): ColumnTable {
  const factors = new Map(table.columns.filter((column): column is FactorColumn => column.kind === 'factor').map((one) => [one.name, one])); // prettier-ignore
  const levelAt = (row: number) => (name: string) => factors.get(name)!.levels[factors.get(name)!.codes[row]];
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  return tableRows(
    table,
    rows.filter((row) => isKept(levelAt(row))),
  );
}
