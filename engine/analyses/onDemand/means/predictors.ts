/**
 * The variables of a model's fixed part: categories whose means can be taken, numbers that have slopes.
 */
import type { FitResult } from '../../../contract/index.ts';
import { parseExpression, variablesOf, type Expression } from '../../../formula/index.ts';
import { predictorsOf as readBy } from '../../../frame/index.ts';
import { termParts } from '../../../text/words.ts';

export interface Predictors {
  /** Columns of categories, with the levels in use of the fit. */
  readonly factors: readonly { readonly name: string; readonly levels: readonly string[] }[];
  /** Columns of numbers. */
  readonly numbers: readonly string[];
  /** The columns of each term. */
  readonly terms: readonly (readonly string[])[];
}

export function predictorsOf(fit: FitResult): Predictors {
  const parts = fit.terms.map(termParts);
  const all = parts.flat();
  const coded = fit.factors.filter(({ name }) => all.includes(name));
  const factors = coded.flatMap(({ name, levels }) => {
    const column = categoryColumn(parseExpression(name));
    return column === null ? [] : [{ name: column, levels }];
  });
  const isCoded = (part: string) => coded.some(({ name }) => name === part);
  const named = new Set(all.filter((part) => !isCoded(part)).flatMap(columnsOf));
  const numbers = [...named].filter((name) => !factors.some((factor) => factor.name === name));
  return { factors, numbers, terms: parts.map((own) => [...new Set(own.flatMap(columnsOf))]) };
}

/** Columns that stand in a term together with this one. */
export function partnersOf(name: string, { terms }: Predictors): string[] {
  return [...new Set(terms.filter((own) => own.includes(name)).flat())].filter((other) => other !== name);
}

/** What a factor of the formula is made of where that is one column: itself, or inside `factor()` and its like. */
function categoryColumn(expression: Expression): string | null {
  const isPlain = expression.kind !== 'call' || ['factor', 'as.factor', 'ordered', 'as.ordered'].includes(expression.name);
  const columns = variablesOf(expression);
  return isPlain && columns.length === 1 ? columns[0] : null;
}

/** A variable centred in groups is one of its own, and its groups are none. */
function columnsOf(part: string): string[] {
  return readBy(parseExpression(part));
}
