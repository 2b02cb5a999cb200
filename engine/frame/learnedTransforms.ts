import { failure } from '../contract/index.ts';
import { printExpression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { firstArgument, firstColumn, numberSetting, remembered, truthSetting, type Call } from './call.ts';
import { learnPolynomials, polynomialsAt, type PolynomialCoefs } from './polynomials.ts';
import { checkFinite } from './rowValues.ts';
import type { ListValue, MatrixValue, NumberValue } from './values.ts';

/** One number for all rows, learned from the data and remembered; missing where a value is, unless na.rm = TRUE. */
export function summary(of: (values: Float64Array) => number): (call: Call) => ListValue {
  return (call) => {
    const [value] = remembered(call, 'value', () => {
      const numbers = firstColumn(call);
      const present = numbers.filter((number) => !Number.isNaN(number));
      return [present.length < numbers.length && !truthSetting(call, 'na.rm', false) ? NaN : of(present)];
    });
    return { kind: 'list', items: [value] };
  };
}

/** Orthogonal polynomials, or with raw = TRUE powers; a single one is a plain number. */
export function polynomials(call: Call): MatrixValue | NumberValue {
  const x = finiteColumn(call);
  const degree = numberSetting(call, 'degree', 1, 1);
  const isRaw = truthSetting(call, 'raw', false);
  const columns = isRaw ? powers(call, x, degree) : orthogonalPolynomials(call, x, degree);
  if (columns.length === 1) return { kind: 'number', values: columns[0] };
  return { kind: 'matrix', columns, suffixes: columns.map((_, j) => String(j + 1)) };
}

function orthogonalPolynomials(call: Call, x: Float64Array, degree: number): Float64Array[] {
  let learned: PolynomialCoefs | null = null;
  const learn = () => (learned ??= learnPolynomials(x, checkedDegree(call, x, degree)));
  const alpha = remembered(call, 'alpha', () => learn().alpha);
  const norm2 = remembered(call, 'norm2', () => learn().norm2);
  return polynomialsAt(x, { alpha, norm2 });
}

function powers(call: Call, x: Float64Array, degree: number): Float64Array[] {
  if (!Number.isInteger(degree) || degree < 1) throw degreeFailure(call, degree, countDistinct(x, Infinity));
  return Array.from({ length: degree }, (_, j) => x.map((value) => value ** (j + 1)));
}

function checkedDegree(call: Call, x: Float64Array, degree: number): number {
  const distinct = countDistinct(x, degree);
  if (Number.isInteger(degree) && degree >= 1 && degree < distinct) return degree;
  throw degreeFailure(call, degree, distinct);
}

function degreeFailure({ node, label }: Call, degree: number, distinct: number) {
  return failure('frame.poly-degree', { degree, distinct, start: node.start, end: node.end }, words.polyDegree(label, distinct));
}

/** Different numbers in the column; counting stops once there are more than `enough`. */
function countDistinct(x: Float64Array, enough: number): number {
  const distinct = new Set<number>();
  for (let i = 0; i < x.length && !(distinct.size > enough); i++) if (!Number.isNaN(x[i])) distinct.add(x[i]);
  return distinct.size;
}

/** (x − centre) / spread; the spread has n − 1 below, around the centre if there is one and around 0 if not. */
export function scaled(call: Call): NumberValue {
  const x = finiteColumn(call);
  const present = () => x.filter((value) => !Number.isNaN(value));
  const [center] = remembered(call, 'center', () => [truthSetting(call, 'center', true) ? meanOf(present()) : 0]);
  const spread = () => rootMeanSquare(present(), center, Math.max(1, present().length - 1));
  const [scale] = remembered(call, 'scale', () => [truthSetting(call, 'scale', true) ? spread() : 1]);
  return { kind: 'number', values: x.map((value) => (value - center) / scale) };
}

/** What is learned from an infinite number is worth nothing. */
export function finiteColumn(call: Call): Float64Array {
  const column = firstColumn(call);
  const label = printExpression(firstArgument(call));
  checkFinite({ label, value: { kind: 'number', values: column } });
  return column;
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const rough = sum / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}

export function rootMeanSquare(values: Float64Array, center: number, df: number): number {
  let sum = 0;
  for (const value of values) sum += (value - center) ** 2;
  return Math.sqrt(sum / df);
}

export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
