/**
 * Wald tests term by term, as car::Anova makes them from coefficients and their covariance.
 *
 * @see Fox & Weisberg (2019), An R Companion to Applied Regression, 3rd ed., §5.3
 */
import { selecting, waldStatistic, type Rows } from './linearHypothesis.ts';
import { relativesOf, type TermColumns } from './terms.ts';

export interface TermTest {
  readonly term: string;
  readonly chisq: number;
  readonly df: number;
}

/** Each term after all but its relatives: what the term adds to the joint hypothesis on its relatives. */
export function waldTypeII(terms: readonly TermColumns[], beta: ArrayLike<number>, vcov: Rows): TermTest[] {
  return terms.map((term) => {
    const relatives = relativesOf(term, terms).flatMap(({ columns }) => columns);
    const all = statistic([...term.columns, ...relatives], beta, vcov);
    const rest = statistic(relatives, beta, vcov);
    return { term: term.label, chisq: all.chisq - rest.chisq, df: all.df - rest.df };
  });
}

/** The coefficients of each term as they are coded, the intercept first where there is one. */
export function waldTypeIII(terms: readonly TermColumns[], beta: ArrayLike<number>, vcov: Rows, intercept: boolean): TermTest[] {
  const all = intercept ? [{ label: '(Intercept)', columns: [0] }, ...terms] : terms;
  return all.map(({ label, columns }) => ({ term: label, ...statistic(columns, beta, vcov) }));
}

function statistic(columns: readonly number[], beta: ArrayLike<number>, vcov: Rows): { chisq: number; df: number } {
  return columns.length ? waldStatistic(selecting(columns, vcov.length), beta, vcov) : { chisq: 0, df: 0 };
}
