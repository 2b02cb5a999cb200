/**
 * The numeric variables that random slopes belong to, and the random columns with such a variable held at a value.
 */
import type { Column, ColumnTable, FitResult } from '../../../contract/index.ts';
import { expand } from '../../../formula/expand.ts';
import { parseFormula, printExpression } from '../../../formula/index.ts';
import { designForRows, predictorsOf } from '../../../frame/index.ts';
import type { TermRows } from '../../../inference/varianceShares.ts';
import { mean } from '../../../stats/index.ts';
import type { Subject } from '../subject.ts';

/** Columns of the table behind the numeric slopes of a model, in the order of its formula. */
export function slopeVariables({ spec, factors }: FitResult): string[] {
  const { random } = expand(parseFormula(spec.formula), []);
  const slopes = random.flatMap(({ terms }) => terms.flatMap((term) => term.factors));
  const numeric = slopes.filter((slope) => !factors.some(({ name }) => name === printExpression(slope)));
  return [...new Set(numeric.flatMap(predictorsOf))];
}

/** The values of a variable on the rows of the model. */
export function valuesOf({ table, frame }: Subject, variable: string): Float64Array {
  const column = table.columns.find(({ name }) => name === variable);
  if (column?.kind !== 'number') return new Float64Array(0);
  return Float64Array.from(frame.rows, (row) => column.values[row]);
}

export function meanOf(subject: Subject, variable: string): number {
  return mean(valuesOf(subject, variable));
}

/** Each random term's columns on the rows of the model, with some variables at one value for all of them. */
export function randomRowsWith(subject: Subject, held: ReadonlyMap<string, number>): readonly TermRows[] {
  const { frame, expanded } = subject;
  if (held.size === 0) return frame.random;
  const { random } = designForRows(expanded, frame, heldTable(subject, held));
  return frame.random.map(({ columns }, term) => ({ columns, Z: random[term].Z }));
}

function heldTable({ table, frame: { rows } }: Subject, held: ReadonlyMap<string, number>): ColumnTable {
  const columns = table.columns.map((column): Column => {
    const value = held.get(column.name);
    if (value !== undefined) return { kind: 'number', name: column.name, values: new Float64Array(rows.length).fill(value) };
    return column.kind === 'number'
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
  });
  return { rows: rows.length, columns };
}
