import { OPERATOR_LEVELS, type BinaryOperator, type Expression, type Formula } from '../../../engine/formula/syntax.ts';
import type { Seeded } from '../../support/seeded.ts';

const NAMES = ['y', 'x', 'z.1', 'größe', 'a b', '年齢', 'if', 'q`t', 'back\\slash', '.hidden', 'x_2', '2nd', 'TRUE'];
const TEXTS = ['a', 'say "hi"', "it's", 'tab\there', '\\', ''];
const NUMBERS = [0, 1, 2, 3.5, 1e5, 0.0001, 123456.789];
const NOWHERE = { start: 0, end: 0 };

/** A formula that may say anything the syntax can, with parentheses where the tree needs them and here and there besides. */
export function randomFormula(random: Seeded): Formula {
  return { outcome: random.below(8) === 0 ? null : expression(random, 2, 3), right: expression(random, 4, 0), ...NOWHERE };
}

/** A tree whose loosest operator is not looser than `level`; level 7 is the exponent, 8 a value. */
function expression(random: Seeded, depth: number, level: number): Expression {
  if (depth > 0 && random.below(6) === 0) return { kind: 'parens', inner: expression(random, depth - 1, 0), ...NOWHERE };
  if (depth === 0 || level > 7 || random.below(5) === 0) return value(random, depth);
  const own = level + random.below(8 - level);
  return random.below(6) === 0 ? unary(random, depth - 1, level) : binary(random, depth - 1, own);
}

function binary(random: Seeded, depth: number, level: number): Expression {
  const operators: readonly BinaryOperator[] = OPERATOR_LEVELS[level];
  const operator = operators[random.below(operators.length)];
  const isPower = operator === '^';
  const left = expression(random, depth, isPower || level === 2 ? level + 1 : level);
  return { kind: 'binary', operator, left, right: expression(random, depth, isPower ? level : level + 1), ...NOWHERE };
}

/** A minus binds tighter than everything but the exponent; a not looser than comparison. */
function unary(random: Seeded, depth: number, level: number): Expression {
  if (level > 6) return value(random, depth);
  if (level <= 1 && random.below(2) === 0)
    return { kind: 'unary', operator: '!', operand: expression(random, depth, 2), ...NOWHERE };
  return { kind: 'unary', operator: random.below(3) === 0 ? '+' : '-', operand: expression(random, depth, 7), ...NOWHERE };
}

function value(random: Seeded, depth: number): Expression {
  const kind = random.below(10);
  if (kind === 0) return { kind: 'number', value: pick(random, NUMBERS), integer: false, ...NOWHERE };
  if (kind === 1) return { kind: 'number', value: random.below(10), integer: true, ...NOWHERE };
  if (kind === 2) return { kind: 'text', value: pick(random, TEXTS), ...NOWHERE };
  if (kind === 3)
    return { kind: 'constant', name: pick(random, ['TRUE', 'FALSE', 'NA', 'NaN', 'Inf', 'NULL'] as const), ...NOWHERE };
  if (kind === 4 && depth > 0) return call(random, depth - 1);
  return { kind: 'name', name: pick(random, NAMES), ...NOWHERE };
}

function call(random: Seeded, depth: number): Expression {
  const names = ['log', 'I', 'poly', 'as.factor'];
  const args = Array.from({ length: random.below(4) }, () => ({
    name: random.below(4) === 0 ? pick(random, ['raw', 'x', 'na.rm']) : null,
    value: expression(random, depth, 0),
  }));
  return { kind: 'call', name: pick(random, names), args, ...NOWHERE };
}

function pick<Item>(random: Seeded, items: readonly Item[]): Item {
  return items[random.below(items.length)];
}
