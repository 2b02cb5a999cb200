import { columnWidths, type ColumnWidths } from './columnWidths.ts';

/** A table of models that scrolls by whole columns inside a frame; what stands outside is counted. */
export class WholeColumns {
  /** null until the table was measured. */
  widths = $state.raw<ColumnWidths | null>(null);
  /** Models out of sight at either side. */
  left = $state(0);
  right = $state(0);
  #models = 0;
  #frame: HTMLElement | null = null;

  /** Measures the table, and shares the frame's width anew whenever that changes. Returns how to stop. */
  follow(frame: HTMLElement): () => void {
    this.#frame = frame;
    const { names, model, models } = naturalWidths(frame);
    this.#models = models;
    const share = () => {
      this.widths = columnWidths(frame.clientWidth, names, model, models);
      this.count();
    };
    share();
    const observer = new ResizeObserver(share);
    observer.observe(frame);
    return () => observer.disconnect();
  }

  count(): void {
    if (!this.#frame || !this.widths) return;
    const { model, inSight } = this.widths;
    this.left = Math.min(Math.round(this.#frame.scrollLeft / model), this.#models - inSight);
    this.right = this.#models - inSight - this.left;
  }

  /** Goes on by as many models as are in sight. */
  turn(direction: -1 | 1): void {
    if (!this.widths) return;
    this.#frame?.scrollBy({ left: direction * this.widths.inSight * this.widths.model, behavior: 'smooth' });
  }
}

/** Pixels that names and models fill where nothing holds them back. */
function naturalWidths(frame: HTMLElement): { names: number; model: number; models: number } {
  frame.classList.add('measured');
  const [first, ...others] = [...frame.querySelectorAll('thead tr:last-child > *')].map((cell) =>
    Math.ceil(cell.getBoundingClientRect().width),
  );
  frame.classList.remove('measured');
  return { names: first ?? 0, model: Math.max(1, ...others), models: others.length };
}
