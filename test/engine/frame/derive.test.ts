import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Column, ColumnTable, StepWork } from '../../../engine/contract/index.ts';
import { failureOf } from '../../../engine/contract/index.ts';
import { stepExpression } from '../../../engine/formula/index.ts';
import { deriveColumn, filteredRows } from '../../../engine/frame/index.ts';

type Cell = number | string | null;

/** See test/reference/make/dataSteps.R. */
interface FromR {
  readonly table: Readonly<Record<string, readonly Cell[]>>;
  readonly levels: Readonly<Record<string, readonly string[]>>;
  readonly cases: Readonly<Record<string, readonly Cell[]>>;
}

const r = JSON.parse(readFileSync(join(import.meta.dirname, '../../reference/values/dataSteps.json'), 'utf8')) as FromR;
const table: ColumnTable = { rows: 10, columns: Object.entries(r.table).map(([name, cells]) => columnOf(name, cells)) };

function columnOf(name: string, cells: readonly Cell[]): Column {
  if (cells.every((cell) => typeof cell !== 'string')) {
    return { kind: 'number', name, values: Float64Array.from(cells, (cell) => cell ?? NaN) };
  }
  const levels = r.levels[name] ?? [...new Set(cells.filter((cell) => cell !== null))].map(String);
  return {
    kind: 'factor',
    name,
    codes: Int32Array.from(cells, (cell) => levels.indexOf(String(cell))),
    levels,
    scale: 'nominal',
  };
}

function cellsOf(column: Column): Cell[] {
  if (column.kind === 'number') return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]!));
}

const derived = (text: string, rows: Uint8Array | null = null) => deriveColumn('new', text, table, rows);

function failureAt(text: string) {
  try {
    derived(text);
  } catch (thrown) {
    const found = failureOf(thrown);
    if (!found) throw thrown;
    return { code: found.code, at: text.slice(Number(found.details['start']), Number(found.details['end'])) };
  }
  throw new Error(`${text} did not fail`);
}

describe('columns worked out from others agree with R', () => {
  test.each(Object.entries(r.cases))('%s', (text, expected) => {
    const cells = cellsOf(derived(text));
    expect(cells.length).toBe(10);
    cells.forEach((cell, i) => {
      const theirs = expected[i]!;
      if (typeof cell === 'number' && typeof theirs === 'number') expect(cell).toBeCloseTo(theirs, 12);
      else expect(cell, `row ${i + 1}`).toBe(theirs);
    });
  });
});

describe('choices', () => {
  test('the first case that holds decides, and a missing condition does not', () => {
    const cells = cellsOf(derived('cases(x < 0, "negative", x < 5, "small", otherwise = "other")'));
    expect(cells).toEqual(['small', 'other', 'other', 'other', 'negative', 'small', 'other', 'other', 'small', 'other']);
  });
  test('categories stand in the order in which the cases name them', () => {
    const column = derived('cases(x > 5, "high", x > 0, "low")');
    expect(column).toMatchObject({ kind: 'factor', levels: ['high', 'low'], scale: 'nominal' });
  });
  test('recode keeps what no pair names when told to', () => {
    expect(cellsOf(derived('recode(g, c("a", "b"), "ab", otherwise = g)'))).toEqual([
      ...Array.from({ length: 6 }, () => 'ab'),
      ...['c', 'c', 'ab', null],
    ]);
  });
  test('texts beside numbers become categories', () => {
    expect(cellsOf(derived('ifelse(is.na(x), "none", x)')).slice(0, 3)).toEqual(['2.5', 'none', '7']);
  });
  test('a factor of two conditions stays logical', () => {
    expect(derived('ifelse(x > 3, y > 3, y > 9)')).toMatchObject({ scale: 'logical' });
  });
});

describe('rows left out', () => {
  const rows = Uint8Array.from([1, 1, 0, 1, 1, 1, 0, 1, 1, 1]);
  test('count in no mean, and have no value themselves', () => {
    const cells = cellsOf(derived('mean(x, by = g)', rows));
    expect(cells.slice(0, 3)).toEqual([3.25, 3.25, null]);
  });
  test('a second filter leaves some of those that the first left', () => {
    expect(Array.from(filteredRows('x > 3', table, rows))).toEqual([0, 0, 0, 1, 0, 1, 0, 0, 1, 1]);
  });
});

describe('trouble says where it is', () => {
  test.each([
    ['x + lg(y)', 'formula.unknown-function', 'lg'],
    ['x + z', 'formula.unknown-column', 'z'],
    ['2 * (g + 1)', 'frame.not-numeric', 'g'],
    ['1 + log(g)', 'frame.not-numeric', 'g'],
    ['mean(x, by = k)', 'formula.unknown-column', 'k'],
    ['1 + year(w)', 'step.not-a-date', 'w'],
    ['as.numeric(g)', 'step.not-a-number', 'g'],
    ['lag(x, 0.5)', 'step.whole-number', 'lag(x, 0.5)'],
    ['cut(x, c(3, 1))', 'step.cut-points', 'cut(x, c(3, 1))'],
    ['cut(x, c(1, 2, 3), labels = "a")', 'step.cut-labels', 'cut(x, c(1, 2, 3), labels = "a")'],
    ['cases(x > 1, "a", x > 2)', 'step.odd-cases', 'cases(x > 1, "a", x > 2)'],
    ['c(1, 2)', 'step.several-values', 'c(1, 2)'],
    ['x + poly(y, 2)', 'formula.unknown-function', 'poly'],
    ['x *', 'formula.unexpected-end', ''],
  ])('%s', (text, code, at) => {
    expect(failureAt(text)).toEqual({ code, at });
  });
});

describe('random numbers', () => {
  test('are the same for the same seed, others for another', () => {
    expect(derived('uniform(seed = 3)')).toEqual(derived('uniform(seed = 3)'));
    expect(derived('uniform(seed = 3)')).not.toEqual(derived('uniform(seed = 4)'));
  });
});

describe('forms as expressions', () => {
  const cells = (work: StepWork, rows: Uint8Array | null = null) => cellsOf(derived(stepExpression(work), rows));

  test('recode of numbers to numbers stays a number', () => {
    const work: StepWork = {
      kind: 'recode',
      column: 'new',
      from: 'x',
      numeric: true,
      rules: [
        { match: { kind: 'values', values: ['7', '-1'] }, to: '0' },
        { match: { kind: 'range', low: 3, high: 4 }, to: null },
        { match: { kind: 'missing' }, to: '99' },
      ],
      otherwise: 'keep',
    };
    expect(cells(work)).toEqual([2.5, 99, 0, 0, 0, null, 10, 99, null, 0]);
  });
  test('recode of categories, the rest missing', () => {
    const rules = [{ match: { kind: 'values', values: ['a', 'c'] }, to: 'it “is”' }] as const;
    const work: StepWork = { kind: 'recode', column: 'new', from: 'g', numeric: false, rules, otherwise: 'missing' };
    expect(cells(work).slice(0, 4)).toEqual(['it “is”', 'it “is”', 'it “is”', null]);
  });
  test('cut points have open ends and readable names', () => {
    const work: StepWork = { kind: 'bin', column: 'new', from: 'x', by: { kind: 'breaks', breaks: [0, 7] }, labels: [] };
    expect(cells(work).slice(0, 5)).toEqual(['0 to below 7', null, '7 or more', '7 or more', 'below 0']);
  });
  test('a sample of rows in each group has as many as asked for, or all', () => {
    const work: StepWork = { kind: 'sample', size: { kind: 'rows', rows: 2 }, groups: ['g'], seed: 5 };
    const kept = filteredRows(stepExpression(work), table);
    const perGroup = ['a', 'b', 'c'].map((level) => r.table['g']!.filter((g, i) => g === level && kept[i] === 1).length);
    expect(perGroup).toEqual([2, 2, 2]);
  });
  test('a share is taken of the rows that filters left', () => {
    const rows = Uint8Array.from([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const work: StepWork = { kind: 'sample', size: { kind: 'share', share: 0.5 }, groups: [], seed: 1 };
    const kept = filteredRows(stepExpression(work), table, rows);
    expect([...kept].reduce((a, b) => a + b)).toBe(2);
    expect([...kept].slice(4).every((one) => one === 0)).toBe(true);
  });
  test('days are counted from a date, and names that need it stand in backticks', () => {
    const work: StepWork = { kind: 'date', column: 'new', from: 'd', part: 'days', since: '2000-01-01' };
    expect(cells(work)[2]).toBe(0);
    const centre: StepWork = { kind: 'centre', column: 'new', from: 'my x', groups: ['a b', 'c'], as: 'z' };
    expect(stepExpression(centre)).toBe('(`my x` - mean(`my x`, by = c(`a b`, c))) / sd(`my x`, by = c(`a b`, c))');
  });
});
