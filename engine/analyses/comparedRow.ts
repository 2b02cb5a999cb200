/**
 * A row of the side-by-side table, and how rows of several models fall into one order.
 */
import type { Cell, ComparedModel, TableRow } from '../contract/index.ts';

/** A row of the side-by-side table: how it looks, and its cell for a model (null: that model has none). */
export interface ComparedRow extends Omit<TableRow, 'cells'> {
  readonly label: string;
  readonly cell: (model: ComparedModel, previous: ComparedModel | null) => Cell;
}

/**
 * All names of several lists in one order that keeps, as far as it can, the order of each: a new name goes right after the last
 * of those that it follows in its own list.
 */
export function mergedOrder(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let next = 0;
    for (const name of list) {
      if (!merged.includes(name)) merged.splice(next, 0, name);
      next = Math.max(next, merged.indexOf(name) + 1);
    }
  }
  return merged;
}
