import { columnUnder, ROW_HEIGHT } from './geometry.ts';
import { at, beside, contains, extended, rowsFrom, type Cell, type Range } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/**
 * Working with the pointer: selecting cells in the body and whole rows in the row numbers, dragging the handle of the selection to fill;
 * on beyond the edges by scrolling along.
 */
export class SheetDrag {
  readonly #sheet: () => SheetState;
  readonly #reveal: () => void;
  readonly #onFill: (to: Range) => void;
  #mode: 'cells' | 'rows' | 'fill' | null = null;

  constructor(sheet: () => SheetState, reveal: () => void, onFill: (to: Range) => void) {
    this.#sheet = sheet;
    this.#reveal = reveal;
    this.#onFill = onFill;
  }

  /** The cell under the pointer; the nearest one outside the body. */
  hit(event: MouseEvent, body: HTMLElement): Cell {
    const sheet = this.#sheet();
    const box = body.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top + sheet.top) / ROW_HEIGHT);
    const x = event.clientX - box.left - sheet.numbersWidth;
    return { row: Math.max(0, Math.min(sheet.bounds.rows - 1, row)), column: columnUnder(sheet.frozen, x) };
  }

  start(event: PointerEvent, body: HTMLElement): void {
    if (event.button !== 0 || event.target instanceof HTMLInputElement) return;
    const sheet = this.#sheet();
    const cell = this.hit(event, body);
    body.setPointerCapture(event.pointerId);
    if (event.target instanceof HTMLElement && event.target.dataset['fill'] !== undefined) {
      this.#mode = 'fill';
      return;
    }
    this.#mode = event.clientX - body.getBoundingClientRect().left < sheet.numbersWidth ? 'rows' : 'cells';
    if (event.shiftKey) return this.#extend(cell);
    const next = this.#mode === 'rows' ? rowsFrom(cell.row, cell.row, sheet.bounds) : at(cell.row, cell.column);
    sheet.select(event.ctrlKey || event.metaKey ? beside(sheet.selection, next) : next);
  }

  move(event: PointerEvent, body: HTMLElement): void {
    if (this.#mode === null) return;
    const cell = this.hit(event, body);
    if (this.#mode === 'fill') this.#sheet().fillTo = fillRange(this.#sheet().range, cell, this.#sheet().table.rows);
    else {
      this.#extend(cell);
      this.#reveal();
    }
  }

  end(): void {
    const sheet = this.#sheet();
    const to = this.#mode === 'fill' ? sheet.fillTo : null;
    this.#mode = null;
    sheet.fillTo = null;
    if (to) this.#onFill(to);
  }

  #extend(cell: Cell): void {
    const sheet = this.#sheet();
    const { anchor, others } = sheet.selection;
    const rows = { ...rowsFrom(anchor.row, cell.row, sheet.bounds), ...(others ? { others } : {}) };
    sheet.select(this.#mode === 'rows' ? rows : extended(sheet.selection, cell));
  }
}

/** What is filled when the handle of a selection is dragged to a cell: beyond it in the direction dragged furthest. */
export function fillRange(range: Range, { row, column }: Cell, rows: number): Range | null {
  if (contains(range, row, column)) return null;
  const down = Math.max(range.top - row, Math.min(row, rows - 1) - range.bottom);
  const across = Math.max(range.left - column, column - range.right);
  if (down <= 0 && across <= 0) return null;
  if (down >= across)
    return row < range.top
      ? { ...range, top: row, bottom: range.top - 1 }
      : { ...range, top: range.bottom + 1, bottom: Math.min(row, rows - 1) };
  return column < range.left
    ? { ...range, left: column, right: range.left - 1 }
    : { ...range, left: range.right + 1, right: column };
}
