/**
 * Sums of squares of a linear model's terms.
 *
 * @see Searle (1971), Linear Models, ch. 6
 */
import type { LinearFit } from '../glm/lm.ts';
import type { TermColumns } from './terms.ts';

export interface TermSquares {
  readonly term: string;
  readonly squares: number;
  readonly df: number;
}

/** What each term adds to those before it; terms without a column of their own are left out. */
export function sequentialSquares(terms: readonly TermColumns[], { effects }: LinearFit): TermSquares[] {
  return terms
    .filter(({ columns }) => columns.length > 0)
    .map(({ label, columns }) => ({
      term: label,
      squares: columns.reduce((sum, column) => sum + effects[column] ** 2, 0),
      df: columns.length,
    }));
}
