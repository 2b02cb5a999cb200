import { failure } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { printExpression } from './print.ts';
import type { BinaryNode, Expression } from './syntax.ts';
import { variablesOf, walk } from './walk.ts';

/** Far above any model that can be fitted; reached only by a slip such as (a + b + …)^9. */
const MOST_TERMS = 5000;

/** What the right-hand side of a formula says: variables in the order of the text, terms as sets of variables. */
export interface Terms {
  readonly intercept: boolean;
  /** Every variable the text names, those of removed terms too. */
  readonly variables: readonly Expression[];
  /** Bit j is set where variable j is part of the term. Ordered by degree, then by the text. */
  readonly masks: readonly bigint[];
}

/**
 * Multiply out + - : * / ^ %in% into terms, as R's terms() does. `.` stands for the columns in `dotNames`.
 *
 * @throws Failure 'formula.number-as-term', 'formula.text-as-term', 'formula.bad-power', 'formula.too-many-terms', 'formula.dot-place'
 * @see Wilkinson & Rogers (1973), Applied Statistics 22(3), 392–399; R's ?formula and ?terms.object
 */
export function termsOf(right: Expression, dotNames: readonly string[]): Terms {
  const state: State = { intercept: true, adding: true, variables: [], indices: new Map(), dotNames };
  registerVariables(right, state);
  const masks = encode(right, state);
  return { intercept: state.intercept, variables: state.variables, masks: byDegree(masks) };
}

/** The variables of a term, in the order they have in the formula. */
export function factorsOf(mask: bigint, variables: readonly Expression[]): Expression[] {
  return variables.filter((_, j) => (mask >> BigInt(j)) & 1n);
}

interface State {
  intercept: boolean;
  /** Whether a 1 in the text adds the intercept (or, after a minus, removes it). */
  adding: boolean;
  readonly variables: Expression[];
  readonly indices: Map<string, number>;
  readonly dotNames: readonly string[];
}

const STRUCTURE = ['+', '-', ':', '*', '/', '^', '%in%'];

/** Number the variables in the order of the text before multiplying out: that order is the one inside interactions. */
function registerVariables(node: Expression, state: State): void {
  if (node.kind === 'parens') registerVariables(node.inner, state);
  else if (node.kind === 'unary' && node.operator !== '!') registerVariables(node.operand, state);
  else if (isStructure(node)) {
    registerVariables(node.left, state);
    if (node.operator !== '^') registerVariables(node.right, state);
  } else if (node.kind === 'name' && node.name === '.') for (const column of dotColumns(node, state)) indexOf(column, state);
  else if (node.kind !== 'number' && node.kind !== 'constant' && node.kind !== 'text') indexOf(node, state);
}

function encode(node: Expression, state: State): bigint[] {
  if (node.kind === 'parens') return encode(node.inner, state);
  if (node.kind === 'unary' && node.operator === '+') return encode(node.operand, state);
  if (node.kind === 'unary' && node.operator === '-') return without([], node.operand, state);
  if (isStructure(node)) return limited(encodeOperator(node, state));
  if (node.kind === 'number') return encodeNumber(node, state);
  if (node.kind === 'name' && node.name === '.') return dotColumns(node, state).map((column) => bitOf(column, state));
  if (node.kind === 'text' || node.kind === 'constant') throw termFailure('formula.text-as-term', node, words.textAsTerm);
  return [bitOf(node, state)];
}

function encodeOperator(node: BinaryNode, state: State): bigint[] {
  const left = encode(node.left, state);
  switch (node.operator) {
    case '-':
      return without(left, node.right, state);
    case '^':
      return power(left, exponentOf(node.right));
    case '+':
      return union(left, encode(node.right, state));
    case ':':
      return crossed(left, encode(node.right, state));
    case '*':
      return starred(left, encode(node.right, state));
    case '/':
      return nested(left, encode(node.right, state));
    default:
      return insideOf(left, encode(node.right, state));
  }
}

function starred(left: readonly bigint[], right: readonly bigint[]): bigint[] {
  return union([...left, ...right], crossed(left, right));
}

/** a/b = a + a:b; every variable of a sum on the left joins the terms on the right. */
function nested(left: readonly bigint[], right: readonly bigint[]): bigint[] {
  return union(left, crossed([allOf(left)], right));
}

/** a %in% b: every variable on the right joins the terms on the left. */
function insideOf(left: readonly bigint[], right: readonly bigint[]): bigint[] {
  return crossed(left, [allOf(right)]);
}

function crossed(left: readonly bigint[], right: readonly bigint[]): bigint[] {
  if (left.length * right.length > MOST_TERMS * 20) throw failure('formula.too-many-terms', {}, words.tooManyTerms(MOST_TERMS));
  return union(
    left.flatMap((a) => right.map((b) => a | b)),
    [],
  );
}

function power(terms: readonly bigint[], exponent: number): bigint[] {
  let result = union(terms, []);
  for (let step = 1; step < exponent; step++) {
    const next = limited(crossed(result, terms));
    if (next.length === result.length && next.every((mask) => result.includes(mask))) return next;
    result = next;
  }
  return result;
}

function without(terms: readonly bigint[], removed: Expression, state: State): bigint[] {
  state.adding = !state.adding;
  const masks = new Set(encode(removed, state));
  state.adding = !state.adding;
  return terms.filter((mask) => !masks.has(mask));
}

function union(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  return [...new Set([...a, ...b])];
}

function allOf(terms: readonly bigint[]): bigint {
  return terms.reduce((all, mask) => all | mask, 0n);
}

/** 1 asks for the intercept and 0 for none; a minus in front turns that round. */
function encodeNumber(node: Expression & { kind: 'number' }, state: State): bigint[] {
  if (node.value !== 0 && node.value !== 1) throw termFailure('formula.number-as-term', node, words.numberAsTerm);
  state.intercept = state.adding === (node.value === 1);
  return [];
}

function exponentOf(node: Expression): number {
  const value = node.kind === 'parens' ? exponentOf(node.inner) : node.kind === 'number' ? node.value : NaN;
  if (Number.isInteger(value) && value >= 1) return value;
  throw termFailure('formula.bad-power', node, words.badPower);
}

function byDegree(masks: readonly bigint[]): bigint[] {
  return masks
    .map((mask) => ({ mask, degree: mask.toString(2).replaceAll('0', '').length }))
    .sort((a, b) => a.degree - b.degree)
    .map(({ mask }) => mask);
}

function dotColumns(node: Expression, state: State): Expression[] {
  return state.dotNames.map((name) => ({ kind: 'name', name, start: node.start, end: node.end }));
}

function bitOf(node: Expression, state: State): bigint {
  return 1n << BigInt(indexOf(node, state));
}

function indexOf(node: Expression, state: State): number {
  checkDots(node);
  if (node.kind !== 'name' && variablesOf(node).length === 0)
    throw termFailure('formula.number-as-term', node, words.numberAsTerm);
  const label = printExpression(node);
  const known = state.indices.get(label);
  if (known !== undefined) return known;
  state.indices.set(label, state.variables.length);
  return state.variables.push(node) - 1;
}

/** Inside a variable `.` means nothing. */
function checkDots(variable: Expression): void {
  walk(variable, (node) => {
    if (node.kind === 'name' && node.name === '.') throw termFailure('formula.dot-place', node, words.dotPlace);
  });
}

function isStructure(node: Expression): node is BinaryNode {
  return node.kind === 'binary' && STRUCTURE.includes(node.operator);
}

function limited(masks: bigint[]): bigint[] {
  if (masks.length <= MOST_TERMS) return masks;
  throw failure('formula.too-many-terms', { terms: masks.length }, words.tooManyTerms(MOST_TERMS));
}

function termFailure(code: string, node: Expression, said: (text: string) => { message: string; remedy: string }) {
  return failure(code, { start: node.start, end: node.end }, said(printExpression(node)));
}
