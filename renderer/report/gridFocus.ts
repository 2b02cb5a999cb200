/**
 * Arrow keys in a table: the focus goes from cell to cell, over rows that have no cell to stop at.
 */

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** Moves the focus as the key says; true when it did. A stop is an element with `data-stop` that lies in a cell or is one. */
export function moveFocus(event: KeyboardEvent, table: HTMLTableElement): boolean {
  const step = STEPS[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('td, th');
  if (!step || !from || event.altKey || event.metaKey || event.ctrlKey) return false;
  const next = stopFrom(table, from, step);
  next?.focus();
  if (next) event.preventDefault();
  return next !== null;
}

function stopFrom(
  table: HTMLTableElement,
  from: HTMLElement,
  [rowStep, columnStep]: readonly [number, number],
): HTMLElement | null {
  const row = from.closest('tr')!;
  const column = (from as HTMLTableCellElement).cellIndex;
  if (rowStep === 0) return stopInRow(row, column, columnStep);
  const rows = [...table.rows];
  for (let index = rows.indexOf(row) + rowStep; index >= 0 && index < rows.length; index += rowStep) {
    const stop = stopIn(rows[index].cells[column]);
    if (stop) return stop;
  }
  return null;
}

function stopInRow(row: HTMLTableRowElement, from: number, step: number): HTMLElement | null {
  const stops = [...row.cells].map((cell, index) => ({ index, stop: stopIn(cell) })).filter(({ stop }) => stop !== null);
  const ahead = stops.filter(({ index }) => (step > 0 ? index > from : index < from));
  const far = Math.abs(step) === Infinity;
  return (step > 0 === far ? ahead.at(-1) : ahead[0])?.stop ?? null;
}

function stopIn(cell: HTMLTableCellElement | undefined): HTMLElement | null {
  if (!cell) return null;
  return cell.matches('[data-stop]') ? cell : cell.querySelector<HTMLElement>('[data-stop]');
}
