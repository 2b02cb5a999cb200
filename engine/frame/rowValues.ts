import { failure } from '../contract/index.ts';
import { numberText, printExpression, type Expression } from '../formula/index.ts';
import { noOutcome } from '../text/formulaFailures.ts';
import * as words from '../text/frameFailures.ts';
import type { Variable, Variables } from './schema.ts';
import { numberColumn } from './values.ts';

/**
 * The outcome under the name it has in the formula; logical counts as 0 and 1.
 *
 * @throws Failure 'formula.no-outcome', 'frame.categorical-outcome', 'frame.matrix-outcome', 'frame.constant-outcome'
 */
export function outcomeOf(
  expression: Expression | null,
  variables: Variables,
): { readonly outcome: string; readonly y: Float64Array } {
  if (!expression) throw failure('formula.no-outcome', {}, noOutcome());
  const outcome = expression.kind === 'name' ? expression.name : printExpression(expression);
  const { value } = variables.get(printExpression(expression))!;
  if (value.kind === 'matrix') throw failure('frame.matrix-outcome', { outcome }, words.matrixOutcome(outcome));
  if (value.kind === 'factor' && value.scale !== 'logical')
    throw failure('frame.categorical-outcome', { outcome }, words.categoricalOutcome(outcome));
  const y = numberColumn(value, outcome, 'outcome', 0).slice();
  if (y.every((number) => number === y[0]))
    throw failure('frame.constant-outcome', { outcome, value: y[0] }, words.constantOutcome(outcome, numberText(y[0])));
  return { outcome, y };
}

/**
 * Prior weights from a column.
 *
 * @throws Failure 'frame.bad-weights' where one is not positive; the row in it counts from 1 in the table
 */
export function weightsOf(column: string, { value }: Variable, rows: Int32Array): Float64Array {
  const weights = numberColumn(value, column, 'weights', rows.length).slice();
  const bad = weights.findIndex((weight) => !(weight > 0));
  if (bad < 0) return weights;
  throw failure(
    'frame.bad-weights',
    { column, row: rows[bad], value: weights[bad] },
    words.badWeights(column, rows[bad] + 1, weights[bad]),
  );
}

/** The sum of all offsets; null where there is none. */
export function offsetOf(offsets: readonly Variable[], n: number): Float64Array | null {
  if (offsets.length === 0) return null;
  const sum = new Float64Array(n);
  for (const { label, value } of offsets) numberColumn(value, label, 'offset', n).forEach((number, i) => (sum[i] += number));
  return sum;
}

/**
 * See that a variable has no infinite number.
 *
 * @throws Failure 'frame.infinite'
 */
export function checkFinite({ label, value }: Pick<Variable, 'label' | 'value'>): void {
  const columns = value.kind === 'number' ? [value.values] : value.kind === 'matrix' ? value.columns : [];
  const count = columns.reduce((sum, column) => sum + infiniteIn(column), 0);
  if (count > 0) throw failure('frame.infinite', { expression: label, count }, words.infiniteValues(label, count));
}

function infiniteIn(column: Float64Array): number {
  let count = 0;
  for (let i = 0; i < column.length; i++) if (column[i] === Infinity || column[i] === -Infinity) count++;
  return count;
}
