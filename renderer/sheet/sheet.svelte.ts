import type { CellValue, ColumnState, TableState } from '../../main/api.ts';
import { app } from '../app.ts';
import { project } from '../state/project.svelte.ts';
import { columnDecimals, editedCell, likelyDecimals, longestCells, shownCell } from './cellText.ts';
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
  type Span,
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
  /** Place among the elements that rows take turns in. */
  readonly slot: number;
  readonly cells: readonly ShownCell[];
  /** Filters leave it out of models. */
  readonly leftOut: boolean;
}

interface Look {
  readonly arrivals: number;
  readonly columns: Span;
  readonly decimals: readonly number[];
  /** Elements for rows: one more than fit. */
  readonly slots: number;
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
  #seenDecimals: Readonly<Record<string, number>> = $state.raw({});
  #arrivals = $state(0);
  #thumb = 0;
  #before: { look: Look | null; rows: readonly ShownRow[] } = { look: null, rows: [] };
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

  /** Lines up each column: by its first rows once they have been here, until then by its extremes. */
  readonly decimals = $derived(this.columns.map((column) => this.#seenDecimals[decimalsKey(column)] ?? likelyDecimals(column)));

  /** What the text in the cells depends on, beside the row; while it stays the same object, so do the rows in sight. */
  readonly #look: Look = $derived({
    arrivals: this.#arrivals,
    columns: this.columnSpan,
    decimals: this.decimals,
    slots: Math.ceil(this.viewHeight / ROW_HEIGHT) + 1,
  });

  /** Rows in sight; scrolling makes new ones only where they come into it, in the place (`slot`) of those that left. */
  readonly shown: readonly ShownRow[] = $derived.by(() => {
    const { first, last } = this.rowSpan;
    const before = this.#before.look === this.#look ? this.#before.rows : [];
    const known = (row: number) => before[row - (before[0]?.row ?? 0)];
    const make = (row: number): ShownRow => ({ row, slot: row % this.#look.slots, cells: this.#shownCells(row), leftOut: this.cache.isLeftOut(row) });
    const rows = Array.from({ length: last - first + 1 }, (_, index) => known(first + index) ?? make(first + index));
    this.#before = { look: this.#look, rows };
    return rows;
  });

  value(row: number, column: number): CellValue | undefined {
    void this.#arrivals;
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

  #arrived(): void {
    this.#arrivals++;
    if (!this.columns.every((column) => decimalsKey(column) in this.#seenDecimals)) this.#lookAtDecimals();
  }

  #lookAtDecimals(): void {
    const rows = Math.min(this.table.rows, this.cache.chunkRows);
    if (this.cache.value(0, 0) === undefined) return;
    const seen = this.columns.map((column, index) => {
      const values = Array.from(
        { length: column.kind === 'number' ? rows : 0 },
        (_, row) => this.cache.value(row, index) ?? null,
      );
      return [decimalsKey(column), columnDecimals(values)];
    });
    this.#seenDecimals = Object.fromEntries(seen);
  }

  #newCache(table: TableState): RowCache {
    return new RowCache(
      table.columns.length,
      (from, count) => app().call('table.rows', { tableId: table.id, from, count }),
      () => this.#arrived(),
    );
  }
}

/** A column that a step makes has values only some time after it is there. */
const decimalsKey = ({ name, kind, summary }: ColumnState): string => `${kind} ${summary.distinct === 0} ${name}`;
