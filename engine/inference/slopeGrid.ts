/**
 * How a model's expectations change with one numeric predictor: the derivative of every row of the reference grid, by a difference quotient.
 */
import type { ColumnTable } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { rangeOf, referenceGrid, type GridOptions, type ReferenceGrid } from './referenceGrid.ts';

/** Steps of the difference quotient, as a share of the predictor's range. */
const STEP = 0.001;

/** Where the two points of the quotient lie: one on either side of the value, or at it and ahead, as R's emtrends has them. */
export type Quotient = 'centred' | 'forward';

/**
 * The grid with each row the change of the design per unit of one numeric predictor, at its mean or at a value in `at`.
 *
 * @returns null where the variable is no number, or the grid too large
 */
export function slopeGrid(
  variable: string,
  expanded: ExpandedFormula,
  frame: ModelFrame,
  table: ColumnTable,
  at?: GridOptions['at'],
  quotient: Quotient = 'centred',
): ReferenceGrid | null {
  const column = table.columns.find(({ name, kind }) => name === variable && kind === 'number');
  if (!column) return null;
  const step = STEP * rangeOf(column, frame);
  const from = quotient === 'centred' ? -step / 2 : 0;
  const behind = referenceGrid(expanded, frame, table, { at, shift: { variable, by: from } });
  const ahead = referenceGrid(expanded, frame, table, { at, shift: { variable, by: from + step } });
  if (!ahead || !behind) return null;
  const slope = (one: number, other: number) => (one - other) / step;
  return {
    ...ahead,
    rows: ahead.rows.map((row, i) => row && behind.rows[i] && row.map((value, j) => slope(value, behind.rows[i]![j]))),
    offsets: ahead.offsets.map((value, i) => slope(value, behind.offsets[i])),
  };
}
