/**
 * Generalised variance inflation of each term by its correlation with the others.
 *
 * @see Fox & Monette (1992), J. Amer. Statist. Assoc. 87(417), 178–183
 */
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Rows } from './linearHypothesis.ts';
import type { TermColumns } from './terms.ts';

export interface Inflation {
  readonly term: string;
  readonly gvif: number;
  readonly df: number;
}

/** det R₁₁ det R₂₂ / det R of the coefficients' correlation matrix, the intercept left out. */
export function varianceInflation(terms: readonly TermColumns[], vcov: Rows): Inflation[] {
  const all = terms.flatMap(({ columns }) => columns);
  const whole = logDeterminant(vcov, all);
  return terms.map(({ label, columns }) => {
    const others = all.filter((column) => !columns.includes(column));
    return {
      term: label,
      gvif: Math.exp(logDeterminant(vcov, columns) + logDeterminant(vcov, others) - whole),
      df: columns.length,
    };
  });
}

/** log det of the correlations among some coefficients. */
function logDeterminant(vcov: Rows, columns: readonly number[]): number {
  const correlations = columns.map((a) => columns.map((b) => vcov[a][b] / Math.sqrt(vcov[a][a] * vcov[b][b])));
  return symmetricEigen(correlations).values.reduce((sum, value) => sum + Math.log(value), 0);
}
