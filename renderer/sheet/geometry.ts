/** Where rows and columns of the sheet lie, in pixels. Columns are found by their left edges, rows all have one height. */

export const ROW_HEIGHT = 26;
export const HEADER_HEIGHT = 62;
export const NARROWEST = 44;
export const WIDEST = 600;

/** Left edge of every column, and the right edge of the last: one more entry than there are columns. */
export function columnEdges(widths: readonly number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push(edges.at(-1)! + width);
  return edges;
}

/** Index of the column that covers `x`; the nearest one outside. */
export function columnAt(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export interface Span {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

export function visibleColumns(edges: readonly number[], left: number, width: number): Span {
  return { first: columnAt(edges, left), last: columnAt(edges, left + Math.max(0, width - 1)) };
}

export function visibleRows(top: number, height: number, rows: number): Span {
  const first = Math.floor(top / ROW_HEIGHT);
  return { first, last: Math.min(rows - 1, Math.floor((top + Math.max(0, height - 1)) / ROW_HEIGHT)) };
}

/** The smallest move of a view at `from` that brings `[start, end)` into sight; the start wins where both cannot be. */
export function revealed(from: number, view: number, start: number, end: number): number {
  if (start < from) return start;
  return end > from + view ? Math.min(start, end - view) : from;
}

/** Room for row numbers: as many digits as the last one has. */
export function rowNumberWidth(rows: number): number {
  const digits = String(Math.max(rows, 100)).length;
  return 26 + 7.5 * digits + 3 * Math.floor((digits - 1) / 3);
}

/** A first width from what a column holds: its name, or its longest label. */
export function initialWidth(name: string, labels: readonly string[]): number {
  const title = 50 + 8 * name.length + 2 * name.replace(/[^A-Z]/g, '').length;
  const cells = 24 + 7.2 * Math.max(0, ...labels.slice(0, 50).map((label) => label.length));
  return Math.round(Math.min(240, Math.max(84, title, cells)));
}

/** Columns that stay in sight, and where the others have been scrolled to. */
export interface Frozen {
  readonly edges: readonly number[];
  readonly count: number;
  readonly left: number;
}

export const frozenWidth = ({ edges, count }: Frozen): number => edges[Math.min(count, edges.length - 1)];

/** Where a column begins and ends in the view; what is scrolled behind the frozen columns has no width. */
export function columnBox(frozen: Frozen, column: number): { left: number; right: number } {
  const { edges, count, left } = frozen;
  if (column < count) return { left: edges[column], right: edges[column + 1] };
  const start = frozenWidth(frozen);
  return { left: Math.max(start, edges[column] - left), right: Math.max(start, edges[column + 1] - left) };
}

/** The column under a place in the view. */
export const columnUnder = (frozen: Frozen, x: number): number =>
  columnAt(frozen.edges, x < frozenWidth(frozen) ? x : x + frozen.left);
