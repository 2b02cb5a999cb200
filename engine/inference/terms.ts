/**
 * Which coefficients a term of the formula has, and which other terms it is part of.
 */
import type { ModelFrame } from '../frame/types.ts';

export interface TermColumns {
  readonly label: string;
  /** Columns of X that belong to the term; empty where all of them were left out. */
  readonly columns: readonly number[];
  /** Labels of the term's variables, and those of them that are numeric. */
  readonly variables: readonly string[];
  readonly numeric: readonly string[];
}

/**
 * The terms of a frame in formula order, without the intercept.
 *
 * `variablesOf` gives the labels of a term's variables, e.g. `SES:Sector` → SES, Sector.
 */
export function termColumns(frame: ModelFrame, variablesOf: (label: string) => readonly string[]): TermColumns[] {
  const factors = new Set(frame.schema.variables.filter(({ kind }) => kind === 'factor').map(({ expression }) => expression));
  return frame.terms.map((label, index) => {
    const columns = frame.assign.flatMap((term, column) => (term === index + 1 ? [column] : []));
    const variables = variablesOf(label);
    return { label, columns, variables, numeric: variables.filter((variable) => !factors.has(variable)) };
  });
}

/** Terms with all variables of this one and more: its *relatives* in a test that respects marginality. */
export function relativesOf(term: TermColumns, terms: readonly TermColumns[]): TermColumns[] {
  return terms.filter(
    (other) => other !== term && other.variables.length > term.variables.length && hasAll(other.variables, term.variables),
  );
}

/** Relatives whose further variables are all factors: only those change the meaning of the term's hypothesis (SAS's containment). */
export function containingOf(term: TermColumns, terms: readonly TermColumns[]): TermColumns[] {
  return relativesOf(term, terms).filter(
    (other) => other.numeric.length === term.numeric.length && hasAll(other.numeric, term.numeric),
  );
}

function hasAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
