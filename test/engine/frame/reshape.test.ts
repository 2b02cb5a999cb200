import { describe, expect, test } from 'vitest';
import { failureOf, type Column, type ColumnTable, type TableWork } from '../../../engine/contract/index.ts';
import { makeTable } from '../../../engine/frame/index.ts';

const number = (name: string, ...values: number[]): Column => ({ kind: 'number', name, values: Float64Array.from(values) });
const factor = (name: string, ...labels: string[]): Column => {
  const levels = [...new Set(labels)].sort();
  return { kind: 'factor', name, codes: Int32Array.from(labels, (label) => levels.indexOf(label)), levels, scale: 'nominal' };
};
const cells = (table: ColumnTable) =>
  Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      column.kind === 'number' ? [...column.values] : Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code])),
    ]),
  );
const codeOf = (work: TableWork, table: ColumnTable) => {
  try {
    makeTable(work, table);
  } catch (thrown) {
    return failureOf(thrown)?.code;
  }
  return 'none';
};

const wide: ColumnTable = { rows: 2, columns: [factor('sex', 'f', 'm'), number('mood1', 3, 5), number('mood2', NaN, 6)] };
const long: TableWork = {
  ...{ kind: 'long', columns: ['mood1', 'mood2'], nameColumn: 'day', valueColumn: 'mood', numbered: true },
  ...{ idColumn: 'person', dropMissing: false },
};

describe('wide to long', () => {
  test('puts columns under each other, row by row, with an id and the number of each name', () => {
    expect(cells(makeTable(long, wide))).toEqual({
      person: ['1', '1', '2', '2'],
      sex: ['f', 'f', 'm', 'm'],
      day: [1, 2, 1, 2],
      mood: [3, NaN, 5, 6],
    });
  });
  test('leaves out rows without a value when told to, and keeps names that have no number', () => {
    const made = makeTable({ ...long, numbered: false, dropMissing: true }, wide);
    expect(cells(made)['day']).toEqual(['mood1', 'mood1', 'mood2']);
  });
  test('comes back by long to wide', () => {
    const back = makeTable({ kind: 'wide', ids: ['person'], key: 'day', values: ['mood'] }, makeTable(long, wide));
    expect(cells(back)).toEqual({ person: ['1', '2'], sex: ['f', 'm'], 'mood.1': [3, 5], 'mood.2': [NaN, 6] });
  });
  test('does not mix numbers and categories, nor names', () => {
    expect(codeOf({ ...long, columns: ['mood1', 'sex'] }, wide)).toBe('step.mixed-columns');
    expect(codeOf({ ...long, nameColumn: 'sex' }, wide)).toBe('step.name-twice');
  });
});

const pupils: ColumnTable = {
  rows: 5,
  columns: [factor('school', 'b', 'a', 'b', 'a', 'b'), number('score', 1, 2, 3, NaN, 8), number('size', 10, 20, 10, 20, 10)],
};

describe('long to wide', () => {
  test('refuses two rows for one cell, and says which', () => {
    expect(codeOf({ kind: 'wide', ids: ['school'], key: 'size', values: ['score'] }, pupils)).toBe('step.repeated-rows');
  });
  test('leaves a cell missing where an id lacks a key, and drops what varies within ids', () => {
    const table: ColumnTable = {
      rows: 3,
      columns: [
        factor('id', 'x', 'x', 'y'),
        factor('key', 'p', 'q', 'q'),
        number('v', 1, 2, 3),
        number('other', 1, 2, 3),
        number('same', 7, 7, 9),
      ],
    };
    expect(cells(makeTable({ kind: 'wide', ids: ['id'], key: 'key', values: ['v'] }, table))).toEqual({
      ...{ id: ['x', 'y'], same: [7, 9], 'v.p': [1, NaN], 'v.q': [2, 3] },
    });
  });
});

describe('summaries of groups', () => {
  test('one row for each group, in the order of its levels', () => {
    const summaries = [
      { column: 'mean', from: 'score', of: 'mean' },
      { column: 'n', from: 'score', of: 'n' },
      { column: 'size', from: 'size', of: 'first' },
    ] as const;
    expect(cells(makeTable({ kind: 'aggregate', groups: ['school'], summaries }, pupils))).toEqual({
      ...{ school: ['a', 'b'], mean: [2, 4], n: [1, 3], size: [20, 10] },
    });
  });
});
