/**
 * What is selected in the sheet: a rectangle between the cell where it began (the active one) and the cell it reaches to, and the
 * rectangles selected before it with Ctrl held.
 */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  /** The active cell; typing goes there. */
  readonly anchor: Cell;
  readonly head: Cell;
  /** Rectangles selected before this one, which stay selected. */
  readonly others?: readonly Range[];
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How many rows and columns there are to move in. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

export const at = (row: number, column: number): Selection => ({ anchor: { row, column }, head: { row, column } });

export const extended = (selection: Selection, head: Cell): Selection => ({ ...selection, head });

export function rangeOf({ anchor, head }: Selection): Range {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

/** All that is selected, the last rectangle last. */
export const rangesOf = (selection: Selection): readonly Range[] => [...(selection.others ?? []), rangeOf(selection)];

/** A further rectangle beside those selected. */
export const beside = (selection: Selection, next: Selection): Selection => ({ ...next, others: rangesOf(selection) });

export const contains = (range: Range, row: number, column: number): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;

export const heightOf = (range: Range): number => range.bottom - range.top + 1;
export const widthOf = (range: Range): number => range.right - range.left + 1;

/** Whole columns from one to another; the first cell becomes the active one. */
export const columnsFrom = (first: number, last: number, bounds: Bounds): Selection => ({
  anchor: { row: 0, column: first },
  head: { row: Math.max(0, bounds.rows - 1), column: last },
});

/** Whole rows from one to another. */
export const rowsFrom = (first: number, last: number, bounds: Bounds): Selection => ({
  anchor: { row: first, column: 0 },
  head: { row: last, column: Math.max(0, bounds.columns - 1) },
});

export const everything = (bounds: Bounds): Selection => columnsFrom(0, Math.max(0, bounds.columns - 1), bounds);

export const coversRows = (range: Range, bounds: Bounds): boolean => range.left === 0 && range.right >= bounds.columns - 1;
export const coversColumns = (range: Range, bounds: Bounds): boolean => range.top === 0 && range.bottom >= bounds.rows - 1;

/** One step, or with `far` to the edge of the data. `extend` keeps the active cell and moves the other end. */
export function moved(
  selection: Selection,
  direction: Direction,
  bounds: Bounds,
  how: { readonly extend?: boolean; readonly far?: boolean; readonly by?: number } = {},
): Selection {
  const from = how.extend ? selection.head : selection.anchor;
  const to = stepped(from, direction, bounds, how.far ? Infinity : (how.by ?? 1));
  return how.extend ? extended(selection, to) : at(to.row, to.column);
}

function stepped(from: Cell, direction: Direction, { rows, columns }: Bounds, by: number): Cell {
  const clampRow = (row: number) => Math.max(0, Math.min(rows - 1, row));
  const clampColumn = (column: number) => Math.max(0, Math.min(columns - 1, column));
  switch (direction) {
    case 'up':
      return { ...from, row: clampRow(from.row - by) };
    case 'down':
      return { ...from, row: clampRow(from.row + by) };
    case 'left':
      return { ...from, column: clampColumn(from.column - by) };
    case 'right':
      return { ...from, column: clampColumn(from.column + by) };
  }
}

/** Tab and Enter walk inside a selected block; a single cell walks through the sheet, Tab from line to line. */
export function walked(selection: Selection, direction: Direction, bounds: Bounds): Selection {
  const { anchor } = selection;
  if (direction === 'right' && anchor.column === bounds.columns - 1) return at(Math.min(anchor.row + 1, bounds.rows - 1), 0);
  if (direction === 'left' && anchor.column === 0)
    return at(Math.max(anchor.row - 1, 0), anchor.row === 0 ? 0 : bounds.columns - 1);
  return moved(selection, direction, bounds);
}

/** The same selection after the table has shrunk or grown. */
export function fitted(selection: Selection, { rows, columns }: Bounds): Selection {
  const fit = (cell: Cell): Cell => ({
    row: Math.max(0, Math.min(cell.row, rows - 1)),
    column: Math.max(0, Math.min(cell.column, columns - 1)),
  });
  const others = selection.others
    ?.filter(({ top, left }) => top < rows && left < columns)
    .map((range) => fittedRange(range, fit));
  return { anchor: fit(selection.anchor), head: fit(selection.head), ...(others?.length ? { others } : {}) };
}

function fittedRange({ top, bottom, left, right }: Range, fit: (cell: Cell) => Cell): Range {
  return rangeOf({ anchor: fit({ row: top, column: left }), head: fit({ row: bottom, column: right }) });
}

/** Rows that ranges cover, in runs from top to bottom that do not touch. */
export function rowRuns(ranges: readonly Range[]): { from: number; count: number }[] {
  const runs: { from: number; count: number }[] = [];
  for (const { top, bottom } of [...ranges].sort((a, b) => a.top - b.top)) {
    const last = runs.at(-1);
    if (last && top <= last.from + last.count) last.count = Math.max(last.count, bottom + 1 - last.from);
    else runs.push({ from: top, count: bottom - top + 1 });
  }
  return runs;
}

/** Columns that ranges cover, from left to right. */
export const columnsIn = (ranges: readonly Range[], count: number): number[] =>
  Array.from({ length: count }, (_, column) => column).filter((column) =>
    ranges.some(({ left, right }) => column >= left && column <= right),
  );
