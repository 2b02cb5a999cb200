import { describe, expect, it } from 'vitest';
import { failureOf, type Column, type ColumnTable, type Criterion } from '../../engine/contract/index.ts';
import { modelFrame } from '../../engine/frame/index.ts';
import type { ModelFrame } from '../../engine/frame/types.ts';
import { lm } from '../../engine/glm/lm.ts';
import { coefficientDf } from '../../engine/inference/satterthwaite.ts';
import * as lmm from '../../engine/lmm/index.ts';
import { tableRows } from '../../engine/analyses/tableRows.ts';
import { seeded } from '../support/seeded.ts';
import { smallStudy } from '../support/smallStudy.ts';

/** Small studies that are fitted, with the criterion they are fitted by. */
const studies = Array.from({ length: 80 }, (_, seed) => seed)
  .filter((seed) => frameOf(seed) !== null)
  .map((seed) => ({ seed, criterion: (seed % 2 ? 'ML' : 'REML') as Criterion }));

describe.each(studies)('study $seed by $criterion', ({ seed, criterion }) => {
  const { table } = smallStudy(seed);
  const frame = frameOf(seed)!;
  const model = lmm.linearMixedModel(frame);
  const random = seeded(seed);
  const theta = model.places.map(({ row, column }) => (row === column ? 0.2 : -0.4) + random.uniform());
  const value = lmm.objective(model, theta, criterion);

  it('has a criterion that the order of rows and the names of groups do not change', () => {
    const order = Array.from({ length: table.rows }, (_, row) => ({ row, key: random.uniform() })).sort((a, b) => a.key - b.key);
    const mixedUp = tableRows(
      table,
      order.map(({ row }) => row),
    );
    const columns = mixedUp.columns.map((column) => ('gkc'.includes(column.name) ? renamed(column) : column));
    close(criterionOf(seed, { ...table, columns }, theta, criterion), value);
  });

  it('has a criterion that a constant added to the outcome does not change', () => {
    close(
      criterionOf(
        seed,
        changed(table, 'y', (y) => y + 100),
        theta,
        criterion,
      ),
      value,
    );
  });

  it('has a best criterion that the unit of a predictor changes by the known constant', () => {
    const found = lmm.fit(model, criterion);
    if (found.notices.some(({ code }) => code === 'fit.residual-vanishes')) return;
    const scaled = lmm.fit(
      lmm.linearMixedModel(
        frameOf(
          seed,
          changed(table, 'x', (x) => 10 * x),
        )!,
      ),
      criterion,
    );
    const columns = frame.coefNames.filter((name) => name.split(':').includes('x')).length;
    close(scaled.criterionValue - (criterion === 'REML' ? 2 * columns * Math.log(10) : 0), found.criterionValue);
  });

  it('has degrees of freedom that the unit of the outcome does not change', () => {
    const inUnits = (unit: number): number[] => {
      const made = lmm.linearMixedModel(
        frameOf(
          seed,
          changed(table, 'y', (y) => unit * y),
        )!,
      );
      const fit = lmm.fit(made, criterion);
      return coefficientDf(lmm.vcovBeta(fit), lmm.satterthwaitePieces(made, fit));
    };
    const found = lmm.fit(model, criterion);
    if (found.isSingular || found.notices.length > 0) return;
    const expected = inUnits(1);
    inUnits(1e5).forEach((df, j) => expect(df / expected[j]).toBeCloseTo(1, 3));
  });

  it('has the likelihood of ordinary regression at theta = 0', () => {
    const zero = theta.map(() => 0);
    close(lmm.objective(model, zero, 'ML'), -2 * lm(frame).logLik);
  });

  it('has the gradient that differences show', () => {
    const { gradient } = lmm.objectiveAndGradient(model, theta, criterion);
    gradient.forEach((slope, i) => {
      const at = (by: number): number => lmm.objective(model, theta.map((t, j) => (i === j ? t + by : t)), criterion); // prettier-ignore
      expect(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope), Math.abs(value)));
    });
  });
});

function frameOf(seed: number, table: ColumnTable = smallStudy(seed).table): ModelFrame | null {
  const { formula, weights } = smallStudy(seed);
  try {
    return modelFrame(formula, table, weights ? { weights } : {});
  } catch (thrown) {
    if (failureOf(thrown)) return null;
    throw thrown;
  }
}

function criterionOf(seed: number, table: ColumnTable, theta: readonly number[], criterion: Criterion): number {
  return lmm.objective(lmm.linearMixedModel(frameOf(seed, table)!), theta, criterion);
}

/** The same groups under other names, whose order is the other way round. */
function renamed(column: Column): Column {
  if (column.kind === 'number') return column;
  const { levels, codes } = column;
  return {
    ...column,
    levels: levels.map((_, i) => `other ${i}`),
    codes: codes.map((code) => (code < 0 ? code : levels.length - 1 - code)),
  };
}

function changed(table: ColumnTable, name: string, change: (value: number) => number): ColumnTable {
  const columns = table.columns.map((column) =>
    column.name === name && column.kind === 'number' ? { ...column, values: column.values.map(change) } : column,
  );
  return { ...table, columns };
}

function close(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
}
