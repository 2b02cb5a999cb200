import { failure, type Column, type ColumnTable } from '../contract/index.ts';
import {
  nearestNames,
  printExpression,
  type BinaryNode,
  type Expression,
  type NameNode,
  type UnaryNode,
} from '../formula/index.ts';
import { unknownColumn } from '../text/formulaFailures.ts';
import * as words from '../text/frameFailures.ts';
import type { Call } from './call.ts';
import { comparison, condition, isComparison, membership } from './comparison.ts';
import { placed } from './placed.ts';
import { transform } from './transforms.ts';
import type { Learned } from './types.ts';
import { columnValue, numbersOf, type ListValue, type Value } from './values.ts';

/** The rows expressions are evaluated on, and what transforms learned or learn there. */
export interface Evaluation {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** By the text of the call and what it is: `scale(x).center`. What is there is used, what is not is learned. */
  readonly memory: Map<string, Learned>;
  /** Functions beyond those of model formulas, or in their place. */
  readonly functions?: Readonly<Record<string, (call: Call) => Value>>;
}

export function evaluationOf(table: ColumnTable, memory: Map<string, Learned> = new Map()): Evaluation {
  return { rows: table.rows, columns: new Map(table.columns.map((column) => [column.name, column])), memory };
}

/**
 * An expression on every row of the table.
 *
 * @throws Failure 'frame.…' where values are not fit for what is done with them; its details say where, as `start` and `end`
 */
export function evaluate(node: Expression, on: Evaluation): Value {
  return placed(node, () => valueOf(node, on));
}

function valueOf(node: Expression, on: Evaluation): Value {
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
      return transform(node, on, evaluate);
  }
}

/** An expression as numbers: a column, or one number for all rows. */
export function evaluateNumbers(node: Expression, use: string, on: Evaluation): Float64Array | number {
  return placed(node, () => numbersOf(evaluate(node, on), printExpression(node), use));
}

function namedValue({ name, start, end }: NameNode, on: Evaluation): Value {
  const column = on.columns.get(name);
  if (column) return columnValue(column);
  if (name === 'T' || name === 'F') return constant(name === 'T' ? 1 : 0);
  const nearest = nearestNames(name, [...on.columns.keys()]);
  throw failure('formula.unknown-column', { column: name, start, end, nearest }, unknownColumn(name, nearest));
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

function evaluateBinary(node: BinaryNode, on: Evaluation): Value {
  const { operator } = node;
  if (operator === '%in%') return membership(node, evaluate(node.left, on), evaluate(node.right, on), on.rows);
  if (isComparison(operator)) return comparison(node, evaluate(node.left, on), evaluate(node.right, on), on.rows);
  const left = evaluateNumbers(node.left, operator, on);
  const right = evaluateNumbers(node.right, operator, on);
  const logic = LOGIC[operator[0]];
  if (logic) return condition(left, right, logic, on.rows);
  const operation = ARITHMETIC[operator];
  if (!operation) throw failure('frame.no-arithmetic', spanOf(node), words.noArithmetic(operator));
  return arithmetic(left, right, operation);
}

function arithmetic(a: Float64Array | number, b: Float64Array | number, operation: (a: number, b: number) => number): Value {
  if (typeof a === 'number')
    return typeof b === 'number' ? constant(operation(a, b)) : numbers(b.map((value) => operation(a, value)));
  return numbers(typeof b === 'number' ? a.map((value) => operation(value, b)) : a.map((value, i) => operation(value, b[i])));
}

function constant(item: number | string): ListValue {
  return { kind: 'list', items: [item] };
}

function numbers(values: Float64Array): Value {
  return { kind: 'number', values };
}

function spanOf({ start, end }: Expression): { start: number; end: number } {
  return { start, end };
}
