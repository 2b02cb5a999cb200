/**
 * Part (semi-partial) R² of terms: what the fixed part explains less when a term is left out, over the total variance of the full model.
 *
 * @see Stoffel, Nakagawa & Schielzeth (2021), PeerJ 9, e11414
 */
import type { VarianceParts } from './rSquared.ts';
import { relativesOf, type TermColumns } from './terms.ts';

/** A term and what has to leave the model with it: the interactions it is part of. */
export interface RemovedTerm {
  readonly label: string;
  readonly with: readonly string[];
  readonly columns: readonly number[];
}

export function removedTerms(terms: readonly TermColumns[]): RemovedTerm[] {
  return terms
    .filter(({ columns }) => columns.length > 0)
    .map((term) => {
      const relatives = relativesOf(term, terms);
      const columns = [...new Set([term, ...relatives].flatMap((one) => one.columns))];
      return { label: term.label, with: relatives.map(({ label }) => label), columns };
    });
}

/** `reducedFixed` is the variance of the fixed part of the predictions of the model without the term. Can be slightly below 0. */
export function partR2({ fixed, random, residual }: VarianceParts, reducedFixed: number): number {
  return (fixed - reducedFixed) / (fixed + random + residual);
}
