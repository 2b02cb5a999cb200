/**
 * Labels of terms, which are formula text (`SES`, `Sector:SES`, `poly(age, 2)`), as the builder reads and compares them.
 */
import {
  nameFromText,
  parseExpression,
  printExpression,
  variablesOf,
  withoutParens,
  type Expression,
} from '../../engine/formula/index.ts';
import { plain } from '../../engine/text/words.ts';

/** The variables that an interaction multiplies; a main effect has one. */
export function factorsOf(label: string): Expression[] {
  return joined(parseExpression(label));
}

/** Equal for labels of the same term: `a:b` and `b:a`, columns of a grouping factor in any order. */
export function termKey(label: string): string {
  return factorsOf(label).map(printExpression).sort().join(':');
}

/** A term as it is read: `SES × Sector`; names without backticks. */
export function shownLabel(label: string): string {
  return shownFactors(factorsOf(label));
}

export function shownFactors(factors: readonly Expression[]): string {
  return factors.map(shownFactor).join(' × ');
}

/** `SES within School` for `within(SES, School)`. */
function shownFactor(factor: Expression): string {
  const text = printExpression(factor);
  return text.startsWith('within(') || text.startsWith('between(') ? plain(text) : nameFromText(text);
}

/** The columns whose levels a term lives on: the mean of a group on that of the group, a distance from it on the variable's. */
export function levelColumns(label: string): string[] {
  const names = factorsOf(label).flatMap((factor) => {
    if (factor.kind !== 'call' || factor.args.length < 2) return variablesOf(factor);
    if (factor.name === 'within') return variablesOf(factor.args[0].value);
    return variablesOf(factor.name === 'between' ? factor.args[1].value : factor);
  });
  return [...new Set(names)];
}

/** The columns of the data that a term reads. */
export function columnsOf(label: string): string[] {
  return variablesOf(parseExpression(label));
}

/** The label of the interaction of two terms, each variable once. */
export function interactionLabel(first: string, second: string): string {
  return [...new Set([...factorsOf(first), ...factorsOf(second)].map(printExpression))].join(':');
}

/** The label of a grouping factor over columns given innermost first: `class:school`, `class:(school:district)`. */
export function groupLabel(columnLabels: readonly string[]): string {
  return columnLabels.reduceRight((outer, inner) => `${inner}:${outer.includes(':') ? `(${outer})` : outer}`);
}

function joined(node: Expression): Expression[] {
  const inner = withoutParens(node);
  return inner.kind === 'binary' && inner.operator === ':' ? [...joined(inner.left), ...joined(inner.right)] : [inner];
}
