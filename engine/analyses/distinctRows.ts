import { distinctNames } from '../inference/parameters.ts';
import { intervalWords as words } from '../text/intervals.ts';
import type { RowShape } from './defineTable.ts';

/** Rows of parameters with ids as `parameterNames` has them: of two terms on one group with the same column, the later is told apart. */
export function distinctRows<Row extends RowShape>(rows: readonly Row[]): Row[] {
  const ids = distinctNames(rows.map(({ id }) => id));
  return rows.map((row, i) => (ids[i] === row.id ? row : { ...row, id: ids[i], label: words.again(row.label ?? row.id) }));
}
