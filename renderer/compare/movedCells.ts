import type { TableBlock } from '../../engine/contract/index.ts';
import { cellText, layoutTable } from '../../engine/report/index.ts';
import { cellKey } from '../report/cellKey.ts';

/**
 * The cells of one column whose shown text is not what it was: a number that differs only beyond the digits shown has not moved.
 * Nothing has moved in a column that was not there before; a row that came has, a row that went is gone.
 */
export function movedCells(before: TableBlock | null, after: TableBlock, column: string): ReadonlySet<string> {
  const old = before && shownIn(before, column);
  if (!old) return new Set();
  const now = shownIn(after, column) ?? new Map<string, string>();
  return new Set([...now].filter(([row, text]) => text !== (old.get(row) ?? '')).map(([row]) => cellKey(row, column)));
}

function shownIn(table: TableBlock, column: string): Map<string, string> | null {
  const layout = layoutTable(table);
  const at = layout.columns.findIndex(({ id }) => id === column);
  if (at < 0) return null;
  return new Map(layout.rows.filter((row) => row.heading === null).map((row) => [row.id, cellText(row.cells[at])]));
}
