import { failure } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { isConstantName, isReservedName } from './names.ts';
import {
  closed,
  expectEnd,
  failed,
  isOperator,
  nested,
  next,
  openReader,
  operatorAmong,
  peek,
  took,
  unexpected,
  type Reader,
} from './reader.ts';
import { OPERATOR_LEVELS, type Argument, type BinaryOperator, type Expression, type Formula, type NameNode } from './syntax.ts';

/**
 * Read a model formula in R's syntax.
 *
 * @throws Failure with a code `formula.…` whose details carry `start` and `end` in the text
 * @see R Core Team, R Language Definition, §10.4.2 for the operators and their precedence
 */
export function parseFormula(text: string): Formula {
  if (text.trim() === '') throw failure('formula.empty', { start: 0, end: text.length }, words.emptyFormula());
  const reader = openReader(text);
  const outcome = isOperator(reader, '~') ? null : disjunction(reader);
  if (isOperator(reader, '~')) next(reader);
  else
    throw outcome && peek(reader).kind === 'end' ? failed('formula.no-tilde', peek(reader), words.noTilde()) : unexpected(reader);
  const right = disjunction(reader);
  if (isOperator(reader, '~')) throw failed('formula.second-tilde', peek(reader), words.secondTilde());
  expectEnd(reader);
  return { outcome, right, start: (outcome ?? right).start, end: right.end };
}

/**
 * Read an expression on columns, such as a row condition.
 *
 * @throws Failure as `parseFormula`
 */
export function parseExpression(text: string): Expression {
  if (text.trim() === '') throw failure('formula.empty', { start: 0, end: text.length }, words.emptyFormula());
  const reader = openReader(text);
  const expression = disjunction(reader);
  expectEnd(reader);
  return expression;
}

type Level = (reader: Reader) => Expression;

function disjunction(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[0], conjunction);
}

function conjunction(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[1], negation);
}

function negation(reader: Reader): Expression {
  return isOperator(reader, '!') ? prefixed(reader, '!', negation) : comparison(reader);
}

function comparison(reader: Reader): Expression {
  const left = sum(reader);
  const operator = operatorAmong(reader, OPERATOR_LEVELS[2]);
  return operator ? joined(reader, left, operator, sum) : left;
}

function sum(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[3], product);
}

function product(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[4], membership);
}

function membership(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[5], interaction);
}

function interaction(reader: Reader): Expression {
  return leftToRight(reader, OPERATOR_LEVELS[6], signed);
}

function signed(reader: Reader): Expression {
  const sign = operatorAmong(reader, ['-', '+'] as const);
  return sign ? prefixed(reader, sign, signed) : power(reader);
}

/** The exponent may carry a sign and binds to the right: a^-b, a^b^c = a^(b^c). */
function power(reader: Reader): Expression {
  const base = primary(reader);
  return isOperator(reader, '^') ? joined(reader, base, '^', signed) : base;
}

function primary(reader: Reader): Expression {
  const { kind, text, quoted, start, end } = peek(reader);
  if (kind === 'number') return { kind, value: Number(text.replace('L', '')), integer: text.endsWith('L'), ...took(reader) };
  if (kind === 'text') return { kind, value: text, ...took(reader) };
  if (kind === 'name' && !quoted && isConstantName(text)) return { kind: 'constant', name: text, ...took(reader) };
  if (kind === 'name' && !quoted && isReservedName(text)) throw unexpected(reader);
  if (kind === 'name') return nameOrCall(reader, { kind, name: text, start, end }, quoted);
  if (isOperator(reader, '(')) return parens(reader);
  throw kind === 'end' ? failed('formula.unexpected-end', peek(reader), words.unexpectedEnd()) : unexpected(reader);
}

function nameOrCall(reader: Reader, name: NameNode, quoted: boolean): Expression {
  next(reader);
  if (quoted || !isOperator(reader, '(')) return name;
  const open = next(reader);
  const args = isOperator(reader, ')') ? [] : callArguments(reader);
  return { kind: 'call', name: name.name, args, start: name.start, end: closed(reader, open) };
}

function callArguments(reader: Reader): Argument[] {
  const args = [callArgument(reader)];
  while (isOperator(reader, ',')) {
    next(reader);
    args.push(callArgument(reader));
  }
  return args;
}

function callArgument(reader: Reader): Argument {
  const isNamed =
    peek(reader).kind === 'name' && reader.tokens[reader.at + 1].text === '=' && !reader.tokens[reader.at + 1].quoted;
  if (!isNamed) return { name: null, value: nested(reader, disjunction) };
  const name = next(reader).text;
  next(reader);
  return { name, value: nested(reader, disjunction) };
}

function parens(reader: Reader): Expression {
  const open = next(reader);
  const inner = nested(reader, disjunction);
  return { kind: 'parens', inner, start: open.start, end: closed(reader, open) };
}

function leftToRight(reader: Reader, operators: readonly BinaryOperator[], operand: Level): Expression {
  let left = operand(reader);
  for (let operator = operatorAmong(reader, operators); operator; operator = operatorAmong(reader, operators))
    left = joined(reader, left, operator, operand);
  return left;
}

function joined(reader: Reader, left: Expression, operator: BinaryOperator, operand: Level): Expression {
  next(reader);
  const right = nested(reader, operand);
  return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
}

function prefixed(reader: Reader, operator: '-' | '+' | '!', operand: Level): Expression {
  const { start } = next(reader);
  const value = nested(reader, operand);
  return { kind: 'unary', operator, operand: value, start, end: value.end };
}
