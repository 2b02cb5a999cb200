import { failure, type Column, type ColumnTable } from '../contract/index.ts';
import { nearestNames, numberText, printExpression, withoutParens, type BinaryNode, type CallNode, type Expression, type NameNode, type UnaryNode } from '../formula/index.ts';
import { unknownColumn } from '../text/formulaFailures.ts';
import * as words from '../text/frameFailures.ts';
import { transform } from './transforms.ts';
import { columnValue, logicalValue, numbersOf, type FactorValue, type ListValue, type Value } from './values.ts';

/** The rows expressions are evaluated on, and what transforms learned or learn there. */
export interface Evaluation {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** By the text of the call and what it is: `scale(x).center`. What is there is used, what is not is learned. */
  readonly memory: Map<string, readonly number[]>;
}

export function evaluationOf(table: ColumnTable, memory: Map<string, readonly number[]> = new Map()): Evaluation {
  return { rows: table.rows, columns: new Map(table.columns.map((column) => [column.name, column])), memory };
}

/**
 * An expression on every row of the table.
 *
 * @throws Failure 'frame.…' where values are not fit for what is done with them
 */
export function evaluate(node: Expression, on: Evaluation): Value {
  switch (node.kind) {
    case 'number':
      return constant(node.value);
    case 'text':
      return constant(node.value);
    case 'constant':
      return constant({ TRUE: 1, FALSE: 0, NA: NaN, NaN: NaN, Inf: Infinity, NULL: NaN }[node.name]);
    case 'name':
      return namedValue(node, on);
    case 'parens':
      return evaluate(node.inner, on);
    case 'unary':
      return evaluateUnary(node, on);
    case 'binary':
      return evaluateBinary(node, on);
    case 'call':
      return evaluateCall(node, on);
  }
}

/** An expression as numbers: a column, or one number for all rows. */
export function evaluateNumbers(node: Expression, use: string, on: Evaluation): Float64Array | number {
  return numbersOf(evaluate(node, on), printExpression(node), use);
}

function namedValue({ name, start, end }: NameNode, on: Evaluation): Value {
  const column = on.columns.get(name);
  if (column) return columnValue(column);
  if (name === 'T' || name === 'F') return constant(name === 'T' ? 1 : 0);
  const nearest = nearestNames(name, [...on.columns.keys()]);
  throw failure('formula.unknown-column', { column: name, start, end, nearest }, unknownColumn(name, nearest));
}

function evaluateCall(node: CallNode, on: Evaluation): Value {
  return transform(node, on, evaluate);
}

function evaluateUnary({ operator, operand }: UnaryNode, on: Evaluation): Value {
  const numbers = evaluateNumbers(operand, operator, on);
  if (operator === '!') return condition(numbers, numbers, (a) => (Number.isNaN(a) ? NaN : a === 0 ? 1 : 0), on.rows);
  return operator === '-' ? arithmetic(numbers, -1, (a, b) => a * b) : arithmetic(numbers, 1, (a, b) => a * b);
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => (a === 1 || b === 0 ? 1 : a ** b),
  '%%': (a, b) => a - Math.floor(a / b) * b,
  '%/%': (a, b) => Math.floor(a / b),
};

/** Three-valued: NaN stands for unknown. */
const LOGIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '&': (a, b) => (a === 0 || b === 0 ? 0 : Number.isNaN(a + b) ? NaN : 1),
  '|': (a, b) => ((a !== 0 && !Number.isNaN(a)) || (b !== 0 && !Number.isNaN(b)) ? 1 : Number.isNaN(a + b) ? NaN : 0),
};

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function evaluateBinary(node: BinaryNode, on: Evaluation): Value {
  const { operator } = node;
  if (operator === '%in%') return membership(node, on);
  if (operator in COMPARE) return comparison(node, on);
  const left = evaluateNumbers(node.left, operator, on);
  const right = evaluateNumbers(node.right, operator, on);
  const logic = LOGIC[operator[0]];
  if (logic) return condition(left, right, logic, on.rows);
  const operation = ARITHMETIC[operator];
  if (!operation) throw failure('frame.not-numeric', spanOf(node), words.notNumeric(printExpression(node), operator));
  return arithmetic(left, right, operation);
}

function arithmetic(a: Float64Array | number, b: Float64Array | number, operation: (a: number, b: number) => number): Value {
  if (typeof a === 'number') return typeof b === 'number' ? constant(operation(a, b)) : numbers(b.map((value) => operation(a, value)));
  return numbers(typeof b === 'number' ? a.map((value) => operation(value, b)) : a.map((value, i) => operation(value, b[i])));
}

/** TRUE, FALSE or missing for each row, from a function that gives 1, 0 or NaN. */
function condition(a: Float64Array | number, b: Float64Array | number, test: (a: number, b: number) => number, rows: number): FactorValue {
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const truth = test(typeof a === 'number' ? a : a[i], typeof b === 'number' ? b : b[i]);
    codes[i] = Number.isNaN(truth) ? -1 : truth;
  }
  return logicalValue(codes);
}

function comparison(node: BinaryNode, on: Evaluation): Value {
  const left = evaluate(node.left, on);
  const right = evaluate(node.right, on);
  const compare = COMPARE[node.operator];
  if (isCategorical(left)) return compareLevels(node, left, node.left, right, compare, on);
  if (isCategorical(right)) return compareLevels(node, right, node.right, left, (a, b) => compare(b, a), on);
  const test = (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : compare(a, b) ? 1 : 0);
  return condition(comparable(node, left), comparable(node, right), test, on.rows);
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
  on: Evaluation,
): FactorValue {
  const isOrder = node.operator !== '==' && node.operator !== '!=';
  const label = printExpression(factorNode);
  if (isOrder && factor.scale !== 'ordinal') throw failure('frame.not-ordered', { expression: label, ...spanOf(node) }, words.notOrdered(label));
  const place = new Map(factor.levels.map((level, code) => [level, code]));
  if (other.kind === 'factor') return compareCodes(factor.codes, matchedCodes(other, place), compare, on.rows);
  if (other.kind !== 'list' || other.items.length !== 1) throw notComparable(node);
  const level = itemText(other.items[0]);
  const code = place.get(level);
  if (isOrder && code === undefined) throw failure('frame.unknown-level', { level, ...spanOf(node) }, words.unknownLevel(label, level, factor.levels));
  return compareCodes(factor.codes, new Int32Array(on.rows).fill(code ?? -2), compare, on.rows);
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
function membership(node: BinaryNode, on: Evaluation): Value {
  const value = evaluate(node.left, on);
  const list = evaluate(node.right, on);
  if (list.kind !== 'list') throw notComparable(node);
  const codes = new Int32Array(on.rows);
  if (value.kind === 'factor') {
    const wanted = new Set(list.items.map(itemText));
    const isWanted = value.levels.map((level) => (wanted.has(level) ? 1 : 0));
    for (let i = 0; i < on.rows; i++) codes[i] = value.codes[i] < 0 ? 0 : isWanted[value.codes[i]];
  } else {
    const wanted = new Set(list.items.map(Number));
    const items = numbersOf(value, printExpression(node.left), '%in%');
    for (let i = 0; i < on.rows; i++) codes[i] = wanted.has(typeof items === 'number' ? items : items[i]) ? 1 : 0;
  }
  return logicalValue(codes);
}

function isCategorical(value: Value): value is FactorValue {
  return value.kind === 'factor' && value.scale !== 'logical';
}

function itemText(item: number | string): string {
  return typeof item === 'string' ? item : numberText(item);
}

function constant(item: number | string): ListValue {
  return { kind: 'list', items: [item] };
}

function numbers(values: Float64Array): Value {
  return { kind: 'number', values };
}

function notComparable(node: BinaryNode) {
  const [left, right] = [node.left, node.right].map((side) => printExpression(withoutParens(side)));
  return failure('frame.not-comparable', spanOf(node), words.notComparable(left, right));
}

function spanOf({ start, end }: Expression): { start: number; end: number } {
  return { start, end };
}
