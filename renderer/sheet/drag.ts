import { columnAt, ROW_HEIGHT } from './geometry.ts';
import { at, extended, rowsFrom, type Cell } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/** Selecting with the pointer: cells in the body, whole rows in the row numbers, on beyond the edges by scrolling along. */
export class SheetDrag {
  readonly #sheet: () => SheetState;
  readonly #reveal: () => void;
  #mode: 'cells' | 'rows' | null = null;

  constructor(sheet: () => SheetState, reveal: () => void) {
    this.#sheet = sheet;
    this.#reveal = reveal;
  }

  /** The cell under the pointer; the nearest one outside the body. */
  hit(event: MouseEvent, body: HTMLElement): Cell {
    const sheet = this.#sheet();
    const box = body.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top + sheet.top) / ROW_HEIGHT);
    const x = event.clientX - box.left - sheet.numbersWidth + sheet.left;
    return { row: Math.max(0, Math.min(sheet.bounds.rows - 1, row)), column: columnAt(sheet.edges, x) };
  }

  start(event: PointerEvent, body: HTMLElement): void {
    if (event.button !== 0 || event.target instanceof HTMLInputElement) return;
    const sheet = this.#sheet();
    const cell = this.hit(event, body);
    body.setPointerCapture(event.pointerId);
    this.#mode = event.clientX - body.getBoundingClientRect().left < sheet.numbersWidth ? 'rows' : 'cells';
    if (event.shiftKey) this.#extend(cell);
    else sheet.select(this.#mode === 'rows' ? rowsFrom(cell.row, cell.row, sheet.bounds) : at(cell.row, cell.column));
  }

  move(event: PointerEvent, body: HTMLElement): void {
    if (this.#mode === null) return;
    this.#extend(this.hit(event, body));
    this.#reveal();
  }

  end(): void {
    this.#mode = null;
  }

  #extend(cell: Cell): void {
    const sheet = this.#sheet();
    const { anchor } = sheet.selection;
    sheet.select(this.#mode === 'rows' ? rowsFrom(anchor.row, cell.row, sheet.bounds) : extended(sheet.selection, cell));
  }
}
