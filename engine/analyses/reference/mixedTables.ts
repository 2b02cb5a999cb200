/**
 * Tests by term of mixed models, in the layouts of lmerTest and lme4.
 */
import { aic } from '../../inference/information.ts';
import type { Rows } from '../../inference/linearHypothesis.ts';
import { bySatterthwaite, type TestedCoefficients } from '../../inference/testedCoefficients.ts';
import { fTestP } from '../../inference/wald.ts';
import { mixedEstimates } from '../mixedEstimates.ts';
import { termHypotheses } from '../modelTerms.ts';
import { dropOneModels, droppedTerms, reducedRandomModels } from '../reducedModels.ts';
import type { MixedContext } from './mixedQuantities.ts';

export function anovaTables(context: MixedContext) {
  const tested = satterthwaite(context);
  return {
    I: fRows(context, termHypotheses('I', context), tested),
    II: fRows(context, termHypotheses('II', context), tested),
    III: fRows(context, termHypotheses('III', context), tested),
  };
}

/** A line per term; sums of squares are those of the unscaled F, as lmerTest prints them. */
export function fRows({ terms, sigma }: MixedContext, hypotheses: readonly Rows[], tested: TestedCoefficients) {
  return terms.map(({ label }, index) => fRow(label, hypotheses[index], tested, sigma));
}

/** A term whose columns were all left out has no numbers. */
function fRow(term: string, L: Rows, tested: TestedCoefficients, sigma: number) {
  if (!L.length) return { term, 'Sum Sq': null, 'Mean Sq': null, NumDF: null, DenDF: null, 'F value': null, 'Pr(>F)': null };
  const { F, unscaled, numDf, denDf } = tested.jointF(L);
  const meanSquare = unscaled * sigma ** 2;
  return {
    term,
    'Sum Sq': meanSquare * numDf,
    'Mean Sq': meanSquare,
    NumDF: numDf,
    DenDF: denDf,
    'F value': F,
    'Pr(>F)': fTestP(F, numDf, denDf),
  };
}

export function dropOneF(context: MixedContext) {
  const tested = satterthwaite(context);
  return droppedTerms(context).map(({ term, L }) => fRow(term, L, tested, context.sigma));
}

/** By maximum likelihood, refitted without each term. */
export function dropOneChisq(context: MixedContext) {
  const whole = mixedEstimates(context.frame, 'ML');
  const rows = dropOneModels(context, whole).map(({ term, logLik, npar, lrt, df, p }) => ({
    term,
    npar: df,
    AIC: aic(logLik, npar),
    LRT: lrt,
    'Pr(Chi)': p,
  }));
  return [{ term: '<none>', npar: null, AIC: aic(whole.logLik, whole.npar), LRT: null, 'Pr(Chi)': null }, ...rows];
}

/** Each random term left out, or a slope taken from it, by the criterion of the fit. */
export function ranovaTable(context: MixedContext) {
  const { logLik, npar } = context;
  const none = { term: '<none>', npar, logLik, AIC: aic(logLik, npar), LRT: null, Df: null, 'Pr(>Chisq)': null };
  const rows = reducedRandomModels(context, context, context.criterion).map((reduced) => ({
    term: reduced.term,
    logLik: reduced.logLik,
    npar: reduced.npar,
    AIC: aic(reduced.logLik, reduced.npar),
    LRT: reduced.lrt,
    Df: reduced.df,
    'Pr(>Chisq)': reduced.p,
  }));
  return [none, ...rows];
}

function satterthwaite({ beta, vcov, pieces }: MixedContext): TestedCoefficients {
  return bySatterthwaite(beta, vcov, pieces());
}
