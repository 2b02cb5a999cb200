import { failure } from '../contract/index.ts';
import { printExpression, type BinaryNode, type Expression } from '../formula/index.ts';
import { stepFailures } from '../text/dataSteps.ts';
import { itemsOf, numberSetting, setting, truthSetting, firstColumn, type Call } from './call.ts';
import { membership } from './comparison.ts';
import { textByRow, valueByRow } from './deriveValues.ts';
import { placed } from './placed.ts';
import { itemText, numbersOf, withUsedLevels, type FactorValue, type NumberValue, type Value } from './values.ts';

/** Where no case holds, and where what decides is missing. */
const NONE = -1;

/** ifelse(condition, yes, no): missing where the condition is. */
export function eitherOr(call: Call): Value {
  const [test, yes, no] = call.node.args.map(({ value }) => value);
  const truth = truthOf(call, test);
  const chosen = truth.map((code) => (code < 0 ? NONE : 1 - code));
  return choose(call, [yes, no], chosen);
}

/** cases(condition, value, …, otherwise = value): the first condition that is true decides; one that is missing is not. */
export function firstCase(call: Call): Value {
  const { pairs, otherwise } = pairsOf(call, 0);
  const conditions = pairs.map(([test]) => truthOf(call, test).map((code) => (code === 1 ? 1 : 0)));
  return decide(
    call,
    conditions,
    pairs.map(([, value]) => value),
    otherwise,
  );
}

/** recode(x, from, to, …, otherwise = value): `from` is a value or c(…) of them. */
export function recodedValues(call: Call): Value {
  const { pairs, otherwise } = pairsOf(call, 1);
  const x = call.node.args[0].value;
  const value = valueByRow(call, x);
  const conditions = pairs.map(([from]) => {
    const among: BinaryNode = { kind: 'binary', operator: '%in%', left: x, right: from, start: from.start, end: from.end };
    return membership(among, value, call.evaluate(from, call.on), call.on.rows).codes;
  });
  return decide(
    call,
    conditions,
    pairs.map(([, to]) => to),
    otherwise,
  );
}

function pairsOf(call: Call, from: number): { pairs: [Expression, Expression][]; otherwise: Expression | null } {
  const placed = call.node.args.filter(({ name }) => name !== 'otherwise').slice(from);
  if (placed.length % 2 === 1 || placed.length === 0) {
    const { start, end } = call.node;
    throw failure('step.odd-cases', { start, end }, stepFailures.oddCases(call.node.name + '()'));
  }
  const pairs = Array.from({ length: placed.length / 2 }, (_, i): [Expression, Expression] => {
    return [placed[2 * i].value, placed[2 * i + 1].value];
  });
  return { pairs, otherwise: setting(call, 'otherwise', Infinity) };
}

function decide(
  call: Call,
  conditions: readonly Int32Array[],
  values: readonly Expression[],
  otherwise: Expression | null,
): Value {
  const chosen = new Int32Array(call.on.rows).fill(otherwise ? values.length : NONE);
  for (let k = conditions.length - 1; k >= 0; k--) conditions[k].forEach((holds, i) => holds === 1 && (chosen[i] = k));
  return choose(call, otherwise ? [...values, otherwise] : values, chosen);
}

/** 1 true, 0 false, −1 missing. */
function truthOf(call: Call, node: Expression): Int32Array {
  const value = valueByRow(call, node);
  if (value.kind === 'factor' && value.scale === 'logical') return value.codes;
  const numbers = placed(node, () => numbersOf(value, printExpression(node), 'a condition')) as Float64Array;
  return Int32Array.from(numbers, (number) => (Number.isNaN(number) ? -1 : number === 0 ? 0 : 1));
}

/** For each row the value of the expression it chose: numbers where all are, categories otherwise, in the order of the expressions. */
function choose(call: Call, nodes: readonly Expression[], chosen: Int32Array): Value {
  const values = nodes.map((node) => valueByRow(call, node));
  const spoken = values.filter((value, k) => !isAllMissing(nodes[k], value));
  if (spoken.every((value) => value.kind === 'number')) return chosenNumbers(values, chosen);
  const factors = nodes.map((node) => textByRow(call, node));
  return chosenLevels(factors, chosen, scaleOf(spoken));
}

/** NA goes with numbers and with categories. */
const isAllMissing = (node: Expression, value: Value): boolean =>
  node.kind === 'constant' && value.kind === 'number' && node.name !== 'Inf' && node.name !== 'TRUE' && node.name !== 'FALSE';

function chosenNumbers(values: readonly (NumberValue | FactorValue)[], chosen: Int32Array): NumberValue {
  const at = values.map((value) => (value.kind === 'number' ? value.values : null));
  return { kind: 'number', values: Float64Array.from(chosen, (k, i) => (k < 0 ? NaN : (at[k]?.[i] ?? NaN))) };
}

function scaleOf(values: readonly (NumberValue | FactorValue)[]): FactorValue['scale'] {
  const scales = new Set(values.map((value) => (value.kind === 'factor' ? value.scale : 'nominal')));
  return scales.size === 1 && scales.has('logical') ? 'logical' : 'nominal';
}

function chosenLevels(factors: readonly FactorValue[], chosen: Int32Array, scale: FactorValue['scale']): FactorValue {
  const levels = [...new Set(scale === 'logical' ? ['FALSE', 'TRUE'] : factors.flatMap((factor) => factor.levels))];
  const place = new Map(levels.map((level, code) => [level, code]));
  const places = factors.map((factor) => factor.levels.map((level) => place.get(level) ?? -1));
  const codeAt = (k: number, i: number): number => {
    const code = factors[k].codes[i];
    return code < 0 ? -1 : places[k][code];
  };
  return withUsedLevels({ kind: 'factor', codes: chosen.map((k, i) => (k < 0 ? -1 : codeAt(k, i))), levels, scale });
}

/**
 * cut(x, breaks), cut(x, quantiles = k) or cut(x, bins = k): ranges as ordered categories. As in R a range has its upper end, with
 * right = FALSE its lower end; the outermost end belongs to its range always.
 */
export function cutRanges(call: Call): FactorValue {
  const x = firstColumn(call);
  const right = truthSetting(call, 'right', true);
  const breaks = cutPoints(call, x);
  const ranges = breaks.length - 1;
  const node = setting(call, 'labels', Infinity);
  const levels = node ? itemsOf(call, node, 'labels').map(itemText) : rangeLabels(breaks, right);
  if (levels.length !== ranges) throw atCall(call, 'step.cut-labels', stepFailures.cutLabels(levels.length, ranges));
  return { kind: 'factor', codes: Int32Array.from(x, (value) => rangeOf(value, breaks, right)), levels, scale: 'ordinal' };
}

function cutPoints(call: Call, x: Float64Array): number[] {
  const [quantiles, bins] = [numberSetting(call, 'quantiles', Infinity, 0), numberSetting(call, 'bins', Infinity, 0)];
  const written = setting(call, 'breaks', 1);
  const breaks = written ? itemsOf(call, written, 'breaks').map(Number) : pointsAmong(x, quantiles, bins);
  const isAscending = breaks.every((value, i) => i === 0 || breaks[i - 1] < value);
  if (breaks.length < 2 || !isAscending) throw atCall(call, 'step.cut-points', stepFailures.cutPoints(call.label));
  return breaks;
}

/** Ends of groups with as many values each, or of equal width. Quantiles that coincide make fewer groups. */
function pointsAmong(x: Float64Array, quantiles: number, bins: number): number[] {
  const sorted = x.filter((value) => !Number.isNaN(value)).sort();
  const count = quantiles || bins;
  if (!Number.isInteger(count) || count < 1 || sorted.length === 0) return [];
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const at = (share: number): number => (quantiles ? quantile(sorted, share) : low + share * (high - low));
  const points = Array.from({ length: count + 1 }, (_, k) => (k === count ? high : at(k / count)));
  return [...new Set(points)];
}

/** The seventh definition of Hyndman & Fan (1996), The American Statistician 50(4), 361–365, which R takes by default. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function rangeOf(value: number, breaks: readonly number[], right: boolean): number {
  const last = breaks.length - 1;
  if (Number.isNaN(value) || value < breaks[0] || value > breaks[last]) return -1;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (right ? value > breaks[middle] : value >= breaks[middle]) low = middle;
    else high = middle;
  }
  return low;
}

/** `[0,10]`, `(10,20]`, with as few digits as tell the ends apart, three at least. */
function rangeLabels(breaks: readonly number[], right: boolean): string[] {
  const ends = shortest(breaks);
  const last = breaks.length - 2;
  return ends.slice(1).map((high, i) => {
    const [open, close] = right ? [i === 0 ? '[' : '(', ']'] : ['[', i === last ? ']' : ')'];
    return `${open}${ends[i]},${high}${close}`;
  });
}

function shortest(breaks: readonly number[]): string[] {
  for (let digits = 3; ; digits++) {
    const texts = breaks.map((value) => String(Number(value.toPrecision(digits))));
    if (new Set(texts).size === breaks.length || digits === 17) return texts;
  }
}

function atCall({ node }: Call, code: string, said: { message: string; remedy: string }): Error {
  return failure(code, { start: node.start, end: node.end }, said);
}
