import { describe, expect, it } from 'vitest';
import {
  at,
  columnsFrom,
  contains,
  coversColumns,
  coversRows,
  everything,
  extended,
  fitted,
  moved,
  rangeOf,
  rowsFrom,
  walked,
} from '../../../renderer/sheet/selection.ts';
import { selectionAfter } from '../../../renderer/sheet/keys.ts';

const bounds = { rows: 10, columns: 4 };
const press = (key: string, { shift = false, ctrl = false } = {}) => ({ key, shiftKey: shift, ctrlKey: ctrl });

describe('a selection', () => {
  it('is the rectangle between its ends, whichever came first', () => {
    const range = rangeOf({ anchor: { row: 5, column: 3 }, head: { row: 2, column: 1 } });
    expect(range).toEqual({ top: 2, bottom: 5, left: 1, right: 3 });
    expect(contains(range, 2, 1)).toBe(true);
    expect(contains(range, 1, 1)).toBe(false);
  });

  it('keeps the active cell when it is extended', () => {
    const selection = moved(extended(at(4, 1), { row: 6, column: 2 }), 'right', bounds, { extend: true });
    expect(selection).toEqual({ anchor: { row: 4, column: 1 }, head: { row: 6, column: 3 } });
  });

  it('stops at the edges', () => {
    expect(moved(at(0, 0), 'up', bounds)).toEqual(at(0, 0));
    expect(moved(at(9, 3), 'down', bounds, { by: 50 })).toEqual(at(9, 3));
  });

  it('covers whole rows and columns when those are selected', () => {
    expect(coversRows(rangeOf(rowsFrom(2, 3, bounds)), bounds)).toBe(true);
    expect(coversColumns(rangeOf(columnsFrom(1, 1, bounds)), bounds)).toBe(true);
    expect(rangeOf(everything(bounds))).toEqual({ top: 0, bottom: 9, left: 0, right: 3 });
  });

  it('walks by Tab from the end of a row to the next, and back', () => {
    expect(walked(at(2, 3), 'right', bounds)).toEqual(at(3, 0));
    expect(walked(at(3, 0), 'left', bounds)).toEqual(at(2, 3));
    expect(walked(at(0, 0), 'left', bounds)).toEqual(at(0, 0));
  });

  it('is drawn back into a table that has shrunk', () => {
    expect(fitted({ anchor: { row: 1, column: 1 }, head: { row: 99, column: 9 } }, bounds).head).toEqual({ row: 9, column: 3 });
  });
});

describe('keys', () => {
  // The last row of the bounds is the empty one in which typing adds a row.
  it('move by one, by a page and to the ends of the data', () => {
    expect(selectionAfter(press('ArrowDown'), at(8, 0), bounds, 5)).toEqual(at(9, 0));
    expect(selectionAfter(press('PageDown'), at(1, 0), bounds, 5)).toEqual(at(6, 0));
    expect(selectionAfter(press('ArrowDown', { ctrl: true }), at(1, 2), bounds, 5)).toEqual(at(8, 2));
    expect(selectionAfter(press('End'), at(1, 0), bounds, 5)).toEqual(at(1, 3));
    expect(selectionAfter(press('End', { ctrl: true }), at(1, 0), bounds, 5)).toEqual(at(8, 3));
    expect(selectionAfter(press('Home', { ctrl: true }), at(7, 2), bounds, 5)).toEqual(at(0, 0));
  });

  it('extend with Shift', () => {
    const selection = selectionAfter(press('End', { shift: true, ctrl: true }), at(2, 1), bounds, 5);
    expect(selection).toEqual({ anchor: { row: 2, column: 1 }, head: { row: 8, column: 3 } });
  });

  it('select all of the data, a column, a row', () => {
    expect(rangeOf(selectionAfter(press('a', { ctrl: true }), at(2, 1), bounds, 5)!)).toEqual({
      top: 0,
      bottom: 8,
      left: 0,
      right: 3,
    });
    expect(rangeOf(selectionAfter(press(' ', { ctrl: true }), at(2, 1), bounds, 5)!)).toEqual({
      top: 0,
      bottom: 8,
      left: 1,
      right: 1,
    });
    expect(rangeOf(selectionAfter(press(' ', { shift: true }), at(2, 1), bounds, 5)!)).toEqual({
      top: 2,
      bottom: 2,
      left: 0,
      right: 3,
    });
  });

  it('mean nothing where they are not the sheet’s', () => {
    expect(selectionAfter(press('Escape'), at(0, 0), bounds, 5)).toBeNull();
    expect(selectionAfter(press('z', { ctrl: true }), at(0, 0), bounds, 5)).toBeNull();
  });
});
