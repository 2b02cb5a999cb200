import { expect, it } from 'vitest';
import {
  columnAt,
  columnEdges,
  initialWidth,
  revealed,
  rowNumberWidth,
  visibleColumns,
  visibleRows,
} from '../../../renderer/sheet/geometry.ts';

const edges = columnEdges([100, 50, 80]);

it('lays columns edge to edge', () => {
  expect(edges).toEqual([0, 100, 150, 230]);
});

it('finds the column under a point, and the nearest one outside', () => {
  expect([0, 99, 100, 149, 150, 229].map((x) => columnAt(edges, x))).toEqual([0, 0, 1, 1, 2, 2]);
  expect(columnAt(edges, -20)).toBe(0);
  expect(columnAt(edges, 5000)).toBe(2);
  expect(columnAt(columnEdges([]), 10)).toBe(0);
});

it('shows exactly the columns that a view touches', () => {
  expect(visibleColumns(edges, 100, 50)).toEqual({ first: 1, last: 1 });
  expect(visibleColumns(edges, 99, 52)).toEqual({ first: 0, last: 2 });
});

it('shows partly visible rows at both ends, and none beyond the last', () => {
  expect(visibleRows(0, 52, 100)).toEqual({ first: 0, last: 1 });
  expect(visibleRows(13, 52, 100)).toEqual({ first: 0, last: 2 });
  expect(visibleRows(26 * 98, 520, 100)).toEqual({ first: 98, last: 99 });
});

it('moves a view no further than needed to show a cell', () => {
  expect(revealed(100, 200, 150, 176)).toBe(100);
  expect(revealed(100, 200, 50, 76)).toBe(50);
  expect(revealed(100, 200, 290, 316)).toBe(116);
  expect(revealed(100, 200, 400, 900)).toBe(400);
});

it('gives long row numbers more room', () => {
  expect(rowNumberWidth(1_000_000)).toBeGreaterThan(rowNumberWidth(7_185));
  expect(rowNumberWidth(5)).toBe(rowNumberWidth(900));
});

it('keeps first widths between narrow and wide whatever the names', () => {
  expect(initialWidth('x', [])).toBe(84);
  expect(initialWidth('a'.repeat(200), [])).toBe(240);
  expect(initialWidth('x', ['a rather long label'])).toBeGreaterThan(84);
});
