/**
 * Sums of squares of a linear model's terms by leaving them out. Where columns were left out of the model already, a term stands for what
 * the model spans beyond the one without it, not for the columns that happened to stay.
 *
 * @see Searle (1971), Linear Models, §5.5 on testable hypotheses in models not of full rank
 */
import type { Rows } from '../inference/linearHypothesis.ts';
import { waldStatistic } from '../inference/linearHypothesis.ts';
import { relativesOf } from '../inference/terms.ts';
import type { TermTest } from '../inference/waldTerms.ts';
import { droppedSpace, droppedTerms } from './reducedModels.ts';
import type { ModelTerms } from './modelTerms.ts';

/** Squares over the residual variance, in `chisq`: what is lost with each term that is part of no other. */
export function dropOneSquares(model: ModelTerms, beta: ArrayLike<number>, vcov: Rows): TermTest[] {
  return droppedTerms(model).map(({ term, L }) => ({ term, ...statistic(L, beta, vcov) }));
}

/** Type II: what each term adds to all terms but its relatives. */
export function squaresTypeII(model: ModelTerms, beta: ArrayLike<number>, vcov: Rows): TermTest[] {
  return model.terms.map((term) => {
    const relatives = relativesOf(term, model.terms);
    const all = statistic(droppedSpace(model, [term, ...relatives]), beta, vcov);
    const rest = statistic(droppedSpace(model, relatives), beta, vcov);
    return { term: term.label, chisq: all.chisq - rest.chisq, df: all.df - rest.df };
  });
}

function statistic(L: Rows, beta: ArrayLike<number>, vcov: Rows): { chisq: number; df: number } {
  return L.length ? waldStatistic(L, beta, vcov) : { chisq: 0, df: 0 };
}
