/**
 * How a model's expectations change with one numeric predictor: the derivative of every row of the reference grid, by a difference quotient.
 */
import type { ColumnTable } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { rangeOf, referenceGrid, type GridOptions, type ReferenceGrid } from './referenceGrid.ts';

/** Steps of the difference quotient, as a share of the predictor's range. */
const STEP = 0.001;

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
): ReferenceGrid | null {
  const column = table.columns.find(({ name, kind }) => name === variable && kind === 'number');
  if (!column) return null;
  const by = (STEP * rangeOf(column, frame)) / 2;
  const ahead = referenceGrid(expanded, frame, table, { at, shift: { variable, by } });
  const behind = referenceGrid(expanded, frame, table, { at, shift: { variable, by: -by } });
  if (!ahead || !behind) return null;
  const slope = (one: number, other: number) => (one - other) / (2 * by);
  return {
    ...ahead,
    rows: ahead.rows.map((row, i) => row && behind.rows[i] && row.map((value, j) => slope(value, behind.rows[i]![j]))),
    offsets: ahead.offsets.map((value, i) => slope(value, behind.offsets[i])),
  };
}
