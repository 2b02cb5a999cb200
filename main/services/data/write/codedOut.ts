import type { Column, FactorColumn } from '../../../../engine/contract/index.ts';

/**
 * A column as a file of SPSS or Stata can hold it: numbers (with labels for categories), dates, or texts.
 */
export type OutVariable = OutNumbers | OutTexts;

interface OutCommon {
  readonly name: string;
  readonly label: string;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
}

export interface OutNumbers extends OutCommon {
  readonly kind: 'number' | 'date' | 'dateTime';
  /** NaN where missing; dates in days, times in milliseconds, since 1970-01-01. */
  readonly at: (row: number) => number;
  /** In the order of the values; empty for plain numbers. */
  readonly valueLabels: readonly (readonly [number, string])[];
  readonly isWhole: boolean;
  readonly min: number;
  readonly max: number;
}

export interface OutTexts extends OutCommon {
  readonly kind: 'text';
  /** Distinct texts in UTF-8; `at` says which, −1 where missing. */
  readonly texts: readonly Buffer[];
  readonly at: (row: number) => number;
}

/** Categories beyond which labels are written as text. */
const mostLabels = 1000;
/** Bytes of a label beyond which SPSS does not take it. */
const longestLabel = 120;

export function outVariable(column: Column, name: string, label: string): OutVariable {
  return column.kind === 'number' ? numbersOf(column.values, name, label) : categoriesOf(column, name, label);
}

function numbersOf(values: Float64Array, name: string, label: string): OutNumbers {
  let [min, max, isWhole] = [Infinity, -Infinity, true];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
  }
  return { kind: 'number', name, label, measure: 'scale', at: (row) => values[row], valueLabels: [], isWhole, min, max };
}

function categoriesOf(column: FactorColumn, name: string, label: string): OutVariable {
  const { codes, levels, scale } = column;
  const measure = scale === 'ordinal' ? 'ordinal' : 'nominal';
  const time = timeOf(levels);
  if (time) {
    const at = (row: number): number => time.values[codes[row]] ?? NaN;
    return { kind: time.kind, name, label, measure: 'scale', at, valueLabels: [], isWhole: true, min: 0, max: 0 };
  }
  const bytes = levels.map((level) => Buffer.from(level));
  if (levels.length > mostLabels || bytes.some(({ length }) => length > longestLabel))
    return { kind: 'text', name, label, measure: 'nominal', texts: bytes, at: (row) => codes[row] };
  const first = scale === 'logical' ? 0 : 1;
  const valueLabels = levels.map((level, code) => [code + first, level] as const);
  const at = (row: number): number => (codes[row] < 0 ? NaN : codes[row] + first);
  return { kind: 'number', name, label, measure, at, valueLabels, isWhole: true, min: 0, max: levels.length };
}

const dayMs = 86_400_000;

/** Levels that are all dates, or all dates with times, as ISO 8601 writes them. */
function timeOf(levels: readonly string[]): { kind: 'date' | 'dateTime'; values: number[] } | null {
  const kinds = [
    { kind: 'date', pattern: /^\d{4}-\d{2}-\d{2}$/, unit: dayMs },
    { kind: 'dateTime', pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, unit: 1 },
  ] as const;
  const found = kinds.find(({ pattern }) => levels.length > 0 && levels.every((level) => pattern.test(level)));
  if (!found) return null;
  const values = levels.map((level) => Date.parse(`${level}${found.kind === 'date' ? 'T00:00:00' : ''}Z`) / found.unit);
  return values.some(Number.isNaN) ? null : { kind: found.kind, values };
}

/** The front of a text, whole characters only. */
export function cutBytes(bytes: Buffer, most: number): Buffer {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
