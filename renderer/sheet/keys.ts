import {
  at,
  columnsFrom,
  everything,
  extended,
  moved,
  rowsFrom,
  type Bounds,
  type Direction,
  type Selection,
} from './selection.ts';

const arrows: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrlKey: boolean;
}

/** Where a key press takes the selection; null where it means nothing here. `page` is how many rows are in sight; the last row of `bounds` is the empty one below the data. */
export function selectionAfter(press: KeyPress, selection: Selection, bounds: Bounds, page: number): Selection | null {
  const { key, shiftKey: extend, ctrlKey: far } = press;
  const data = { ...bounds, rows: Math.max(1, bounds.rows - 1) };
  if (key in arrows) return moved(selection, arrows[key], far ? data : bounds, { extend, far });
  if (key === 'PageDown' || key === 'PageUp')
    return moved(selection, key === 'PageDown' ? 'down' : 'up', bounds, { extend, by: page });
  if (key === 'Home' || key === 'End') return toEdge(key, selection, data, extend, far);
  if (key === ' ' && far) return columnsFrom(selection.anchor.column, selection.head.column, data);
  if (key === ' ' && extend) return rowsFrom(selection.anchor.row, selection.head.row, bounds);
  if (key.toLowerCase() === 'a' && far) return everything(data);
  return null;
}

function toEdge(key: 'Home' | 'End', selection: Selection, data: Bounds, extend: boolean, far: boolean): Selection {
  const from = extend ? selection.head : selection.anchor;
  const column = key === 'Home' ? 0 : data.columns - 1;
  const row = !far ? from.row : key === 'Home' ? 0 : data.rows - 1;
  return extend ? extended(selection, { row, column }) : at(row, column);
}
