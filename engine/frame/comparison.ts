import { failure } from '../contract/index.ts';
import { printExpression, withoutParens, type BinaryNode, type Expression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { itemText, logicalValue, numbersOf, type FactorValue, type ListValue, type Value } from './values.ts';

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

export function isComparison(operator: string): boolean {
  return Object.hasOwn(COMPARE, operator);
}

/**
 * Two values compared row by row: numbers with numbers, categories with their names.
 *
 * @throws Failure 'frame.not-comparable', 'frame.not-ordered', 'frame.unknown-level'
 */
export function comparison(node: BinaryNode, left: Value, right: Value, rows: number): FactorValue {
  const compare = COMPARE[node.operator];
  if (isByName(left, right)) return compareLevels(node, left, node.left, right, compare, rows);
  if (isByName(right, left)) return compareLevels(node, right, node.right, left, (a, b) => compare(b, a), rows);
  const test = (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : compare(a, b) ? 1 : 0);
  return condition(comparable(node, left), comparable(node, right), test, rows);
}

function comparable(node: BinaryNode, value: Value): Float64Array | number {
  if (value.kind === 'list' && typeof value.items[0] === 'string') throw notComparable(node);
  return numbersOf(value, printExpression(node), node.operator);
}

/** A factor against a level's name, or against another factor by the names of the levels; by place where the factor is ordinal. */
function compareLevels(
  node: BinaryNode,
  factor: FactorValue,
  factorNode: Expression,
  other: Value,
  compare: (a: number, b: number) => boolean,
  rows: number,
): FactorValue {
  const isOrder = node.operator !== '==' && node.operator !== '!=';
  const label = printExpression(factorNode);
  if (isOrder && factor.scale !== 'ordinal')
    throw failure('frame.not-ordered', { expression: label, ...spanOf(node) }, words.notOrdered(label));
  const place = new Map(factor.levels.map((level, code) => [level, code]));
  if (other.kind === 'factor') return compareCodes(factor.codes, matchedCodes(other, place), compare, rows);
  if (other.kind !== 'list' || other.items.length !== 1) throw notComparable(node);
  const level = itemText(other.items[0]);
  const code = place.get(level);
  if (isOrder && code === undefined)
    throw failure('frame.unknown-level', { level, ...spanOf(node) }, words.unknownLevel(label, level, factor.levels));
  return compareCodes(factor.codes, new Int32Array(rows).fill(code ?? -2), compare, rows);
}

function compareCodes(a: Int32Array, b: Int32Array, compare: (a: number, b: number) => boolean, rows: number): FactorValue {
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) codes[i] = a[i] === -1 || b[i] === -1 ? -1 : compare(a[i], b[i]) ? 1 : 0;
  return logicalValue(codes);
}

/** The other factor's codes in terms of this one's levels: −2 for a level this one does not have. */
function matchedCodes(other: FactorValue, place: ReadonlyMap<string, number>): Int32Array {
  const places = other.levels.map((level) => place.get(level) ?? -2);
  return other.codes.map((code) => (code < 0 ? -1 : places[code]));
}

/** x %in% c(…): never missing. */
export function membership(node: BinaryNode, value: Value, list: Value, rows: number): FactorValue {
  if (list.kind !== 'list') throw notComparable(node);
  return isByName(value, list)
    ? levelsAmong(value, list)
    : numbersAmong(numbersOf(value, printExpression(node.left), '%in%'), list, rows);
}

function levelsAmong(value: FactorValue, list: ListValue): FactorValue {
  const wanted = new Set(list.items.map(itemText));
  const isWanted = value.levels.map((level) => (wanted.has(level) ? 1 : 0));
  return logicalValue(value.codes.map((code) => (code < 0 ? 0 : isWanted[code])));
}

function numbersAmong(numbers: Float64Array | number, list: ListValue, rows: number): FactorValue {
  const wanted = new Set(list.items.map(Number));
  return condition(numbers, numbers, (number) => (wanted.has(number) ? 1 : 0), rows);
}

/** Categories go by their names; TRUE and FALSE do so only where they stand beside a text. */
function isByName(value: Value, other: Value): value is FactorValue {
  const isText = other.kind === 'list' && typeof other.items[0] === 'string';
  return value.kind === 'factor' && (value.scale !== 'logical' || isText);
}

/** TRUE, FALSE or missing for each row, from a function that gives 1, 0 or NaN. */
export function condition(
  a: Float64Array | number,
  b: Float64Array | number,
  test: (a: number, b: number) => number,
  rows: number,
): FactorValue {
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const truth = test(typeof a === 'number' ? a : a[i], typeof b === 'number' ? b : b[i]);
    codes[i] = Number.isNaN(truth) ? -1 : truth;
  }
  return logicalValue(codes);
}

function notComparable(node: BinaryNode) {
  const [left, right] = [node.left, node.right].map((side) => printExpression(withoutParens(side)));
  return failure('frame.not-comparable', spanOf(node), words.notComparable(left, right));
}

function spanOf({ start, end }: Expression): { start: number; end: number } {
  return { start, end };
}
