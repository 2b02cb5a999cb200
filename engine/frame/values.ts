import { failure, type Column, type FactorScale } from '../contract/index.ts';
import { numberText } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';

/** What an expression is on the rows of a table. Missing is NaN in numbers and −1 in codes. */
export type Value = NumberValue | FactorValue | MatrixValue | ListValue;

export interface NumberValue {
  readonly kind: 'number';
  readonly values: Float64Array;
}

export interface FactorValue {
  readonly kind: 'factor';
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly scale: FactorScale;
}

/** Several columns under one name, as poly() gives; a suffix per column. */
export interface MatrixValue {
  readonly kind: 'matrix';
  readonly columns: readonly Float64Array[];
  readonly suffixes: readonly string[];
}

/** Values written out in the formula; a single one counts for every row. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly (number | string)[];
}

export const LOGICAL_LEVELS: readonly string[] = ['FALSE', 'TRUE'];

export function columnValue(column: Column): NumberValue | FactorValue {
  return column.kind === 'number' ? { kind: 'number', values: column.values } : { ...column, kind: 'factor' };
}

/**
 * The value as numbers, one for all rows where it is a constant; logical counts as 0 and 1.
 *
 * @throws Failure 'frame.not-numeric', 'frame.several-columns', 'frame.list-as-value'
 */
export function numbersOf(value: Value, label: string, use: string): Float64Array | number {
  if (value.kind === 'number') return value.values;
  if (value.kind === 'factor' && value.scale === 'logical') return zeroOne(value.codes);
  if (value.kind === 'factor') throw failure('frame.not-numeric', { expression: label }, words.notNumeric(label, use));
  if (value.kind === 'matrix') throw failure('frame.several-columns', { expression: label }, words.severalColumns(label));
  const [item, ...more] = value.items;
  if (more.length > 0) throw failure('frame.list-as-value', { expression: label }, words.listAsValue(label));
  if (typeof item === 'string') throw failure('frame.not-numeric', { expression: label }, words.notNumeric(label, use));
  return item;
}

function zeroOne(codes: Int32Array): Float64Array {
  const numbers = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) numbers[i] = codes[i] < 0 ? NaN : codes[i];
  return numbers;
}

/** As `numbersOf`, repeated over n rows where it is a constant. */
export function numberColumn(value: Value, label: string, use: string, n: number): Float64Array {
  const numbers = numbersOf(value, label, use);
  return typeof numbers === 'number' ? new Float64Array(n).fill(numbers) : numbers;
}

/** An item of a list as a category's name. */
export function itemText(item: number | string): string {
  return typeof item === 'string' ? item : numberText(item);
}

export function logicalValue(codes: Int32Array): FactorValue {
  return { kind: 'factor', codes, levels: LOGICAL_LEVELS, scale: 'logical' };
}

/** Whether row i lacks the value. */
export function isMissing(value: Value, i: number): boolean {
  switch (value.kind) {
    case 'number':
      return Number.isNaN(value.values[i]);
    case 'factor':
      return value.codes[i] < 0;
    case 'matrix':
      return value.columns.some((column) => Number.isNaN(column[i]));
    case 'list':
      return false;
  }
}

/** Whether any row lacks the value. */
export function hasMissing(value: Value): boolean {
  switch (value.kind) {
    case 'number':
      return hasNaN(value.values);
    case 'factor':
      return value.codes.includes(-1);
    case 'matrix':
      return value.columns.some(hasNaN);
    case 'list':
      return false;
  }
}

/** The value on some of the rows. */
export function valueAt(value: Value, rows: Int32Array): Value {
  switch (value.kind) {
    case 'number':
      return { ...value, values: numbersAt(value.values, rows) };
    case 'factor':
      return { ...value, codes: codesAt(value.codes, rows) };
    case 'matrix':
      return { ...value, columns: value.columns.map((column) => numbersAt(column, rows)) };
    case 'list':
      return value;
  }
}

/** Without the levels no row uses. TRUE and FALSE both stay: a logical has two levels whatever the data. */
export function withUsedLevels(value: FactorValue): FactorValue {
  if (value.scale === 'logical') return value;
  const used = new Uint8Array(value.levels.length);
  const { codes } = value;
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) used[codes[i]] = 1;
  if (used.every((flag) => flag === 1)) return value;
  const place = new Int32Array(used.length);
  let count = 0;
  used.forEach((flag, code) => (place[code] = flag ? count++ : -1));
  return {
    ...value,
    codes: codes.map((code) => (code < 0 ? -1 : place[code])),
    levels: value.levels.filter((_, code) => used[code]),
  };
}

function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) return true;
  return false;
}

function numbersAt(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}

function codesAt(codes: Int32Array, rows: Int32Array): Int32Array {
  const taken = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = codes[rows[i]];
  return taken;
}
