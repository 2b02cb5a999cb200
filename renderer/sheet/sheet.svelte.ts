import type { CellValue, ColumnState, TableState } from '../../main/api.ts';
import { app } from '../app.ts';
import { project } from '../state/project.svelte.ts';
import { columnDecimals, editedCell, likelyDecimals, longestCells, shownCell } from './cellText.ts';
import { labelsOf, shownLabel } from './valueLabels.ts';
import {
  columnBox,
  columnEdges,
  frozenWidth,
  initialWidth,
  NARROWEST,
  revealed,
  ROW_HEIGHT,
  rowNumberWidth,
  visibleColumns,
  visibleRows,
  WIDEST,
  type Frozen,
  type Span,
} from './geometry.ts';
import { RowCache } from './rowCache.ts';
import { lastTop, scrolledTop, spacerHeight, thumbFor } from './scaledScroll.ts';
import { at, contains, fitted, rangeOf, rangesOf, type Bounds, type Cell, type Range, type Selection } from './selection.ts';

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
  /** The text is a label in place of the value, or a code that counts as missing. */
  readonly stands: 'label' | 'code' | null;
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
  readonly columns: readonly number[];
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
  /** Where the handle of the selection has been dragged to. */
  fillTo: Range | null = $state.raw(null);
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
  /** Those that are not hidden. */
  readonly columns: readonly ColumnState[] = $derived(this.table.columns.filter(({ properties }) => !properties?.hidden));
  /** The data, and one empty row below in which typing adds a row. */
  readonly bounds: Bounds = $derived({ rows: this.table.rows + 1, columns: this.columns.length });

  readonly widths = $derived(
    this.columns.map((column) => this.#widths[column.name] ?? column.width ?? initialWidth(column.name, longestCells(column))),
  );
  readonly edges = $derived(columnEdges(this.widths));
  readonly numbersWidth = $derived(rowNumberWidth(this.table.rows));
  readonly contentWidth = $derived(this.edges.at(-1)! + this.numbersWidth);
  readonly extent = $derived({ total: this.bounds.rows * ROW_HEIGHT, view: this.viewHeight });
  readonly spacer = $derived(spacerHeight(this.extent));

  readonly rowSpan = $derived(visibleRows(this.top, this.viewHeight, this.bounds.rows));
  readonly frozen: Frozen = $derived({
    edges: this.edges,
    count: Math.min(this.table.frozen ?? 0, Math.max(0, this.columns.length - 1)),
    left: this.left,
  });
  readonly columnSpan = $derived.by((): Span => {
    const fixed = frozenWidth(this.frozen);
    return visibleColumns(this.edges, this.left + fixed, this.viewWidth - this.numbersWidth - fixed);
  });
  /** The columns in sight: the frozen ones, then those that are scrolled to. */
  readonly columnsShown: readonly number[] = $derived.by(() => {
    const { first, last } = this.columnSpan;
    const { count } = this.frozen;
    const end = Math.min(last, this.columns.length - 1);
    const from = Math.max(first, count);
    return [...Array(count).keys(), ...Array.from({ length: Math.max(0, end - from + 1) }, (_, i) => from + i)];
  });
  readonly range = $derived(rangeOf(this.selection));
  readonly ranges = $derived(rangesOf(this.selection));
  readonly #labels = $derived(this.columns.map(labelsOf));

  /** Lines up each column: by its first rows once they have been here, until then by its extremes. */
  readonly decimals = $derived(this.columns.map((column) => this.#seenDecimals[decimalsKey(column)] ?? likelyDecimals(column)));

  /** What the text in the cells depends on, beside the row; while it stays the same object, so do the rows in sight. */
  readonly #look: Look = $derived({
    arrivals: this.#arrivals,
    columns: this.columnsShown,
    decimals: this.decimals,
    slots: Math.ceil(this.viewHeight / ROW_HEIGHT) + 1,
  });

  /** Rows in sight; scrolling makes new ones only where they come into it, in the place (`slot`) of those that left. */
  readonly shown: readonly ShownRow[] = $derived.by(() => {
    const { first, last } = this.rowSpan;
    const before = this.#before.look === this.#look ? this.#before.rows : [];
    const known = (row: number) => before[row - (before[0]?.row ?? 0)];
    const make = (row: number): ShownRow => ({
      row,
      slot: row % this.#look.slots,
      cells: this.#shownCells(row),
      leftOut: this.cache.isLeftOut(row),
    });
    const rows = Array.from({ length: last - first + 1 }, (_, index) => known(first + index) ?? make(first + index));
    this.#before = { look: this.#look, rows };
    return rows;
  });

  value(row: number, column: number): CellValue | undefined {
    void this.#arrivals;
    return this.cache.value(row, this.columns[column]?.name);
  }

  /** What a cell that counts as missing holds. */
  code(row: number, column: number): CellValue {
    void this.#arrivals;
    return this.cache.code(row, this.columns[column]?.name);
  }

  isSelected(row: number, column: number): boolean {
    return this.ranges.some((range) => contains(range, row, column));
  }

  isRowSelected(row: number): boolean {
    return this.ranges.some(({ top, bottom }) => row >= top && row <= bottom);
  }

  isColumnSelected(column: number): boolean {
    return this.ranges.some(({ left, right }) => column >= left && column <= right);
  }

  /** Where a column lies in the view, in pixels from the end of the row numbers. */
  box(column: number): { left: number; right: number } {
    return columnBox(this.frozen, column);
  }

  namesOf({ left, right }: Range): string[] {
    return this.columns.slice(left, right + 1).map(({ name }) => name);
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
      left: this.#revealingColumn(column),
    };
  }

  #revealingColumn(column: number): number {
    if (column < this.frozen.count) return this.left;
    const fixed = frozenWidth(this.frozen);
    const room = this.viewWidth - this.numbersWidth - fixed;
    return revealed(this.left, room, this.edges[column] - fixed, this.edges[column + 1] - fixed);
  }

  want(direction: 1 | -1): void {
    const names = this.columnsShown.map((column) => this.columns[column].name);
    this.cache.want(this.rowSpan.first, this.rowSpan.last, direction, names);
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

  /** Keeps the widths with the project, and how many columns stay in sight. */
  keepLook(frozen = this.table.frozen ?? 0): void {
    const ask = { tableId: this.tableId, widths: this.#widths, frozen };
    void app()
      .call('table.look', ask)
      .catch(() => undefined);
  }

  /** Wide enough for every cell in sight, and for the name. */
  fitWidth(index: number): void {
    const { name } = this.columns[index];
    const labels = this.shown.flatMap(({ cells }) => cells.filter(({ column }) => column === index).map(({ text }) => text));
    this.setWidth(name, initialWidth(name, labels));
    this.keepLook();
  }

  /** Something that is shown has changed without main: typed cells before they are confirmed. */
  touch(): void {
    this.#arrivals++;
  }

  #shownCells(row: number): ShownCell[] {
    return this.columnsShown.map((column) => this.#shownCell(row, column));
  }

  #shownCell(row: number, column: number): ShownCell {
    const { name } = this.columns[column];
    const value = this.cache.value(row, name);
    if (value === undefined) return { column, text: '', missing: null, stands: null };
    const kept = value ?? this.cache.code(row, name);
    const label = shownLabel(this.#labels[column], kept);
    const text = label ?? shownCell(kept, this.decimals[column]);
    return { column, text, missing: value === null, stands: kept !== value ? 'code' : label === null ? null : 'label' };
  }

  #arrived(): void {
    this.#arrivals++;
    if (!this.columns.every((column) => decimalsKey(column) in this.#seenDecimals)) this.#lookAtDecimals();
  }

  #lookAtDecimals(): void {
    const rows = Math.min(this.table.rows, this.cache.chunkRows);
    const here = this.columns.filter(
      (column) => !(decimalsKey(column) in this.#seenDecimals) && this.cache.value(0, column.name) !== undefined,
    );
    if (here.length === 0) return;
    const seen = here.map((column) => {
      const count = column.kind === 'number' ? rows : 0;
      const values = Array.from({ length: count }, (_, row) => this.cache.value(row, column.name) ?? null);
      return [decimalsKey(column), columnDecimals(values)];
    });
    this.#seenDecimals = { ...this.#seenDecimals, ...Object.fromEntries(seen) };
  }

  #newCache(table: TableState): RowCache {
    return new RowCache(
      table.columns.length,
      (from, count, columns) => app().call('table.rows', { tableId: table.id, from, count, columns }),
      () => this.#arrived(),
    );
  }
}

/** A column that a step makes has values only some time after it is there. */
const decimalsKey = ({ name, kind, summary }: ColumnState): string => `${kind} ${summary.distinct === 0} ${name}`;
