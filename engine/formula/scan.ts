import { failure, type FailureError } from '../contract/index.ts';
import { emptyName, strangeCharacter, unclosed, unknownOperator } from '../text/formulaFailures.ts';
import { PLAIN_NAME } from './names.ts';
import type { Span } from './syntax.ts';

/** A word of the formula. A name in backticks has `quoted` set and can be neither constant nor function. */
export interface Token extends Span {
  readonly kind: 'number' | 'text' | 'name' | 'operator' | 'end';
  /** The operator or name itself, the value of a text, the digits of a number. */
  readonly text: string;
  readonly quoted: boolean;
}

const NUMBER = /^(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)L?/;
const OPERATOR = /^(?:%[^%\s]*%|\*\*|[<>=!]=|&&|\|\||[~+\-*/^:()|&<>!,=])/;
const KNOWN_PERCENT = ['%in%', '%%', '%/%'];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };
const LOOKALIKES: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '∼': '~',
  '˜': '~',
  '∶': ':',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '´': '`',
  '[': '(',
  ']': ')',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};

/**
 * Cut the text into tokens; the last one is of kind `end`.
 *
 * @throws Failure 'formula.character', 'formula.unclosed', 'formula.empty-name', 'formula.unknown-operator'
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, tokens.at(-1)!.end)) tokens.push(tokenAt(text, at));
  return [...tokens, { kind: 'end', text: '', quoted: false, start: text.length, end: text.length }];
}

function tokenAt(text: string, start: number): Token {
  const rest = text.slice(start, start + 1000);
  if (rest[0] === '`') return quotedToken(text, start, 'name');
  if (rest[0] === '"' || rest[0] === "'") return quotedToken(text, start, 'text');
  const number = NUMBER.exec(rest)?.[0];
  if (number) return token('number', number, start);
  const name = PLAIN_NAME.exec(rest)?.[0];
  if (name) return token('name', name, start);
  const operator = OPERATOR.exec(rest)?.[0];
  if (!operator) throw noToken(rest, start);
  return operatorToken(operator, start);
}

function token(kind: Token['kind'], text: string, start: number): Token {
  return { kind, text, quoted: false, start, end: start + text.length };
}

function operatorToken(operator: string, start: number): Token {
  const end = start + operator.length;
  if (operator.startsWith('%') && !KNOWN_PERCENT.includes(operator))
    throw failure('formula.unknown-operator', { operator, start, end }, unknownOperator(operator));
  return { ...token('operator', operator === '**' ? '^' : operator, start), end };
}

function quotedToken(text: string, start: number, kind: 'name' | 'text'): Token {
  const mark = text[start];
  let value = '';
  let at = start + 1;
  for (; at < text.length && text[at] !== mark; at++) {
    if (text[at] === '\\' && at + 1 < text.length) value += unescaped(text[++at]);
    else value += text[at];
  }
  const end = Math.min(at + 1, text.length);
  if (at >= text.length) throw failure('formula.unclosed', { start, end }, unclosed(kind === 'name' ? 'backtick' : 'quote'));
  if (kind === 'name' && value === '') throw failure('formula.empty-name', { start, end }, emptyName());
  return { kind, text: value, quoted: true, start, end };
}

function unescaped(character: string): string {
  return ESCAPES[character] ?? character;
}

function noToken(rest: string, start: number): FailureError {
  const character = String.fromCodePoint(rest.codePointAt(0)!);
  const details = { character, start, end: start + character.length };
  return failure('formula.character', details, strangeCharacter(character, LOOKALIKES[character] ?? null));
}

function afterSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at])) at++;
  return at;
}
