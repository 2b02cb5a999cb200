/**
 * Which combinations of coefficients the data tell where columns were left out for depending on others: those for which it makes no
 * difference how the left-out coefficients are chosen.
 *
 * @see Searle (1971), Linear Models, §5.4
 */
import type { ColumnTable } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import { designForRows } from '../frame/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import { dot } from './linearHypothesis.ts';

/** Differences below this share of a column's numbers are rounding. */
const ROUNDING = 1e-8;

/**
 * The design of other rows, p numbers each; null where a row's expectation is not estimable.
 *
 * @param table what the frame was made from
 */
export function estimableRows(
  expanded: ExpandedFormula,
  frame: ModelFrame,
  table: ColumnTable,
  others: ColumnTable,
): { readonly rows: readonly (readonly number[] | null)[]; readonly offset: Float64Array | null } {
  const { X, n, offset } = designForRows(expanded, withDropped(frame), others);
  const dropped = frame.droppedColumns.length ? combinationsOfKept(expanded, frame, table) : [];
  const rows = Array.from({ length: n }, (_, i) => {
    const row = Array.from({ length: frame.p }, (__, j) => X[j * n + i]);
    const isEstimable = dropped.every(({ weights, size }, d) => isClose(X[(frame.p + d) * n + i], dot(weights, row), size));
    return isEstimable ? row : null;
  });
  return { rows, offset };
}

/** The frame with its left-out columns after the others, as far as building rows goes. */
function withDropped(frame: ModelFrame): ModelFrame {
  return { ...frame, coefNames: [...frame.coefNames, ...frame.droppedColumns] };
}

interface DroppedColumn {
  readonly weights: readonly number[];
  /** Its largest number. */
  readonly size: number;
}

/** Each left-out column as a combination of the kept ones. */
function combinationsOfKept(expanded: ExpandedFormula, frame: ModelFrame, table: ColumnTable): DroppedColumn[] {
  const { X } = designForRows(expanded, withDropped(frame), table);
  return frame.droppedColumns.map((_, d) => {
    const column = Float64Array.from(frame.rows, (row) => X[(frame.p + d) * table.rows + row]);
    const size = column.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    return { weights: [...lm({ ...frame, y: column, weights: null, offset: null }).beta], size };
  });
}

function isClose(one: number, other: number, size: number): boolean {
  return Math.abs(one - other) <= ROUNDING * Math.max(size, Math.abs(one));
}
