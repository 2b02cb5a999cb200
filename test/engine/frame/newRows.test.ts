import { describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../../engine/contract/index.ts';
import { expandFormula, FUNCTIONS, parseExpression, parseFormula } from '../../../engine/formula/index.ts';
import { designForRows, evaluate, evaluationOf, modelFrame } from '../../../engine/frame/index.ts';
import { referenceTable } from './frameReference.ts';

const names = referenceTable.columns.map(({ name }) => name);
const rowsOf = (table: ColumnTable, rows: readonly number[]): ColumnTable => ({
  rows: rows.length,
  columns: table.columns.map((column) =>
    column.kind === 'number'
      ? { ...column, values: Float64Array.from(rows, (i) => column.values[i]) }
      : { ...column, codes: Int32Array.from(rows, (i) => column.codes[i]) },
  ),
});

describe('designForRows', () => {
  it('gives some of the rows of a fit the columns they had in it, whatever transforms learned', () => {
    const formula = expandFormula(
      parseFormula(
        'y ~ poly(x, 2) * f + scale(z) + factor(k) + o + I(x - mean(x)) + offset(z) + (1 + scale(x) | h/l) + (0 + f || g) + (1 | k)',
      ),
      names,
    );
    const frame = modelFrame(formula, referenceTable, { subset: 'f != "b"', allowDegenerateGroups: true });
    const chosen = [5, 2, 9];
    const rows = designForRows(
      formula,
      frame,
      rowsOf(
        referenceTable,
        chosen.map((i) => frame.rows[i]),
      ),
    );
    for (let j = 0; j < frame.p; j++)
      chosen.forEach((i, at) => expect(rows.X[j * 3 + at], frame.coefNames[j]).toBeCloseTo(frame.X[j * frame.n + i], 12));
    expect([...rows.offset!]).toEqual(chosen.map((i) => frame.offset![i]));
    frame.random.forEach(({ group, columns, Z }, t) => {
      expect([...rows.random[t].codes]).toEqual(chosen.map((i) => frame.groups[group].codes[i]));
      const S = columns.length;
      expect([...rows.random[t].Z]).toEqual(chosen.flatMap((i) => [...Z.subarray(i * S, (i + 1) * S)]));
    });
  });

  it('marks a category and a group the model has not met', () => {
    const formula = expandFormula(parseFormula('y ~ x + f + (1 | h:k)'), names);
    const frame = modelFrame(formula, referenceTable, { subset: 'f != "b" & k < 8' });
    const columns = referenceTable.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: Float64Array.from([4, 8]) }
        : { ...column, codes: Int32Array.from([column.levels.indexOf('b'), 0]) },
    );
    const rows = designForRows(formula, frame, { rows: 2, columns });
    expect(rows.X[2 * 2]).toBeNaN();
    expect(rows.X[2 * 2 + 1]).not.toBeNaN();
    expect([...rows.random[0].codes]).toEqual([-1, -1]);
  });

  it('does not need the outcome', () => {
    const formula = expandFormula(parseFormula('y ~ x'), names);
    const frame = modelFrame(formula, referenceTable);
    const table = { rows: 2, columns: [{ kind: 'number' as const, name: 'x', values: Float64Array.from([1, NaN]) }] };
    expect([...designForRows(formula, frame, table).X]).toEqual([1, 1, 1, NaN]);
  });
});

it('every function a formula may call can be computed', () => {
  for (const { usage } of Object.values(FUNCTIONS)) {
    const call = parseExpression(usage.split(' or ')[0]);
    expect(() => evaluate(call, evaluationOf(referenceTable)), usage).not.toThrow(TypeError);
  }
});
