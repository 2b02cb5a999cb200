/**
 * The tree of a formula. Plain data; every node knows where it stands in the text.
 */

/** Half-open range of UTF-16 positions in the text. Nodes made by expansion keep the range of what they came from. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Expression = NumberNode | TextNode | ConstantNode | NameNode | CallNode | UnaryNode | BinaryNode | ParensNode;

export interface NumberNode extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Written with R's `L` suffix. */
  readonly integer: boolean;
}

export interface TextNode extends Span {
  readonly kind: 'text';
  readonly value: string;
}

export interface ConstantNode extends Span {
  readonly kind: 'constant';
  readonly name: ConstantName;
}

export type ConstantName = 'TRUE' | 'FALSE' | 'NA' | 'NaN' | 'Inf' | 'NULL';

/** A column; `.` stands for all other columns. */
export interface NameNode extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface CallNode extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Argument[];
}

export interface Argument {
  /** `raw` in `poly(x, 2, raw = TRUE)`; null where the argument goes by its place. */
  readonly name: string | null;
  readonly value: Expression;
}

export interface UnaryNode extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | '!';
  readonly operand: Expression;
}

export interface BinaryNode extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ParensNode extends Span {
  readonly kind: 'parens';
  readonly inner: Expression;
}

/** Binary operators by precedence, loosest first, as in R; the exponent binds to the right, the others to the left. */
export const OPERATOR_LEVELS = [
  ['||', '|'],
  ['&&', '&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['%in%', '%%', '%/%'],
  [':'],
  ['^'],
] as const;

export type BinaryOperator = (typeof OPERATOR_LEVELS)[number][number];

/** A model formula; `outcome` is null in `~ x`. */
export interface Formula extends Span {
  readonly outcome: Expression | null;
  readonly right: Expression;
}
