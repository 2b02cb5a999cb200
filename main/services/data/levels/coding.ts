import type { Column, FactorColumn, NumberColumn } from '../../../../engine/contract/index.ts';

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
}

/** Above this span of values a number column is coded by hashing instead of by a table. */
const largestTable = 2 ** 22;

/** The groups that a column forms; null for numbers that are not all whole. */
export function codingOf(column: Column): Coding | null {
  return column.kind === 'factor' ? codeLabels(column) : codeNumbers(column);
}

/** The groups that several columns form together: a row's group is its combination of values. */
export function joinCodings(name: string, inner: Coding, outer: Coding): Coding {
  const raw = new Map<number, number>();
  const codes = inner.codes.map((code, i) => {
    if (code < 0 || outer.codes[i] < 0) return -1;
    const pair = outer.codes[i] * inner.groups + code;
    const known = raw.get(pair);
    if (known !== undefined) return known;
    raw.set(pair, raw.size);
    return raw.size - 1;
  });
  return finish(name, inner.column, codes, raw.size, null);
}

function codeLabels(column: FactorColumn): Coding {
  const used = new Uint8Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) used[code] = 1;
  const dense = new Int32Array(used.length);
  let groups = 0;
  used.forEach((isUsed, level) => (dense[level] = isUsed ? groups++ : -1));
  return finish(column.name, column, column.codes.map((code) => (code < 0 ? -1 : dense[code])), groups, null);
}

function codeNumbers(column: NumberColumn): Coding | null {
  const { values } = column;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return null;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return null;
  const distinct = max - min < largestTable ? distinctByTable(values, min, max) : Float64Array.from(new Set(values)).filter((value) => !Number.isNaN(value)).sort();
  return finish(column.name, column, codesIn(values, distinct, min, max), distinct.length, distinct);
}

function distinctByTable(values: Float64Array, min: number, max: number): Float64Array {
  const seen = new Uint8Array(max - min + 1);
  for (const value of values) if (!Number.isNaN(value)) seen[value - min] = 1;
  const distinct: number[] = [];
  seen.forEach((isSeen, offset) => isSeen && distinct.push(min + offset));
  return Float64Array.from(distinct);
}

function codesIn(values: Float64Array, distinct: Float64Array, min: number, max: number): Int32Array {
  if (max - min < largestTable) {
    const table = new Int32Array(max - min + 1);
    distinct.forEach((value, code) => (table[value - min] = code));
    return Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : table[value - min]));
  }
  const codeOf = new Map(Array.from(distinct, (value, code) => [value, code]));
  return Int32Array.from(values, (value) => codeOf.get(value) ?? -1);
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
  return { name, column, codes, groups, sizes, rows, values, contiguous: runs === groups };
}
