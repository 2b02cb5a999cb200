import { nameText } from './names.ts';
import { numberText } from './numberText.ts';
import { OPERATOR_LEVELS, type BinaryNode, type BinaryOperator, type CallNode, type Expression, type Formula } from './syntax.ts';

const TIGHT: readonly BinaryOperator[] = ['^', ':', '/', '%%', '%/%'];
const UNARY_LEVEL = OPERATOR_LEVELS.findIndex(([first]) => first === '^') - 0.5;
const NOT_LEVEL = OPERATOR_LEVELS.findIndex(([first]) => first === '==') - 0.5;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\0': '\\0' };

/** The formula as text, spaced as R prints formulas; reading it back gives the same tree. */
export function printFormula(formula: Formula): string {
  const right = printExpression(formula.right);
  return formula.outcome ? `${printExpression(formula.outcome)} ~ ${right}` : `~${right}`;
}

/** An expression as text, spaced as R deparses it: it is also its name in terms and coefficients. */
export function printExpression(node: Expression): string {
  switch (node.kind) {
    case 'number':
      return numberText(node.value) + (node.integer ? 'L' : '');
    case 'text':
      return textLiteral(node.value);
    case 'constant':
      return node.name;
    case 'name':
      return node.name === '.' ? '.' : nameText(node.name);
    case 'call':
      return printCall(node);
    case 'unary':
      return node.operator + inside(node.operand, node.operator === '!' ? NOT_LEVEL : UNARY_LEVEL, false);
    case 'binary':
      return printBinary(node);
    case 'parens':
      return `(${printExpression(node.inner)})`;
  }
}

function printCall(node: CallNode): string {
  const args = node.args.map(({ name, value }) => (name === null ? '' : `${nameText(name)} = `) + printExpression(value));
  return `${nameText(node.name)}(${args.join(', ')})`;
}

function printBinary({ operator, left, right }: BinaryNode): string {
  const level = levelOf(operator);
  const isPower = operator === '^';
  const isComparison = level === levelOf('==');
  const space = TIGHT.includes(operator) ? '' : ' ';
  const rightText = isPower && right.kind === 'unary' ? printExpression(right) : inside(right, level, !isPower);
  return inside(left, level, isPower || isComparison) + space + operator + space + rightText;
}

/** The operand, in parentheses where it binds looser than its operator (or as loosely, on the side where that matters). */
function inside(node: Expression, level: number, strict: boolean): string {
  const own =
    node.kind === 'binary'
      ? levelOf(node.operator)
      : node.kind === 'unary'
        ? node.operator === '!'
          ? NOT_LEVEL
          : UNARY_LEVEL
        : Infinity;
  return own < level || (strict && own === level) ? `(${printExpression(node)})` : printExpression(node);
}

function levelOf(operator: BinaryOperator): number {
  return OPERATOR_LEVELS.findIndex((level) => (level as readonly string[]).includes(operator));
}

export function textLiteral(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\n\t\r\0]/g, (character) => ESCAPES[character])}"`;
}
