import { failure, type FailureError } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { scan, type Token } from './scan.ts';
import type { Expression } from './syntax.ts';

const DEEPEST = 200;

/** Tokens and the place reached in them. */
export interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** Read one level deeper; a limit keeps hostile text from exhausting the stack. */
export function nested(reader: Reader, level: (reader: Reader) => Expression): Expression {
  if (++reader.depth > DEEPEST) throw failed('formula.too-deep', peek(reader), words.tooDeep());
  const expression = level(reader);
  reader.depth--;
  return expression;
}

export function openReader(text: string): Reader {
  return { tokens: scan(text), at: 0, depth: 0 };
}

export function peek(reader: Reader): Token {
  return reader.tokens[reader.at];
}

export function next(reader: Reader): Token {
  return reader.tokens[reader.at++];
}

export function took(reader: Reader): { start: number; end: number } {
  const { start, end } = next(reader);
  return { start, end };
}

export function isOperator(reader: Reader, operator: string): boolean {
  const { kind, text } = peek(reader);
  return kind === 'operator' && text === operator;
}

export function operatorAmong<Operator extends string>(reader: Reader, operators: readonly Operator[]): Operator | null {
  return operators.find((operator) => isOperator(reader, operator)) ?? null;
}

/** Take the closing parenthesis; returns where it ends. */
export function closed(reader: Reader, open: Token): number {
  if (isOperator(reader, ')')) return next(reader).end;
  throw peek(reader).kind === 'end' ? failed('formula.unclosed', open, words.unclosed('parenthesis')) : unexpected(reader);
}

export function expectEnd(reader: Reader): void {
  if (peek(reader).kind !== 'end') throw unexpected(reader);
}

/** What is wrong depends on whether a value stands before the token: then an operator was due, else a variable. */
export function unexpected(reader: Reader): FailureError {
  const found = peek(reader);
  const before = reader.at > 0 ? reader.tokens[reader.at - 1] : null;
  const operatorDue = before !== null && (before.kind !== 'operator' || before.text === ')');
  return failed(
    'formula.unexpected',
    found,
    words.unexpected(found.text, operatorDue ? 'an operator such as +' : 'a variable or a number'),
  );
}

export function failed(code: string, at: Token, said: { message: string; remedy: string }): FailureError {
  return failure(code, { start: at.start, end: at.end }, said);
}
