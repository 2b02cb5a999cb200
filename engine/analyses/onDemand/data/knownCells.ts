import type { RowCells } from '../../defineTable.ts';

/** Numbers as cells, empty where the data do not say. */
export function knownCells(cells: Readonly<Record<string, number>>): RowCells {
  return Object.fromEntries(Object.entries(cells).map(([id, value]) => [id, Number.isFinite(value) ? value : null]));
}
