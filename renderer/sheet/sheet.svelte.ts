import type { CellValue, ColumnState, TableState } from '../../main/api.ts';
import { app } from '../app.ts';
import { project } from '../state/project.svelte.ts';
import { columnDecimals, editedCell, longestCells, shownCell } from './cellText.ts';
import {
  columnEdges,
  initialWidth,
  NARROWEST,
  revealed,
  ROW_HEIGHT,
  rowNumberWidth,
  visibleColumns,
  visibleRows,
  WIDEST,
} from './geometry.ts';
import { RowCache } from './rowCache.ts';
import { lastTop, scrolledTop, spacerHeight, thumbFor } from './scaledScroll.ts';
import { at, contains, fitted, rangeOf, type Bounds, type Cell, type Selection } from './selection.ts';

export interface Editor {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface ShownCell {
  readonly text: string;
  /** null until the row has arrived. */
  readonly missing: boolean | null;
  readonly column: number;
}

export interface ShownRow {
  readonly row: number;
  readonly cells: readonly ShownCell[];
}

/** What one table's sheet shows and where: scrolling, selection, the cell being edited, column widths. */
export class SheetState {
  readonly tableId: string;
  readonly cache: RowCache;

  top = $state(0);
  left = $state(0);
  viewWidth = $state(0);
  viewHeight = $state(0);
  selection: Selection = $state.raw(at(0, 0));
  editor: Editor | null = $state.raw(null);
  #widths: Readonly<Record<string, number>> = $state.raw({});
  #arrivals = $state(0);
  #thumb = 0;
  #last: TableState;

  constructor(table: TableState) {
    this.tableId = table.id;
    this.#last = table;
    this.cache = this.#newCache(table);
    this.cache.renew(table.rows);
  }

  /** The table as main last told it; kept while a project is closing. */
  readonly table: TableState = $derived.by(() => project.tables.find(({ id }) => id === this.tableId) ?? this.#last);
  readonly columns: readonly ColumnState[] = $derived(this.table.columns);
  /** The data, and one empty row below in which typing adds a row. */
  readonly bounds: Bounds = $derived({ rows: this.table.rows + 1, columns: this.columns.length });

  readonly widths = $derived(
    this.columns.map((column) => this.#widths[column.name] ?? initialWidth(column.name, longestCells(column))),
  );
  readonly edges = $derived(columnEdges(this.widths));
  readonly numbersWidth = $derived(rowNumberWidth(this.table.rows));
  readonly contentWidth = $derived(this.edges.at(-1)! + this.numbersWidth);
  readonly extent = $derived({ total: this.bounds.rows * ROW_HEIGHT, view: this.viewHeight });
  readonly spacer = $derived(spacerHeight(this.extent));

  readonly rowSpan = $derived(visibleRows(this.top, this.viewHeight, this.bounds.rows));
  readonly columnSpan = $derived(visibleColumns(this.edges, this.left, this.viewWidth - this.numbersWidth));
  readonly range = $derived(rangeOf(this.selection));

  /** Lines up each column; from the first rows, so that it stays while scrolling. */
  readonly decimals = $derived.by(() => {
    void this.#arrivals;
    const first = Math.min(this.table.rows, this.cache.chunkRows);
    return this.columns.map((column, index) => (column.kind === 'number' ? columnDecimals(this.#valuesOf(index, 0, first)) : 0));
  });

  readonly shown: readonly ShownRow[] = $derived.by(() => {
    void this.#arrivals;
    const rows: ShownRow[] = [];
    for (let row = this.rowSpan.first; row <= this.rowSpan.last; row++) rows.push({ row, cells: this.#shownCells(row) });
    return rows;
  });

  value(row: number, column: number): CellValue | undefined {
    return this.cache.value(row, column);
  }

  isSelected(row: number, column: number): boolean {
    return contains(this.range, row, column);
  }

  /** The browser has scrolled its element. */
  scrolled(thumb: number, left: number): void {
    const top = scrolledTop(this.extent, { top: this.top, thumb: this.#thumb }, thumb);
    const direction = top < this.top ? -1 : 1;
    this.#thumb = thumb;
    this.top = top;
    this.left = left;
    this.want(direction);
  }

  /** Moves the view; answers where the browser's thumb belongs. */
  scrollTo(top: number): number {
    this.top = Math.max(0, Math.min(lastTop(this.extent), top));
    this.#thumb = thumbFor(this.extent, this.top);
    this.want(1);
    return this.#thumb;
  }

  /** Where the view must go for a cell to be seen. */
  revealing({ row, column }: Cell): { top: number; left: number } {
    return {
      top: revealed(this.top, this.viewHeight, row * ROW_HEIGHT, (row + 1) * ROW_HEIGHT),
      left: revealed(this.left, this.viewWidth - this.numbersWidth, this.edges[column], this.edges[column + 1]),
    };
  }

  want(direction: 1 | -1): void {
    this.cache.want(this.rowSpan.first, this.rowSpan.last, direction);
  }

  /** The data are another revision now. */
  renew(): void {
    this.#last = this.table;
    this.cache.renew(this.table.rows);
    this.selection = fitted(this.selection, this.bounds);
    this.want(1);
  }

  select(selection: Selection): void {
    this.selection = fitted(selection, this.bounds);
    project.selectedColumn = this.columns[this.selection.anchor.column]?.name ?? null;
  }

  /** Opens a cell for typing: on what it holds, or on what was typed instead. */
  edit(text?: string): void {
    const { row, column } = this.selection.anchor;
    if (this.columns.length > 0) this.editor = { row, column, text: text ?? editedCell(this.value(row, column)) };
  }

  setWidth(column: string, width: number): void {
    this.#widths = { ...this.#widths, [column]: Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))) };
  }

  /** Wide enough for every cell in sight, and for the name. */
  fitWidth(index: number): void {
    const { name } = this.columns[index];
    const labels = this.shown.flatMap(({ cells }) => cells.filter(({ column }) => column === index).map(({ text }) => text));
    this.setWidth(name, initialWidth(name, labels));
  }

  /** Something that is shown has changed without main: typed cells before they are confirmed. */
  touch(): void {
    this.#arrivals++;
  }

  #shownCells(row: number): ShownCell[] {
    const cells: ShownCell[] = [];
    for (let column = this.columnSpan.first; column <= this.columnSpan.last && column < this.columns.length; column++) {
      const value = this.cache.value(row, column);
      const text = value === undefined ? '' : shownCell(value, this.decimals[column]);
      cells.push({ column, text, missing: value === undefined ? null : value === null });
    }
    return cells;
  }

  #valuesOf(column: number, from: number, to: number): CellValue[] {
    return Array.from({ length: to - from }, (_, index) => this.cache.value(from + index, column) ?? null);
  }

  #newCache(table: TableState): RowCache {
    return new RowCache(
      table.columns.length,
      (from, count) => app().call('table.rows', { tableId: table.id, from, count }),
      () => this.#arrivals++,
    );
  }
}
