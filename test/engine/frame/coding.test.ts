import { describe, expect, it } from 'vitest';
import type { ColumnTable, FactorContrast } from '../../../engine/contract/index.ts';
import { designForRows, modelFrame } from '../../../engine/frame/index.ts';
import { expandFormula, parseFormula } from '../../../engine/formula/index.ts';
import values from '../../reference/values/coding.json' with { type: 'json' };
import { tableOf, type RandomCase, type TableCells } from './frameReference.ts';

/** R's answers, made by test/reference/make/coding.R. */
interface CodingReference {
  readonly table: Readonly<Record<string, TableCells>>;
  readonly codings: readonly CodedCase[];
  readonly formulas: readonly CodedCase[];
  readonly newX: readonly number[];
  readonly predictions: readonly { readonly call: string; readonly X: readonly (readonly number[])[] }[];
  readonly random: readonly Omit<RandomCase, 'subset' | 'names'>[];
}

interface CodedCase {
  readonly formula: string;
  readonly contrasts: Readonly<Record<string, FactorContrast>> | null;
  readonly names: readonly string[];
  readonly dropped: readonly string[];
  readonly n: number;
  readonly X: readonly (readonly number[])[];
}

const reference = values as unknown as CodingReference;
const table = tableOf(reference.table);

function expectNear(got: ArrayLike<number>, want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  want.forEach((value, i) =>
    expect(Math.abs(got[i] - value), `entry ${i}: ${got[i]} for ${value}`).toBeLessThan(1e-10 * Math.max(1, Math.abs(value))),
  );
}

function expectColumns({ formula, contrasts, names, dropped, n, X }: CodedCase): void {
  const frame = modelFrame(formula, table, contrasts ? { contrasts } : {});
  expect(frame.coefNames).toEqual(names);
  expect(frame.droppedColumns).toEqual(dropped);
  expect(frame.n).toBe(n);
  expectNear(frame.X, X.flat());
}

describe('a factor coded in the model has the columns of R', () => {
  it.each(reference.codings.map((one) => [`${one.formula} with ${JSON.stringify(one.contrasts)}`, one] as const))(
    '%s',
    (_, want) => expectColumns(want),
  );
});

describe('splines, centring and hard names have the columns of R', () => {
  it.each(reference.formulas.map((one) => [one.formula, one] as const))('%s', (_, want) => expectColumns(want));
});

describe('random terms of hard formulas are those of lme4', () => {
  it.each(reference.random.map((one) => [one.formula, one] as const))('%s', (_, want) => {
    const frame = modelFrame(want.formula, table, { allowDegenerateGroups: true });
    expect(frame.groups.map(({ name, levels, codes }) => ({ name, levels, codes: [...codes] }))).toEqual(want.groups);
    expect(frame.random.map(({ columns }) => columns)).toEqual(want.random.map(({ columns }) => columns));
    frame.random.forEach(({ Z }, t) => expectNear(Z, want.random[t].Z));
  });
});

describe('on new rows', () => {
  const newTable: ColumnTable = {
    rows: reference.newX.length,
    columns: [{ kind: 'number', name: 'x', values: Float64Array.from(reference.newX) }],
  };

  it.each(reference.predictions.map((one) => [one.call, one] as const))('%s goes on as it was learned, as in R', (call, want) => {
    const formula = expandFormula(parseFormula(`y ~ ${call}`), ['y', 'x']);
    const { X } = designForRows(formula, modelFrame(formula, table), newTable);
    expectNear(X, want.X.flat());
  });

  it('centring keeps the means of the groups it was learned on, and knows none of a new group', () => {
    const formula = expandFormula(parseFormula('y ~ within(x, g) + between(x, g) + center(x)'), ['y', 'x', 'g']);
    const full = modelFrame(formula, table);
    const rows: ColumnTable = {
      rows: 2,
      columns: [
        { kind: 'number', name: 'x', values: Float64Array.of(1, 1) },
        { kind: 'factor', name: 'g', codes: Int32Array.of(1, 0), levels: ['new', 'g0'], scale: 'nominal' },
      ],
    };
    const { X, unmet } = designForRows(formula, full, rows);
    const inG0 = [...(table.columns.find(({ name }) => name === 'x') as { values: Float64Array }).values].slice(0, 4);
    const mean = inG0.reduce((sum, value) => sum + value, 0) / 4;
    expect([X[2], X[4]]).toEqual([expect.closeTo(1 - mean, 12), expect.closeTo(mean, 12)]);
    expect([X[3], X[5]]).toEqual([NaN, NaN]);
    expect(unmet).toEqual([
      { expression: 'within(x, g)', levels: ['new'] },
      { expression: 'between(x, g)', levels: ['new'] },
    ]);
  });
});
