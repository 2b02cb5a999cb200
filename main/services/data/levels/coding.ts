import type { Column, FactorColumn, NumberColumn } from '../../../../engine/contract/index.ts';
import { PairTable } from './pairTable.ts';

/** A column as groups: which rows hold the same value. */
export interface Coding {
  readonly name: string;
  readonly column: Column;
  /** Group of each row, 0 ≤ code < groups; −1 where the cell is missing. Numbers are coded in ascending order, labels in level order. */
  readonly codes: Int32Array;
  readonly groups: number;
  /** Rows in each group; none is empty. */
  readonly sizes: Int32Array;
  /** Rows with a value. */
  readonly rows: number;
  /** The number behind each code; null for labels. */
  readonly values: Float64Array | null;
  /** Each group's rows stand together. */
  readonly contiguous: boolean;
  /** Rows 2t and 2t + 1 hold the same value, for a few groups: who differs there is not constant in the groups. */
  readonly twins: Int32Array;
}

const twinGroups = 16;

/** Above this span of values a number column is coded by hashing instead of by a table. */
const largestTable = 2 ** 22;

/** The groups that a column forms; null for numbers that are not all whole. */
export function codingOf(column: Column): Coding | null {
  return column.kind === 'factor' ? codeLabels(column) : codeNumbers(column);
}

/** The groups that a column forms, whatever its numbers are. */
export function codingByValue(column: Column): Coding {
  if (column.kind === 'factor') return codeLabels(column);
  const { codes, distinct } = codeByHash(column.values);
  return finish(column.name, column, codes, distinct.length, distinct);
}

/** The groups that two columns form together: a row's group is its combination of values. */
export function joinCodings(name: string, inner: Coding, outer: Coding): Coding {
  const pairs = new PairTable(outer, inner);
  const codes = new Int32Array(inner.codes.length);
  for (let i = 0; i < codes.length; i++)
    codes[i] = inner.codes[i] < 0 || outer.codes[i] < 0 ? -1 : pairs.count(outer.codes[i], inner.codes[i]);
  return finish(name, inner.column, codes, pairs.size, null);
}

function codeLabels(column: FactorColumn): Coding {
  const dense = new Int32Array(column.levels.length).fill(-1);
  for (const code of column.codes) if (code >= 0) dense[code] = 0;
  let groups = 0;
  for (let level = 0; level < dense.length; level++) if (dense[level] === 0) dense[level] = groups++;
  const codes = new Int32Array(column.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = column.codes[i] < 0 ? -1 : dense[column.codes[i]];
  return finish(column.name, column, codes, groups, null);
}

function codeNumbers(column: NumberColumn): Coding | null {
  const { values } = column;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    if (!Number.isInteger(value)) return null;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return null;
  const { codes, distinct } = max - min < largestTable ? codeByTable(values, min, max) : codeByHash(values);
  return finish(column.name, column, codes, distinct.length, distinct);
}

interface CodedNumbers {
  readonly codes: Int32Array;
  /** Ascending. */
  readonly distinct: Float64Array;
}

function codeByTable(values: Float64Array, min: number, max: number): CodedNumbers {
  const table = new Int32Array(max - min + 1).fill(-1);
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) table[values[i] - min] = 0;
  let groups = 0;
  for (let offset = 0; offset < table.length; offset++) if (table[offset] === 0) table[offset] = groups++;
  const distinct = new Float64Array(groups);
  for (let offset = 0; offset < table.length; offset++) if (table[offset] >= 0) distinct[table[offset]] = min + offset;
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = values[i] === values[i] ? table[values[i] - min] : -1;
  return { codes, distinct };
}

function codeByHash(values: Float64Array): CodedNumbers {
  const distinct = Float64Array.from(new Set(values))
    .filter((value) => !Number.isNaN(value))
    .sort();
  const codeOf = new Map(Array.from(distinct, (value, code) => [value, code]));
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = codeOf.get(values[i]) ?? -1;
  return { codes, distinct };
}

function finish(name: string, column: Column, codes: Int32Array, groups: number, values: Float64Array | null): Coding {
  const sizes = new Int32Array(groups);
  let runs = 0;
  let before = -1;
  let rows = 0;
  for (const code of codes) {
    if (code < 0) continue;
    sizes[code]++;
    rows++;
    if (code !== before) runs++;
    before = code;
  }
  return { name, column, codes, groups, sizes, rows, values, contiguous: runs === groups, twins: findTwins(codes, groups) };
}

function findTwins(codes: Int32Array, groups: number): Int32Array {
  const firstRow = new Int32Array(groups).fill(-1);
  const twins: number[] = [];
  for (let i = 0; i < codes.length && twins.length < 2 * twinGroups; i++) {
    const group = codes[i];
    if (group < 0 || firstRow[group] === -2) continue;
    if (firstRow[group] === -1) {
      firstRow[group] = i;
      continue;
    }
    twins.push(firstRow[group], i);
    firstRow[group] = -2;
  }
  return Int32Array.from(twins);
}
