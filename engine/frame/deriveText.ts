import { failure } from '../contract/index.ts';
import { printExpression } from '../formula/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import { itemsOf, numberSetting, setting, type Call } from './call.ts';
import { mapLevels, numberOfLevel, textByRow, valueByRow } from './deriveValues.ts';
import { placed } from './placed.ts';
import { itemText, logicalValue, type FactorValue, type NumberValue } from './values.ts';

/** A function that changes each text on its own. */
export function eachText(change: (text: string) => string): (call: Call) => FactorValue {
  return (call) => mapLevels(textByRow(call, call.node.args[0].value), change);
}

/** substr(x, first, last): characters counted from 1, both ends included. */
export function partOfText(call: Call): FactorValue {
  const [from, to] = [numberSetting(call, 'first', 1, 1), numberSetting(call, 'last', 2, Infinity)];
  return eachText((text) => [...text].slice(Math.max(0, from - 1), Math.max(0, to)).join(''))(call);
}

export function replacedText(call: Call): FactorValue {
  const [find, by] = [textAt(call, 1), textAt(call, 2)];
  return eachText((text) => (find === '' ? text : text.replaceAll(find, () => by)))(call);
}

export function containsText(call: Call): FactorValue {
  const wanted = textAt(call, 1);
  const texts = textByRow(call, call.node.args[0].value);
  const found = texts.levels.map((level) => (level.includes(wanted) ? 1 : 0));
  return logicalValue(texts.codes.map((code) => (code < 0 ? -1 : found[code])));
}

export function lengthOfText(call: Call): NumberValue {
  return numberOfLevel(textByRow(call, call.node.args[0].value), (level) => [...level].length);
}

function textAt(call: Call, place: number): string {
  return itemText(itemsOf(call, call.node.args[place].value, call.node.name)[0]);
}

/** Texts of a row one after the other; missing where one of them is. */
export function pasted(call: Call): FactorValue {
  const node = setting(call, 'sep', Infinity);
  const separator = node ? itemText(itemsOf(call, node, 'sep')[0]) : ' ';
  const parts = call.node.args.filter(({ name }) => name !== 'sep').map(({ value }) => textByRow(call, value));
  return parts.reduce((a, b) => joinedTexts(a, b, separator));
}

/** Pairs that occur, in the order of the first's levels, then of the second's. */
function joinedTexts(a: FactorValue, b: FactorValue, separator: string): FactorValue {
  const width = b.levels.length;
  const pairs = new Float64Array(a.codes.length);
  for (let i = 0; i < pairs.length; i++) pairs[i] = a.codes[i] < 0 || b.codes[i] < 0 ? -1 : a.codes[i] * width + b.codes[i];
  const occurring = [...new Set(pairs)].filter((pair) => pair >= 0).sort((x, y) => x - y);
  const places = new Map(occurring.map((pair, place) => [pair, place]));
  const joined = occurring.map((pair) => a.levels[Math.floor(pair / width)] + separator + b.levels[pair % width]);
  const codes = Int32Array.from(pairs, (pair) => places.get(pair) ?? -1);
  return mapLevels({ kind: 'factor', codes, levels: joined, scale: 'nominal' }, (level) => level);
}

/**
 * Labels as the numbers they spell; a logical is 0 or 1.
 *
 * @throws Failure 'step.not-a-number' at the first label that spells none: positions are never taken in its place
 */
export function numbersSpelled(call: Call): NumberValue {
  const node = call.node.args[0].value;
  const value = valueByRow(call, node);
  if (value.kind === 'number') return value;
  if (value.scale === 'logical') return numberOfLevel(value, (level) => (level === 'TRUE' ? 1 : 0));
  const label = printExpression(node);
  return placed(node, () => numberOfLevel(value, (level) => numberSpelled(level, label)));
}

/** The same without their decimals. */
export function wholeNumbersSpelled(call: Call): NumberValue {
  return { kind: 'number', values: numbersSpelled(call).values.map(Math.trunc) };
}

function numberSpelled(level: string, variable: string): number {
  const number = level.trim() === '' ? NaN : Number(level);
  if (!Number.isNaN(number)) return number;
  throw failure('step.not-a-number', { text: level }, stepFailures.labelNotANumber(variable, level));
}

/** Places of the categories, counted from 1; those of a logical from 0. */
export function positions(call: Call): NumberValue {
  const value = textByRow(call, call.node.args[0].value);
  const from = value.scale === 'logical' ? 0 : 1;
  return { kind: 'number', values: Float64Array.from(value.codes, (code) => (code < 0 ? NaN : code + from)) };
}
