import { failure, type Column, type ColumnTable } from '../contract/index.ts';
import { checkNames, DATA_FUNCTIONS, parseExpression, type Expression } from '../formula/index.ts';
import { notCondition } from '../text/frameFailures.ts';
import type { Call } from './call.ts';
import { cutRanges, eitherOr, firstCase, recodedValues } from './deriveChoice.ts';
import { datePart, daysBetween, weekday } from './deriveDates.ts';
import { countIn, endOf, groupSummary, ranks, rowNumbers, shifted } from './deriveGroups.ts';
import { acrossRow, overRow, random } from './deriveRows.ts';
import {
  containsText,
  eachText,
  lengthOfText,
  numbersSpelled,
  partOfText,
  pasted,
  positions,
  replacedText,
  wholeNumbersSpelled,
} from './deriveText.ts';
import { spread } from './deriveValues.ts';
import { evaluate, evaluationOf } from './evaluate.ts';
import { meanOf, median, rootMeanSquare } from './learnedTransforms.ts';
import { placed } from './placed.ts';
import type { FactorValue, NumberValue, Value } from './values.ts';

/** What the functions of data steps compute, where that differs from those of formulas; see DATA_FUNCTIONS. */
const FUNCTIONS_OF_STEPS: Readonly<Record<string, (call: Call) => Value>> = {
  mean: groupSummary(meanOf),
  sd: groupSummary((values) => (values.length > 1 ? rootMeanSquare(values, meanOf(values), values.length - 1) : NaN)),
  sum: groupSummary((values) => values.reduce((sum, value) => sum + value, 0)),
  min: groupSummary((values) => values.reduce((a, b) => Math.min(a, b))),
  max: groupSummary((values) => values.reduce((a, b) => Math.max(a, b))),
  median: groupSummary(median),
  n: countIn,
  rank: ranks,
  row_number: rowNumbers,
  lag: shifted(1),
  lead: shifted(-1),
  first: endOf('first'),
  last: endOf('last'),
  pmin: acrossRow(Math.min),
  pmax: acrossRow(Math.max),
  rowmeans: overRow('mean'),
  rowsums: overRow('sum'),
  ifelse: eitherOr,
  cases: firstCase,
  recode: recodedValues,
  cut: cutRanges,
  codes: positions,
  'as.numeric': numbersSpelled,
  'as.integer': wholeNumbersSpelled,
  paste: pasted,
  substr: partOfText,
  toupper: eachText((text) => text.toUpperCase()),
  tolower: eachText((text) => text.toLowerCase()),
  trim: eachText((text) => text.trim()),
  contains: containsText,
  replace: replacedText,
  nchar: lengthOfText,
  year: datePart((date) => date.getUTCFullYear()),
  month: datePart((date) => date.getUTCMonth() + 1),
  day: datePart((date) => date.getUTCDate()),
  weekday,
  days_between: daysBetween,
  uniform: random((stream) => stream.uniform()),
  normal: random((stream) => stream.normal()),
};

/**
 * A column worked out from others.
 *
 * rows  those that take part (1), from `filteredRows`; in the others the column is missing, and they count in no mean, rank or lag. Null: all
 *
 * @throws Failure 'formula.…', 'frame.…', 'step.…' with `start` and `end` in the text
 */
export function deriveColumn(name: string, text: string, table: ColumnTable, rows: Uint8Array | null = null): Column {
  const value = derivedValue(text, table, rows);
  if (value.kind === 'number') return { kind: 'number', name, values: value.values };
  return { kind: 'factor', name, codes: value.codes, levels: value.levels, scale: value.scale };
}

/**
 * The rows that a condition leaves of those that took part before: 1 where it is true, 0 where it is false or missing.
 *
 * @throws Failure as `deriveColumn`; 'frame.not-condition'
 */
export function filteredRows(text: string, table: ColumnTable, rows: Uint8Array | null = null): Uint8Array {
  const value = derivedValue(text, table, rows);
  const isCondition = value.kind === 'factor' && value.scale === 'logical';
  if (!isCondition) {
    throw failure('frame.not-condition', { condition: text, start: 0, end: text.length }, notCondition(text));
  }
  return Uint8Array.from(value.codes, (code) => (code === 1 ? 1 : 0));
}

/** See that an expression can be read and names only columns and functions that are there. */
export function checkDerived(text: string, columnNames: readonly string[]): Expression {
  const expression = parseExpression(text);
  checkNames(expression, columnNames, DATA_FUNCTIONS);
  return expression;
}

function derivedValue(text: string, table: ColumnTable, rows: Uint8Array | null): NumberValue | FactorValue {
  const expression = checkDerived(
    text,
    table.columns.map(({ name }) => name),
  );
  const taken = rows ? placesOf(rows) : null;
  const on = { ...evaluationOf(taken ? tableAt(table, taken) : table), functions: FUNCTIONS_OF_STEPS };
  const value = evaluate(expression, on);
  const spreadValue = placed(expression, () => spread(value, on.rows, text));
  return taken ? putBack(spreadValue, taken, table.rows) : spreadValue;
}

function placesOf(rows: Uint8Array): Int32Array {
  const places = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (rows[i] === 1) places[count++] = i;
  return places.slice(0, count);
}

/** The table of some of its rows. */
export function tableAt(table: ColumnTable, rows: Int32Array): ColumnTable {
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'number') return { ...column, values: Float64Array.from(rows, (row) => column.values[row]) };
    return { ...column, codes: rows.map((row) => column.codes[row]) };
  });
  return { rows: rows.length, columns };
}

function putBack(value: NumberValue | FactorValue, taken: Int32Array, rows: number): NumberValue | FactorValue {
  if (value.kind === 'number') {
    const values = new Float64Array(rows).fill(NaN);
    taken.forEach((row, i) => (values[row] = value.values[i]));
    return { kind: 'number', values };
  }
  const codes = new Int32Array(rows).fill(-1);
  taken.forEach((row, i) => (codes[row] = value.codes[i]));
  return { ...value, codes };
}
