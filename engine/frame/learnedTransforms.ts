import { failure } from '../contract/index.ts';
import * as words from '../text/frameFailures.ts';
import { firstColumn, numberSetting, remembered, truthSetting, type Call } from './call.ts';
import { learnPolynomials, polynomialsAt } from './polynomials.ts';
import type { ListValue, MatrixValue, NumberValue } from './values.ts';

/** Transforms that learn numbers from the data and use them again on new rows. */

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

export function polynomials(call: Call): MatrixValue | NumberValue {
  const x = firstColumn(call);
  const degree = numberSetting(call, 'degree', 1, 1);
  const isRaw = truthSetting(call, 'raw', false);
  if (!isRaw || !Number.isInteger(degree) || degree < 1) checkDegree(call, x, degree);
  const columns = isRaw ? powers(x, degree) : orthogonalPolynomials(call, x, degree);
  return columns.length === 1
    ? { kind: 'number', values: columns[0] }
    : { kind: 'matrix', columns, suffixes: columns.map((_, j) => String(j + 1)) };
}

function orthogonalPolynomials(call: Call, x: Float64Array, degree: number): Float64Array[] {
  const learned = () => learnPolynomials(x, degree);
  const alpha = remembered(call, 'alpha', () => learned().alpha);
  const norm2 = remembered(call, 'norm2', () => learned().norm2);
  return polynomialsAt(x, { alpha, norm2 });
}

function powers(x: Float64Array, degree: number): Float64Array[] {
  return Array.from({ length: degree }, (_, j) => x.map((value) => value ** (j + 1)));
}

function checkDegree(call: Call, x: Float64Array, degree: number): void {
  if (call.on.memory.has(`${call.label}.norm2`)) return;
  const distinct = new Set(x.filter((value) => !Number.isNaN(value))).size;
  if (Number.isInteger(degree) && degree >= 1 && degree < distinct) return;
  throw failure(
    'frame.poly-degree',
    { degree, distinct, start: call.node.start, end: call.node.end },
    words.polyDegree(call.label, distinct),
  );
}

/** (x − centre) / spread; the spread has n − 1 below, around the centre if there is one and around 0 if not. */
export function scaled(call: Call): NumberValue {
  const x = firstColumn(call);
  const present = () => x.filter((value) => !Number.isNaN(value));
  const [center] = remembered(call, 'center', () => [truthSetting(call, 'center', true) ? meanOf(present()) : 0]);
  const spread = () => rootMeanSquare(present(), center, Math.max(1, present().length - 1));
  const [scale] = remembered(call, 'scale', () => [truthSetting(call, 'scale', true) ? spread() : 1]);
  return { kind: 'number', values: x.map((value) => (value - center) / scale) };
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
