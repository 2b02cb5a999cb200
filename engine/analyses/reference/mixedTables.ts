/**
 * Tests by term of mixed models, in the layouts of lmerTest and lme4.
 */
import type { Criterion } from '../../contract/index.ts';
import type { ExpandedFormula } from '../../formula/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { lm } from '../../glm/lm.ts';
import { typeI, typeII, typeIII } from '../../inference/contrasts.ts';
import { aic } from '../../inference/information.ts';
import { selecting, type Rows } from '../../inference/linearHypothesis.ts';
import { linearLogLik, reducedRandomParts } from '../../inference/ranova.ts';
import { satterthwaiteF } from '../../inference/satterthwaite.ts';
import { spaceDifference } from '../../inference/spaceDifference.ts';
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

/**
 * Where columns were left out, a term stands for what its model spans beyond the one without it. Not given where that is a part of what the
 * term's columns span: lmerTest then counts too many degrees of freedom.
 */
export function dropOneF(context: MixedContext) {
  const tests = droppable(context).map(({ label, columns }) => ({ label, columns, L: droppedRows(context, label, columns) }));
  if (tests.some(({ L, columns }) => L.length > 0 && L.length < columns.length)) return undefined;
  return tests.map(({ label, L }) => (L.length ? fRow(context, label, L) : emptyRow(label)));
}

function droppedRows(context: MixedContext, label: string, columns: readonly number[]): Rows {
  const { frame } = context;
  if (!frame.droppedColumns.length) return selecting(columns, frame.p);
  return spaceDifference(frame, reducedFrame(context, without(context, label)));
}

/** By maximum likelihood, refitted without each term. */
export function dropOneChisq(context: MixedContext) {
  const whole = mixedEstimates(context.frame, 'ML');
  const rows = droppable(context).map(({ label }) => {
    const reduced = refitted(context, without(context, label), 'ML');
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

/** The formula with one term less. */
function without({ expanded }: MixedContext, label: string): ExpandedFormula {
  const terms = expanded.terms.filter((term) => term.label !== label);
  return { ...expanded, terms, intercept: expanded.intercept || !terms.length };
}

/** A changed formula on the rows of the model, fitted. */
function refitted(context: MixedContext, formula: ExpandedFormula, criterion: Criterion): { logLik: number; npar: number } {
  const reduced = reducedFrame(context, formula);
  if (!formula.random.length) return { logLik: linearLogLik(lm(reduced), criterion), npar: reduced.p + 1 };
  const { logLik, npar } = mixedEstimates(reduced, criterion);
  return { logLik, npar };
}

function reducedFrame({ options, table, frame }: MixedContext, formula: ExpandedFormula): ModelFrame {
  const rows = frame.n === table.rows ? table : rowsOf(table, Array.from(frame.rows));
  const { subset: _, ...others } = options;
  return modelFrame(formula, rows, { ...others, allowDegenerateGroups: true });
}
