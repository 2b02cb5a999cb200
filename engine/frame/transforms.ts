import { failure } from '../contract/index.ts';
import { numberText, printExpression, type CallNode, type Expression } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import type { Evaluation } from './evaluate.ts';
import { learnPolynomials, polynomialsAt } from './polynomials.ts';
import { isMissing, logicalValue, numberColumn, numbersOf, withUsedLevels, type FactorValue, type MatrixValue, type NumberValue, type Value } from './values.ts';

type Evaluate = (node: Expression, on: Evaluation) => Value;

/** A call being evaluated: its text, its arguments by place and by name. */
interface Call {
  readonly node: CallNode;
  readonly label: string;
  readonly on: Evaluation;
  readonly evaluate: Evaluate;
}

/** A function of the formula language on every row; see FUNCTIONS in engine/formula for what can be called. */
export function transform(node: CallNode, on: Evaluation, evaluate: Evaluate): Value {
  return TRANSFORMS[node.name]({ node, label: printExpression(node), on, evaluate });
}

const TRANSFORMS: Readonly<Record<string, (call: Call) => Value>> = {
  I: first,
  log: logarithm,
  log2: each(Math.log2),
  log10: each(Math.log10),
  log1p: each(Math.log1p),
  exp: each(Math.exp),
  expm1: each(Math.expm1),
  sqrt: each(Math.sqrt),
  abs: each(Math.abs),
  floor: each(Math.floor),
  ceiling: each(Math.ceil),
  round: rounded,
  sin: each(Math.sin),
  cos: each(Math.cos),
  tan: each(Math.tan),
  mean: summary((values) => values.reduce((sum, value) => sum + value / values.length, 0)),
  median: summary(median),
  sd: summary((values) => rootMeanSquare(values, meanOf(values), values.length - 1)),
  min: summary((values) => values.reduce((a, b) => Math.min(a, b), Infinity)),
  max: summary((values) => values.reduce((a, b) => Math.max(a, b), -Infinity)),
  'is.na': missing,
  ifelse: choice,
  factor: factorOf,
  'as.factor': factorOf,
  relevel: releveled,
  'as.numeric': codesOrNumbers,
  'as.integer': (call) => mapped(codesOrNumbers(call), Math.trunc),
  poly: polynomials,
  scale: scaled,
  offset: first,
  c: list,
};

function each(operation: (x: number) => number): (call: Call) => Value {
  return (call) => {
    const numbers = firstNumbers(call);
    return typeof numbers === 'number' ? { kind: 'list', items: [operation(numbers)] } : { kind: 'number', values: numbers.map(operation) };
  };
}

/** Base 2 and 10 have logarithms of their own, exact at the powers. */
function logarithm(call: Call): Value {
  const base = numberSetting(call, 'base', 1, Math.E);
  if (base === Math.E) return each(Math.log)(call);
  if (base === 2) return each(Math.log2)(call);
  return base === 10 ? each(Math.log10)(call) : each((x) => Math.log(x) / Math.log(base))(call);
}

/** To the nearest even digit where two are as near, as IEC 60559 has it. */
function rounded(call: Call): Value {
  const factor = 10 ** numberSetting(call, 'digits', 1, 0);
  return each((x) => roundHalfEven(x * factor) / factor)(call);
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** One number for all rows, learned from the data and remembered; missing where a value is, unless na.rm = TRUE. */
function summary(of: (values: Float64Array) => number): (call: Call) => Value {
  return (call) => {
    const [value] = remembered(call, 'value', () => {
      const numbers = firstColumn(call);
      const present = numbers.filter((number) => !Number.isNaN(number));
      return [present.length < numbers.length && !truthSetting(call, 'na.rm', false) ? NaN : of(present)];
    });
    return { kind: 'list', items: [value] };
  };
}

function missing(call: Call): Value {
  const value = first(call);
  return logicalValue(Int32Array.from({ length: call.on.rows }, (_, i) => (isMissing(value, i) ? 1 : 0)));
}

function choice(call: Call): Value {
  const [test, yes, no] = call.node.args.map((argument) => numbersFor(call, argument.value));
  const at = (numbers: Float64Array | number, i: number) => (typeof numbers === 'number' ? numbers : numbers[i]);
  const choose = (i: number) => (Number.isNaN(at(test, i)) ? NaN : at(at(test, i) === 0 ? no : yes, i));
  return { kind: 'number', values: Float64Array.from({ length: call.on.rows }, (_, i) => choose(i)) };
}

/** A number becomes a factor with its values in ascending order as levels. */
function factorOf(call: Call): FactorValue {
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
  return codedNumbers(numbers, remembered(call, 'values', () => distinctNumbers(numbers)));
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

function releveled(call: Call): FactorValue {
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

/** A factor's codes count from 1; a logical is 0 or 1. */
function codesOrNumbers(call: Call): Value {
  const value = first(call);
  if (value.kind !== 'factor') return value;
  const from = value.scale === 'logical' ? 0 : 1;
  return { kind: 'number', values: Float64Array.from(value.codes, (code) => (code < 0 ? NaN : code + from)) };
}

function polynomials(call: Call): MatrixValue | NumberValue {
  const x = firstColumn(call);
  const degree = numberSetting(call, 'degree', 1, 1);
  const isRaw = truthSetting(call, 'raw', false);
  if (!isRaw || !Number.isInteger(degree) || degree < 1) checkDegree(call, x, degree);
  const columns = isRaw ? powers(x, degree) : orthogonalPolynomials(call, x, degree);
  return columns.length === 1 ? { kind: 'number', values: columns[0] } : { kind: 'matrix', columns, suffixes: columns.map((_, j) => String(j + 1)) };
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
  throw failure('frame.poly-degree', { degree, distinct, start: call.node.start, end: call.node.end }, words.polyDegree(call.label, distinct));
}

/** (x − centre) / spread; the spread has n − 1 below, around the centre if there is one and around 0 if not. */
function scaled(call: Call): NumberValue {
  const x = firstColumn(call);
  const present = () => x.filter((value) => !Number.isNaN(value));
  const [center] = remembered(call, 'center', () => [truthSetting(call, 'center', true) ? meanOf(present()) : 0]);
  const spread = () => rootMeanSquare(present(), center, Math.max(1, present().length - 1));
  const [scale] = remembered(call, 'scale', () => [truthSetting(call, 'scale', true) ? spread() : 1]);
  return { kind: 'number', values: x.map((value) => (value - center) / scale) };
}

function list(call: Call): Value {
  return { kind: 'list', items: call.node.args.flatMap((argument) => itemsOf(call, argument.value, 'c')) };
}

function remembered(call: Call, what: string, learn: () => readonly number[]): readonly number[] {
  const key = `${call.label}.${what}`;
  const known = call.on.memory.get(key) ?? learn();
  call.on.memory.set(key, known);
  return known;
}

function first(call: Call): Value {
  return call.evaluate(firstArgument(call), call.on);
}

function firstNumbers(call: Call): Float64Array | number {
  return numbersFor(call, firstArgument(call));
}

function firstColumn(call: Call): Float64Array {
  const node = firstArgument(call);
  return numberColumn(call.evaluate(node, call.on), printExpression(node), `${call.node.name}()`, call.on.rows);
}

function numbersFor(call: Call, node: Expression): Float64Array | number {
  return numbersOf(call.evaluate(node, call.on), printExpression(node), `${call.node.name}()`);
}

function firstArgument({ node }: Call): Expression {
  return (node.args.find(({ name }) => name === 'x') ?? node.args.find(({ name }) => name === null)!).value;
}

/** A setting by its name or by its place, counted from 0 with the variable. */
function setting({ node }: Call, name: string, place: number): Expression | null {
  const named = node.args.find((argument) => argument.name === name);
  const placed = node.args.filter((argument) => argument.name === null || argument.name === 'x')[place];
  return (named ?? placed)?.value ?? null;
}

function numberSetting(call: Call, name: string, place: number, otherwise: number): number {
  const node = setting(call, name, place);
  if (!node) return otherwise;
  const [item] = itemsOf(call, node, name);
  if (typeof item === 'number') return item;
  throw notConstant(call, name);
}

function truthSetting(call: Call, name: string, otherwise: boolean): boolean {
  return numberSetting(call, name, Infinity, otherwise ? 1 : 0) !== 0;
}

function itemsOf(call: Call, node: Expression, name: string): readonly (number | string)[] {
  const value = call.evaluate(node, call.on);
  if (value.kind === 'list') return value.items;
  throw notConstant(call, name);
}

function notConstant({ node, label }: Call, name: string) {
  return failure('frame.not-constant', { setting: name, start: node.start, end: node.end }, words.notConstant(label, name));
}

function mapped(value: Value, operation: (x: number) => number): Value {
  return value.kind === 'number' ? { ...value, values: value.values.map(operation) } : value;
}

function itemText(item: number | string): string {
  return typeof item === 'string' ? item : numberText(item);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const rough = sum / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}

function rootMeanSquare(values: Float64Array, center: number, df: number): number {
  let sum = 0;
  for (const value of values) sum += (value - center) ** 2;
  return Math.sqrt(sum / df);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
