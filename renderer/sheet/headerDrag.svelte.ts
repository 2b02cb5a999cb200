import { columnUnder } from './geometry.ts';
import { coversColumns } from './selection.ts';
import type { SheetState } from './sheet.svelte.ts';

/** Pixels that the pointer moves before a press becomes a drag. */
const SLACK = 6;

/** Dragging whole columns by their headers to another place. Only columns that are selected move; a press on others selects them. */
export class HeaderDrag {
  /** Before which column the dragged ones would come; null while nothing is dragged, or where they are already. */
  to: number | null = $state(null);
  readonly #sheet: () => SheetState;
  #from: { readonly x: number; readonly column: number } | null = null;
  /** A drag has just ended: the click that follows it is none. */
  wasDragged = false;

  constructor(sheet: () => SheetState) {
    this.#sheet = sheet;
  }

  start(event: PointerEvent & { currentTarget: HTMLElement }, column: number): void {
    this.wasDragged = false;
    const sheet = this.#sheet();
    const { left, right } = sheet.range;
    const whole = coversColumns(sheet.range, { rows: sheet.table.rows, columns: 0 });
    if (event.button !== 0 || !whole || column < left || column > right) return;
    this.#from = { x: event.clientX, column };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  /** `origin` is where the columns begin in the window. */
  move(event: PointerEvent, origin: number): void {
    if (!this.#from || Math.abs(event.clientX - this.#from.x) < SLACK) return;
    this.wasDragged = true;
    const sheet = this.#sheet();
    const x = event.clientX - origin;
    const column = columnUnder(sheet.frozen, x);
    const { left, right } = sheet.box(column);
    const to = x > (left + right) / 2 ? column + 1 : column;
    this.to = to >= sheet.range.left && to <= sheet.range.right + 1 ? null : to;
  }

  end(): number | null {
    const { to } = this;
    this.#from = null;
    this.to = null;
    return to;
  }
}
