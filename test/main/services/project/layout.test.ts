import { describe, expect, test } from 'vitest';
import { CHUNK_ROWS } from '../../../../main/services/project/chunks.ts';
import {
  asImported,
  fullLayout,
  importedOrder,
  pieces,
  reordered,
  rowsOf,
  withoutRows,
  withRows,
} from '../../../../main/services/project/layout.ts';
import type { Layout } from '../../../../main/services/project/layout.ts';
import { seeded } from '../../../support/seeded.ts';

/** Place in the chunks of each row of the table. */
function places(layout: Layout): string[] {
  return layout.slices.flatMap(([chunk, offset, count]) => Array.from({ length: count }, (_, i) => `${chunk}:${offset + i}`));
}

describe('layout', () => {
  test('cuts an imported table into full chunks and a last one', () => {
    expect(fullLayout(2 * CHUNK_ROWS + 5).slices).toEqual([
      [0, 0, CHUNK_ROWS],
      [1, 0, CHUNK_ROWS],
      [2, 0, 5],
    ]);
    expect(fullLayout(0)).toEqual({ slices: [], chunks: [] });
  });

  test('takes rows out and puts rows in as a list does, over any series of changes', () => {
    const random = seeded(7);
    for (let trial = 0; trial < 40; trial++) {
      let layout = fullLayout(random.below(200));
      let rows = places(layout);
      for (let step = 0; step < 60; step++) {
        const at = random.below(rows.length + 1);
        const count = 1 + random.below(random.below(3) ? 3 : 100);
        if (random.below(2)) {
          const removed = Math.min(count, rows.length - at);
          layout = withoutRows(layout, at, removed);
          rows = rows.toSpliced(at, removed);
        } else {
          const before = new Set(rows);
          layout = withRows(layout, at, count);
          const added = places(layout).slice(at, at + count);
          expect(added.some((place) => before.has(place))).toBe(false);
          rows = rows.toSpliced(at, 0, ...added);
        }
        expect(places(layout)).toEqual(rows);
        expect(rowsOf(layout)).toBe(rows.length);
        expect(layout.chunks.every(([capacity, taken]) => taken <= capacity)).toBe(true);
      }
    }
  });

  test('never gives a row that was deleted out again as an empty one', () => {
    const grown = withRows(fullLayout(3), 3, 5);
    const shrunk = withoutRows(grown, 5, 3);
    const again = withRows(shrunk, 5, 2);
    const deleted = places(grown).slice(5);
    expect(places(again).filter((place) => deleted.includes(place))).toEqual([]);
  });

  test('lets rows added one by one share a chunk', () => {
    let layout = fullLayout(1000);
    for (let i = 0; i < 64; i++) layout = withRows(layout, 1000 + i, 1);
    expect(layout.chunks).toEqual([
      [1000, 1000],
      [64, 64],
    ]);
    expect(layout.slices).toHaveLength(2);
  });

  test('finds the runs that hold some rows, counted from the first of them', () => {
    const layout = withoutRows(fullLayout(10), 3, 2);
    expect(pieces(layout, 2, 3)).toEqual([
      { chunk: 0, offset: 2, count: 1, at: 0 },
      { chunk: 0, offset: 5, count: 2, at: 1 },
    ]);
    expect(pieces(layout, 7, 5)).toEqual([{ chunk: 0, offset: 9, count: 1, at: 0 }]);
  });
});

describe('a sorted layout', () => {
  const turned = reordered(fullLayout(6), Int32Array.of(5, 4, 3, 2, 1, 0));

  test('comes back to the order as imported, without the rows deleted meanwhile', () => {
    const left = withoutRows(turned, 1, 1);
    expect(asImported(left)).toEqual({
      slices: [
        [0, 0, 4],
        [0, 5, 1],
      ],
      chunks: [[6, 6]],
    });
    expect(importedOrder(left, left.order!).rows).toEqual(Int32Array.of(4, 3, 2, 1, 0));
    expect(asImported(turned).order).toBeUndefined();
  });

  test('shows new rows where they were put in, and has them last as imported', () => {
    const grown = withRows(turned, 2, 2);
    expect(grown.order!.rows).toEqual(Int32Array.of(5, 4, 6, 7, 3, 2, 1, 0));
    expect(rowsOf(asImported(grown))).toBe(8);
  });

  test('reads neighbours of one chunk in one piece', () => {
    const layout = reordered(fullLayout(6), Int32Array.of(3, 4, 5, 0, 1, 2));
    expect(pieces(layout, 1, 4)).toEqual([
      { chunk: 0, offset: 4, count: 2, at: 0 },
      { chunk: 0, offset: 0, count: 2, at: 2 },
    ]);
  });
});
