import { failure, type FailureError } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { printExpression } from './print.ts';
import type { BinaryNode, Expression, Span } from './syntax.ts';
import { childrenOf, withoutParens } from './walk.ts';

/** A random part as written: `effects | group`, or `effects || group` for uncorrelated effects. */
export interface Bar extends Span {
  readonly effects: Expression;
  readonly group: Expression;
  readonly correlated: boolean;
}

/** A grouping factor: one column or call, or several whose combinations are the groups. */
export interface Grouping {
  /** `school`, `class:school`; a single column's name stands without backticks. */
  readonly name: string;
  readonly factors: readonly Expression[];
}

/**
 * Part the right-hand side into its fixed terms (null where there are none) and its random parts, in the order of the text.
 *
 * @throws Failure 'formula.bare-bar', 'formula.bar-place', 'formula.nested-bar'
 */
export function splitBars(right: Expression): { readonly fixed: Expression | null; readonly bars: readonly Bar[] } {
  if (isBar(right)) throw barFailure('formula.bare-bar', right, words.bareBar());
  const bars: Bar[] = [];
  return { fixed: takeBars(right, bars), bars };
}

/**
 * The grouping factors after a bar: one, or for nested ones (`a/b` = `b:a` and `a`) several, innermost first as in lme4.
 *
 * @throws Failure 'formula.bad-group'
 */
export function groupingsOf(group: Expression): Grouping[] {
  return nestingOf(group).map((node) => ({ name: groupName(node), factors: joinedFactors(node) }));
}

/** The part of the expression without its random parts, which are appended to `bars`. */
function takeBars(node: Expression, bars: Bar[]): Expression | null {
  if (!hasBar(node)) return node;
  if (node.kind === 'parens') {
    if (!isBar(node.inner)) return takeBars(node.inner, bars);
    bars.push(barOf(node.inner, node));
    return null;
  }
  if (node.kind === 'unary' && node.operator === '+') return takeBars(node.operand, bars);
  if (node.kind === 'binary' && (node.operator === '+' || (node.operator === '-' && !hasBar(node.right))))
    return takeFromSum(node, bars);
  throw barFailure('formula.bar-place', node, words.barPlace());
}

function takeFromSum(node: BinaryNode, bars: Bar[]): Expression | null {
  const left = takeBars(node.left, bars);
  const right = takeBars(node.right, bars);
  if (left && right) return { ...node, left, right };
  if (!left && right && node.operator === '-')
    return { kind: 'unary', operator: '-', operand: right, start: right.start, end: right.end };
  return left ?? right;
}

function barOf(node: BinaryNode, { start, end }: Span): Bar {
  if (hasBar(node.left) || hasBar(node.right)) throw barFailure('formula.nested-bar', node, words.nestedBar());
  return { effects: node.left, group: node.right, correlated: node.operator === '|', start, end };
}

function isBar(node: Expression): node is BinaryNode {
  return node.kind === 'binary' && (node.operator === '|' || node.operator === '||');
}

/** Whether a bar stands where terms stand; inside a call or a condition it means *or*. */
function hasBar(node: Expression): boolean {
  if (isBar(node)) return true;
  return node.kind !== 'call' && childrenOf(node).some(hasBar);
}

function nestingOf(node: Expression): Expression[] {
  const inner = withoutParens(node);
  if (inner.kind !== 'binary' || inner.operator !== '/')
    return [node.kind === 'parens' && inner.kind !== 'binary' ? inner : node];
  const outer = nestingOf(inner.left);
  return [...nestingOf(inner.right).map((innermost) => joinedBy(innermost, outer[0], inner)), ...outer];
}

function joinedBy(left: Expression, right: Expression, { start, end }: Span): BinaryNode {
  return { kind: 'binary', operator: ':', left, right, start, end };
}

function groupName(node: Expression): string {
  return node.kind === 'name' ? node.name : printExpression(node);
}

function joinedFactors(node: Expression): Expression[] {
  const inner = withoutParens(node);
  if (inner.kind === 'binary' && inner.operator === ':') return [...joinedFactors(inner.left), ...joinedFactors(inner.right)];
  if ((inner.kind === 'name' && inner.name !== '.') || inner.kind === 'call') return [inner];
  throw barFailure('formula.bad-group', inner, words.badGroup(printExpression(inner)));
}

function barFailure(code: string, { start, end }: Span, said: { message: string; remedy: string }): FailureError {
  return failure(code, { start, end }, said);
}
