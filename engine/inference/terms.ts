/**
 * Which coefficients a term of the formula has, and which other terms it is part of.
 */
import type { ModelFrame, SchemaVariable } from '../frame/types.ts';

export interface TermColumns {
  readonly label: string;
  /** Columns of X that belong to the term; empty where all of them were left out. */
  readonly columns: readonly number[];
  /** Labels of the term's variables. */
  readonly variables: readonly string[];
  /** Those of them that vary around what earlier terms hold: the term has the rest of its variables from a term before it. */
  readonly marginal: readonly string[];
  /** Those of the marginal ones that are one column of numbers. */
  readonly numeric: readonly string[];
}

/**
 * The terms of a frame in formula order, without the intercept.
 *
 * `variablesOf` gives the labels of a term's variables, e.g. `SES:Sector` → SES, Sector.
 */
export function termColumns(frame: ModelFrame, variablesOf: (label: string) => readonly string[]): TermColumns[] {
  const numbers = new Set(frame.schema.variables.filter(isPlainNumber).map(({ expression }) => expression));
  const variablesByTerm = frame.terms.map(variablesOf);
  return frame.terms.map((label, index) => {
    const columns = frame.assign.flatMap((term, column) => (term === index + 1 ? [column] : []));
    const marginal = marginalOf(variablesByTerm[index], variablesByTerm.slice(0, index));
    const numeric = marginal.filter((variable) => numbers.has(variable));
    return { label, columns, variables: variablesByTerm[index], marginal, numeric };
  });
}

/** R has a matrix in what scale() gives, as in what poly() gives, and lmerTest counts no matrix among the numbers. */
function isPlainNumber({ kind, expression }: SchemaVariable): boolean {
  return kind === 'number' && !expression.startsWith('scale(');
}

function marginalOf(variables: readonly string[], earlier: readonly (readonly string[])[]): string[] {
  return variables.filter((variable) => {
    const rest = variables.filter((other) => other !== variable);
    return rest.length === 0 || earlier.some((term) => hasAll(term, rest));
  });
}

/** Terms with all variables of this one and more: its *relatives* in a test that respects marginality. */
export function relativesOf(term: TermColumns, terms: readonly TermColumns[]): TermColumns[] {
  return terms.filter(
    (other) => other !== term && other.variables.length > term.variables.length && hasAll(other.variables, term.variables),
  );
}

/**
 * Terms that change the meaning of this one's hypothesis: they have its marginal variables and more, but no further numbers (SAS's
 * containment). That only marginal variables count, so that a term is not contained in a product that was formed without it, is lmerTest's rule.
 */
export function containingOf(term: TermColumns, terms: readonly TermColumns[]): TermColumns[] {
  return terms.filter(
    (other) =>
      other.marginal.length > term.marginal.length &&
      hasAll(other.marginal, term.marginal) &&
      other.numeric.length === term.numeric.length &&
      hasAll(other.numeric, term.numeric),
  );
}

function hasAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
