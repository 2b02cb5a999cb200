import { failure } from '../contract/index.ts';
import { numberText, printExpression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { first, firstColumn, itemsOf, remembered, setting, type Call } from './call.ts';
import { itemText, withUsedLevels, type FactorValue } from './values.ts';

/** A number becomes a factor with its values in ascending order as levels. */
export function factorOf(call: Call): FactorValue {
  const value = first(call);
  const factor = value.kind === 'factor' ? asCategories(value) : numbersAsFactor(call);
  const chosen = setting(call, 'levels', 1);
  return chosen ? withLevels(factor, itemsOf(call, chosen, 'levels').map(itemText)) : factor;
}

function asCategories(value: FactorValue): FactorValue {
  return value.scale === 'logical' ? withUsedLevels({ ...value, scale: 'nominal' }) : value;
}

function numbersAsFactor(call: Call): FactorValue {
  const numbers = firstColumn(call);
  return codedNumbers(
    numbers,
    remembered(call, 'values', () => distinctNumbers(numbers)),
  );
}

/** The numbers that occur, ascending. */
export function distinctNumbers(numbers: Float64Array): number[] {
  const distinct = new Set(numbers);
  distinct.delete(NaN);
  return [...distinct].sort((a, b) => a - b);
}

/** Numbers as a factor with the given values as levels; numbers that are written alike are one level. */
export function codedNumbers(numbers: Float64Array, values: readonly number[]): FactorValue {
  const levels = [...new Set(values.map(numberText))];
  const placeOf = new Map(levels.map((level, code) => [level, code]));
  const codeOf = new Map(values.map((value) => [value, placeOf.get(numberText(value))!]));
  const codes = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) codes[i] = codeOf.get(numbers[i]) ?? -1;
  return { kind: 'factor', codes, levels, scale: 'nominal' };
}

export function releveled(call: Call): FactorValue {
  const factor = factorOf({ ...call, node: { ...call.node, args: call.node.args.slice(0, 1) } });
  const reference = setting(call, 'ref', 1);
  const level = itemText(reference ? itemsOf(call, reference, 'ref')[0] : factor.levels[0]);
  if (!factor.levels.includes(level)) {
    const variable = printExpression(call.node.args[0].value);
    throw failure('frame.unknown-level', { level }, words.unknownLevel(variable, level, factor.levels));
  }
  return withLevels(factor, [level, ...factor.levels.filter((other) => other !== level)]);
}

/** The factor with other levels; what is not among them is missing. */
export function withLevels(factor: FactorValue, levels: readonly string[]): FactorValue {
  const placeOf = new Map(levels.map((level, code) => [level, code]));
  const places = factor.levels.map((level) => placeOf.get(level) ?? -1);
  return { ...factor, levels, codes: factor.codes.map((code) => (code < 0 ? -1 : places[code])) };
}
