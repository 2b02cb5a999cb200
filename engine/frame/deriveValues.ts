import { failure } from '../contract/index.ts';
import { printExpression, type Expression } from '../formula/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import type { Call } from './call.ts';
import { codedNumbers, distinctNumbers } from './factorTransforms.ts';
import { placed } from './placed.ts';
import type { FactorValue, NumberValue, Value } from './values.ts';

/** An argument with a value in each row, repeated where it is a constant. */
export function valueByRow(call: Call, node: Expression): NumberValue | FactorValue {
  const value = call.evaluate(node, call.on);
  return placed(node, () => spread(value, call.on.rows, printExpression(node)));
}

/** @throws Failure 'step.several-values' where the value is not one for each row */
export function spread(value: Value, rows: number, label: string): NumberValue | FactorValue {
  if (value.kind === 'number' || value.kind === 'factor') return value;
  if (value.kind === 'matrix' || value.items.length !== 1) {
    throw failure('step.several-values', { expression: label }, stepFailures.severalValues(label));
  }
  const [item] = value.items;
  if (typeof item === 'number') return { kind: 'number', values: new Float64Array(rows).fill(item) };
  return { kind: 'factor', codes: new Int32Array(rows), levels: [item], scale: 'nominal' };
}

/** An argument as texts: numbers as they are written, logicals as TRUE and FALSE. */
export function textByRow(call: Call, node: Expression): FactorValue {
  const value = valueByRow(call, node);
  return value.kind === 'factor' ? value : codedNumbers(value.values, distinctNumbers(value.values));
}

/** The factor with other names for its levels; those that become the same are one, null is missing. Levels no row uses go. */
export function mapLevels(factor: FactorValue, rename: (level: string) => string | null): FactorValue {
  const used = new Uint8Array(factor.levels.length);
  for (const code of factor.codes) if (code >= 0) used[code] = 1;
  const places = new Map<string, number>();
  const codes = factor.levels.map((level, code) => {
    const name = used[code] ? rename(level) : null;
    if (name === null) return -1;
    if (!places.has(name)) places.set(name, places.size);
    return places.get(name)!;
  });
  return {
    kind: 'factor',
    codes: factor.codes.map((code) => (code < 0 ? -1 : codes[code])),
    levels: [...places.keys()],
    scale: 'nominal',
  };
}

/** A number for each level, on every row; worked out only for levels that occur. */
export function numberOfLevel(factor: FactorValue, of: (level: string) => number): NumberValue {
  const known = new Map<number, number>();
  const numberOf = (code: number): number => {
    if (!known.has(code)) known.set(code, of(factor.levels[code]));
    return known.get(code)!;
  };
  return { kind: 'number', values: Float64Array.from(factor.codes, (code) => (code < 0 ? NaN : numberOf(code))) };
}
