import { printExpression, type CallNode } from '../formula/index.ts';
import { first, firstNumbers, itemsOf, numbersFor, numberSetting, type Call, type Evaluate } from './call.ts';
import { betweenGroups, centered, withinGroups } from './centering.ts';
import type { Evaluation } from './evaluate.ts';
import { factorOf, releveled } from './factorTransforms.ts';
import { meanOf, median, polynomials, rootMeanSquare, scaled, summary } from './learnedTransforms.ts';
import { basisSplines, naturalCubicSplines } from './splineTransforms.ts';
import { isMissing, logicalValue, type Value } from './values.ts';

/** A function of the formula language on every row; see FUNCTIONS in engine/formula for what can be called. */
export function transform(node: CallNode, on: Evaluation, evaluate: Evaluate): Value {
  const called = on.functions?.[node.name] ?? TRANSFORMS[node.name];
  return called({ node, label: printExpression(node), on, evaluate });
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
  mean: summary(meanOf),
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
  ns: naturalCubicSplines,
  bs: basisSplines,
  scale: scaled,
  center: centered,
  within: withinGroups,
  between: betweenGroups,
  offset: first,
  c: list,
};

function each(operation: (x: number) => number): (call: Call) => Value {
  return (call) => {
    const numbers = firstNumbers(call);
    return typeof numbers === 'number'
      ? { kind: 'list', items: [operation(numbers)] }
      : { kind: 'number', values: numbers.map(operation) };
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

/** A factor's codes count from 1; a logical is 0 or 1. */
function codesOrNumbers(call: Call): Value {
  const value = first(call);
  if (value.kind !== 'factor') return value;
  const from = value.scale === 'logical' ? 0 : 1;
  return { kind: 'number', values: Float64Array.from(value.codes, (code) => (code < 0 ? NaN : code + from)) };
}

function list(call: Call): Value {
  return { kind: 'list', items: call.node.args.flatMap((argument) => itemsOf(call, argument.value, 'c')) };
}

function mapped(value: Value, operation: (x: number) => number): Value {
  return value.kind === 'number' ? { ...value, values: value.values.map(operation) } : value;
}
