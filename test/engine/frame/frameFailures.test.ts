import { describe, expect, it } from 'vitest';
import { failureOf, type Column, type ColumnTable } from '../../../engine/contract/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import type { FrameOptions } from '../../../engine/frame/types.ts';

const numbers = (name: string, cells: readonly (number | null)[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(cells, (cell) => cell ?? NaN),
});
const categories = (
  name: string,
  cells: readonly (string | null)[],
  levels = [...new Set(cells.filter((cell) => cell !== null))],
): Column => ({
  kind: 'factor',
  name,
  scale: 'nominal',
  levels,
  codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell))),
});

const table: ColumnTable = {
  rows: 8,
  columns: [
    numbers('y', [1, 2, 4, 3, 5, 7, 6, 9]),
    numbers('x', [0, 1, 2, 3, 4, 5, 6, 7]),
    numbers('flat', [3, 3, 3, 3, 3, 3, 3, 3]),
    numbers('empty', [null, null, null, null, null, null, null, null]),
    numbers('odd', [1, null, 3, null, 5, null, 7, null]),
    numbers('even', [null, 2, null, 4, null, 6, null, 8]),
    numbers('w', [1, 2, 1, 0, 1, 1, 1, 1]),
    numbers('minus', [1, 2, 1, -1, 1, 1, 1, 1]),
    categories('f', ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']),
    categories('one', ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a']),
    categories('g', ['p', 'p', 'q', 'q', 'r', 'r', 's', 's']),
    categories('row', ['1', '2', '3', '4', '5', '6', '7', '8']),
    categories('class 1', ['u', 'u', 'v', 'v', 'u', 'u', 'v', 'v']),
  ],
};

function failureIn(formula: string, options: FrameOptions = {}, on = table) {
  try {
    modelFrame(formula, on, options);
  } catch (thrown) {
    return failureOf(thrown);
  }
  return null;
}

describe('data that do not bear the model are refused', () => {
  it.each<[string, FrameOptions, string, string]>([
    ['y ~ x + q', {}, 'formula.unknown-column', 'q'],
    ['~ x', {}, 'formula.no-outcome', 'outcome'],
    ['f ~ x', {}, 'frame.categorical-outcome', 'f'],
    ['flat ~ x', {}, 'frame.constant-outcome', '3'],
    ['y ~ x', { subset: 'x == 3' }, 'frame.constant-outcome', '3'],
    ['poly(y, 2) ~ x', {}, 'frame.matrix-outcome', 'poly(y, 2)'],
    ['y ~ log(x)', {}, 'frame.infinite', 'log(x) is infinite in 1 row'],
    ['log(x) ~ y', {}, 'frame.infinite', 'log(x)'],
    ['y ~ poly(log(x), 2)', {}, 'frame.infinite', 'log(x)'],
    ['y ~ empty', {}, 'frame.all-missing', 'empty'],
    ['y ~ odd', { subset: 'x == 1 | x == 3' }, 'frame.all-missing', 'odd'],
    ['y ~ odd + even', {}, 'frame.no-complete-rows', 'odd, even'],
    ['y ~ x', { subset: 'x > 100' }, 'frame.empty-subset', 'x > 100'],
    ['y ~ x', { subset: 'x + 1' }, 'frame.not-condition', 'x + 1'],
    ['y ~ x', { subset: 'f > "a"' }, 'frame.not-ordered', 'f'],
    ['y ~ x', { subset: 'x == "a"' }, 'frame.not-comparable', 'x'],
    ['y ~ x', { subset: 'x >' }, 'formula.unexpected-end', 'ends too early'],
    ['y ~ x', { subset: 'xx > 1' }, 'formula.unknown-column', 'xx'],
    ['y ~ log(f)', {}, 'frame.not-numeric', 'f'],
    ['y ~ I(f + 1)', {}, 'frame.not-numeric', 'f'],
    ['y ~ I(x:f)', {}, 'frame.not-numeric', 'f'],
    ['y ~ I(x:y)', {}, 'frame.no-arithmetic', ':'],
    ['y ~ I(poly(x, 2) + 1)', {}, 'frame.several-columns', 'poly(x, 2)'],
    ['y ~ poly(x, 8)', {}, 'frame.poly-degree', '8'],
    ['y ~ poly(x, 0)', {}, 'frame.poly-degree', 'poly(x, 0)'],
    ['y ~ poly(x, y)', {}, 'frame.not-constant', 'degree'],
    ['y ~ relevel(f, ref = "z")', {}, 'frame.unknown-level', 'z'],
    ['y ~ one', {}, 'frame.one-level-factor', 'one'],
    ['y ~ f', { subset: 'f == "a"' }, 'frame.one-level-factor', '“a”'],
    ['y ~ x', { weights: 'w' }, 'frame.bad-weights', 'row 4 has 0'],
    ['y ~ x', { weights: 'minus' }, 'frame.bad-weights', 'row 4 has -1'],
    ['y ~ x', { weights: 'ww' }, 'formula.unknown-column', 'ww'],
    ['y ~ x', { offset: 'f' }, 'frame.not-numeric', 'f'],
    ['y ~ x + (1 | one)', {}, 'frame.one-level-group', 'one'],
    ['y ~ x + (1 | row)', {}, 'frame.group-per-row', 'row'],
    ['y ~ x + (1 | g:f)', {}, 'frame.group-per-row', 'g:f'],
    ['y ~ x + (1 + x | g)', {}, 'frame.too-many-random-effects', '8 random effects for 8 rows'],
    ['y ~ x + (1 | poly(x, 2))', {}, 'frame.group-not-categorical', 'poly(x, 2)'],
  ])('%s %o', (formula, options, code, said) => {
    const failure = failureIn(formula, options);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(said);
    expect(failure?.remedy).not.toBe('');
  });

  it('a table without rows', () => {
    const none = { rows: 0, columns: [numbers('y', []), numbers('x', [])] };
    expect(failureIn('y ~ x', {}, none)?.code).toBe('frame.no-rows');
  });

  it('unless one-level and row-wise groups are asked for', () => {
    const allowed = { allowDegenerateGroups: true };
    expect(modelFrame('y ~ x + (1 | one)', table, allowed).groups[0].levels).toEqual(['a']);
    expect(modelFrame('y ~ x + (1 | row)', table, allowed).groups[0].levels.length).toBe(8);
    expect(modelFrame('y ~ x + (x | g)', table, allowed).random[0].Z.length).toBe(16);
  });
});

describe('rows', () => {
  it('counts a row under every column it misses, and under an expression that is missing by itself', () => {
    const frame = modelFrame('y ~ odd + log(x - 1.5)', table);
    expect(frame.droppedBy).toEqual({ odd: 4, 'log(x - 1.5)': 2 });
    expect(frame.droppedRows).toBe(5);
    expect([...frame.rows]).toEqual([2, 4, 6]);
  });

  it('does not count rows outside the subset as dropped', () => {
    const frame = modelFrame('y ~ odd', table, { subset: 'x >= 4' });
    expect(frame.droppedRows).toBe(2);
    expect(frame.droppedBy).toEqual({ odd: 2 });
  });

  it('drops rows that miss the grouping factor, the weights or the offset', () => {
    const holes = (name: string) => ({
      rows: 8,
      columns: table.columns.map((column) => (column.name === name ? numbers(name, [null, 2, 3, 4, 5, 6, 7, 8]) : column)),
    });
    expect(modelFrame('y ~ x + (1 | flat:g)', holes('flat'), { allowDegenerateGroups: true }).droppedBy).toEqual({ flat: 1 });
    expect(modelFrame('y ~ x', holes('w'), { weights: 'w' }).weights).toEqual(Float64Array.from([2, 3, 4, 5, 6, 7, 8]));
    expect(modelFrame('y ~ x', holes('w'), { offset: 'w' }).offset).toEqual(Float64Array.from([2, 3, 4, 5, 6, 7, 8]));
  });

  it('adds up the offsets of the formula and the one beside it', () => {
    expect(modelFrame('y ~ offset(2 * x) + offset(y)', table, { offset: 'flat' }).offset).toEqual(
      Float64Array.from([4, 7, 11, 12, 16, 20, 21, 26]),
    );
  });

  it('keeps the table as it was', () => {
    const before = structuredClone(table);
    const { y } = modelFrame('y ~ x', table);
    y[0] = 99;
    expect(table).toEqual(before);
  });
});

describe('conditions', () => {
  it.each([
    ['f == "a" & x > 2', [4, 6]],
    ['!(f == "a") | x == 0', [0, 1, 3, 5, 7]],
    ['f %in% c("b", "z") & x %in% c(1, 3)', [1, 3]],
    ['odd > 1', [2, 4, 6]],
    ['is.na(odd) & x < 4', [1, 3]],
    ['x %% 2 == 0 && x %/% 4 == 1', [4, 6]],
    ['`class 1` != "u"', [2, 3, 6, 7]],
    ['row == 3 | row == "5"', [2, 4]],
    ['f == one', [0, 2, 4, 6]],
    ['TRUE', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['log(x) > 1', [3, 4, 5, 6, 7]],
  ])('%s', (subset, rows) => {
    expect([...modelFrame('y ~ x', table, { subset }).rows]).toEqual(rows);
  });
});
