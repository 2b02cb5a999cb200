/**
 * Tests by term of mixed models, in the layouts of lmerTest and lme4.
 */
import type { Criterion } from '../../contract/index.ts';
import type { ExpandedFormula } from '../../formula/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import { lm } from '../../glm/lm.ts';
import { typeI, typeII, typeIII } from '../../inference/contrasts.ts';
import { aic } from '../../inference/information.ts';
import { selecting, type Rows } from '../../inference/linearHypothesis.ts';
import { linearLogLik, reducedRandomParts } from '../../inference/ranova.ts';
import { satterthwaiteF } from '../../inference/satterthwaite.ts';
import { relativesOf } from '../../inference/terms.ts';
import { fTestP, waldChisqP } from '../../inference/wald.ts';
import { mixedEstimates } from '../mixedEstimates.ts';
import { rowsOf } from './framing.ts';
import type { MixedContext } from './mixedQuantities.ts';

/** Not given where lmerTest is no measure of types II and III: products without all their parts, numbers in backticks (it takes them for factors). */
export function anovaTables(context: MixedContext) {
  const { frame, terms } = context;
  if (lacksParts(context) || terms.some(({ variables }) => variables.some((variable) => variable.startsWith('`'))))
    return undefined;
  return {
    I: fRows(context, typeI(frame, terms)),
    II: fRows(context, typeII(frame, terms)),
    III: fRows(context, typeIII(frame, terms, context.inOtherCodings())),
  };
}

/** Whether some product stands without the main effects that it is made of; lmerTest then tests coded columns, not effects. */
export function lacksParts(context: MixedContext): boolean {
  return context.terms.some(({ variables }) => variables.some((variable) => !hasPart(context, variables, variable)));
}

function hasPart({ terms }: MixedContext, variables: readonly string[], part: string): boolean {
  return (
    variables.length === 1 ||
    terms.length === 1 ||
    terms.some((other) => other.variables.length === 1 && other.variables[0] === part)
  );
}

function fRows(context: MixedContext, hypotheses: readonly Rows[]) {
  return context.terms.map(({ label }, index) =>
    hypotheses[index].length ? fRow(context, label, hypotheses[index]) : emptyRow(label),
  );
}

function fRow({ beta, vcov, sigma, pieces }: MixedContext, term: string, L: Rows) {
  const { F, numDf, denDf } = satterthwaiteF(L, beta, vcov, pieces());
  const meanSquare = F * sigma ** 2;
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

/** A term whose columns were all left out. */
function emptyRow(term: string) {
  return { term, 'Sum Sq': null, 'Mean Sq': null, NumDF: null, DenDF: null, 'F value': null, 'Pr(>F)': null };
}

/** Terms that are part of no other, each with all others in the model. */
function droppable({ terms }: MixedContext) {
  return terms.filter((term) => relativesOf(term, terms).length === 0);
}

/** Not given where columns were left out: the term's own columns are then not all that it stands for. */
export function dropOneF(context: MixedContext) {
  if (context.frame.droppedColumns.length) return undefined;
  return droppable(context).map(({ label, columns }) => fRow(context, label, selecting(columns, context.frame.p)));
}

/** By maximum likelihood, refitted without each term. */
export function dropOneChisq(context: MixedContext) {
  const { frame, expanded } = context;
  const whole = mixedEstimates(frame, 'ML');
  const rows = droppable(context).map(({ label }) => {
    const terms = expanded.terms.filter((term) => term.label !== label);
    const reduced = refitted(context, { ...expanded, terms, intercept: expanded.intercept || !terms.length }, 'ML');
    const lrt = Math.max(2 * (whole.logLik - reduced.logLik), 0);
    const df = whole.npar - reduced.npar;
    return {
      term: label,
      npar: df,
      AIC: aic(reduced.logLik, reduced.npar),
      LRT: lrt,
      'Pr(Chi)': df > 0 ? waldChisqP(lrt, df) : null,
    };
  });
  return [{ term: '<none>', npar: null, AIC: aic(whole.logLik, whole.npar), LRT: null, 'Pr(Chi)': null }, ...rows];
}

/** Each random term left out, or a slope taken from it, by the criterion of the fit. */
export function ranovaTable(context: MixedContext) {
  const { logLik, npar } = context;
  const none = { term: '<none>', npar, logLik, AIC: aic(logLik, npar), LRT: null, Df: null, 'Pr(>Chisq)': null };
  const rows = reducedRandomParts(context.expanded.random).map(({ label, random }) => {
    const reduced = refitted(context, { ...context.expanded, random }, context.criterion);
    const lrt = 2 * (logLik - reduced.logLik);
    const df = npar - reduced.npar;
    return {
      term: label,
      ...reduced,
      AIC: aic(reduced.logLik, reduced.npar),
      LRT: lrt,
      Df: df,
      'Pr(>Chisq)': df > 0 ? waldChisqP(lrt, df) : null,
    };
  });
  return [none, ...rows];
}

/** A changed formula on the rows of the model. */
function refitted(
  { options, table, frame }: MixedContext,
  formula: ExpandedFormula,
  criterion: Criterion,
): { logLik: number; npar: number } {
  const rows = frame.n === table.rows ? table : rowsOf(table, Array.from(frame.rows));
  const { subset: _, ...others } = options;
  const reduced = modelFrame(formula, rows, { ...others, allowDegenerateGroups: true });
  if (!formula.random.length) return { logLik: linearLogLik(lm(reduced), criterion), npar: reduced.p + 1 };
  const { logLik, npar } = mixedEstimates(reduced, criterion);
  return { logLik, npar };
}
