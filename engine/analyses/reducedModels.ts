/**
 * A model with one of its terms left out, on the same rows: what tests that leave out one term at a time compare with.
 *
 * @see Kuznetsova, Brockhoff & Christensen (2017), J. Stat. Softw. 82(13), §2 on drop1 and ranova
 */
import type { ColumnTable, Criterion } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import { modelFrame } from '../frame/modelFrame.ts';
import type { ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import { selecting, type Rows } from '../inference/linearHypothesis.ts';
import { chiBarSquaredP } from '../inference/chiBarSquared.ts';
import { linearLogLik, reducedRandomParts } from '../inference/ranova.ts';
import { spaceDifference } from '../inference/spaceDifference.ts';
import { relativesOf, type TermColumns } from '../inference/terms.ts';
import { waldChisqP } from '../inference/wald.ts';
import { mixedEstimates, type EstimationHooks } from './mixedEstimates.ts';
import type { ModelTerms } from './modelTerms.ts';
import { tableRows } from './tableRows.ts';

/** How likely a model makes the data, and by how many parameters. */
export interface Likelihood {
  readonly logLik: number;
  readonly npar: number;
}

export interface ReducedModel extends Likelihood {
  /** What was left out. */
  readonly term: string;
  readonly lrt: number;
  /** Parameters fewer than in the whole model. */
  readonly df: number;
  /** Against χ²(df); null where df is 0. */
  readonly p: number | null;
}

export interface ReducedRandom extends ReducedModel {
  /** Against ½ χ²(df − 1) + ½ χ²(df), where one variance was left out and what is left is not singular; null elsewhere. */
  readonly boundaryP: number | null;
}

/** The hypothesis that leaving a term out makes. */
export interface DroppedTerm {
  readonly term: string;
  readonly columns: readonly number[];
  /** None where the other terms span all that the model does. */
  readonly L: Rows;
}

/** Terms that are part of no other, each with all others in the model. Where columns were left out: what the model spans beyond the others. */
export function droppedTerms(model: ModelTerms): DroppedTerm[] {
  return droppable(model.terms).map((term) => ({ term: term.label, columns: term.columns, L: droppedSpace(model, [term]) }));
}

/** Models refitted by maximum likelihood without each term; `whole` is the model's own maximum-likelihood fit. */
export function dropOneModels(model: ModelTerms, whole: Likelihood, hooks: EstimationHooks = {}): ReducedModel[] {
  return droppable(model.terms).map(({ label }) => {
    const reduced = refitted(model, without(model.expanded, [label]), 'ML', hooks);
    return comparedWith(whole, label, reduced, Math.max(2 * (whole.logLik - reduced.logLik), 0));
  });
}

/** Models refitted with each random term left out, or a slope taken from it, by the criterion of `whole`. */
export function reducedRandomModels(
  model: ModelTerms,
  whole: Likelihood,
  criterion: Criterion,
  hooks: EstimationHooks = {},
): ReducedRandom[] {
  return reducedRandomParts(model.expanded.random).map(({ label, random }) => {
    const reduced = refitted(model, { ...model.expanded, random }, criterion, hooks);
    const lrt = 2 * (whole.logLik - reduced.logLik);
    const isOne = effectsIn(model.frame) - reduced.effects === 1 && !reduced.isSingular;
    const compared = comparedWith(whole, label, reduced, lrt);
    return { ...compared, boundaryP: isOne && compared.df > 0 ? chiBarSquaredP(lrt, compared.df) : null };
  });
}

/**
 * The frame of the model without one term, on the same rows.
 *
 * @param left the label of a random term or slope as `reducedRandomParts` has it, or of a fixed term
 */
export function frameWithout(model: ModelTerms, left: string): ModelFrame {
  const random = reducedRandomParts(model.expanded.random).find(({ label }) => label === left)?.random;
  return reducedFrame(model, random ? { ...model.expanded, random } : without(model.expanded, [left]));
}

function comparedWith(whole: Likelihood, term: string, { logLik, npar }: Likelihood, lrt: number): ReducedModel {
  const df = whole.npar - npar;
  return { term, logLik, npar, lrt, df, p: df > 0 ? waldChisqP(lrt, df) : null };
}

function droppable(terms: readonly TermColumns[]): TermColumns[] {
  return terms.filter((term) => relativesOf(term, terms).length === 0);
}

/** The hypothesis that leaving several terms out makes. */
export function droppedSpace(model: ModelTerms, left: readonly TermColumns[]): Rows {
  const { frame, expanded } = model;
  const columns = left.flatMap((term) => term.columns);
  if (!frame.droppedColumns.length) return selecting(columns, frame.p);
  const labels = left.map(({ label }) => label);
  return labels.length > 0 ? spaceDifference(frame, reducedFrame(model, without(expanded, labels))) : [];
}

/** The formula with some terms less. */
function without(expanded: ExpandedFormula, labels: readonly string[]): ExpandedFormula {
  const terms = expanded.terms.filter(({ label }) => !labels.includes(label));
  return { ...expanded, terms, intercept: expanded.intercept || !terms.length };
}

interface Refitted extends Likelihood {
  /** Random effects of a group. */
  readonly effects: number;
  readonly isSingular: boolean;
}

/** A changed formula on the rows of the model, fitted. */
function refitted(model: ModelTerms, formula: ExpandedFormula, criterion: Criterion, hooks: EstimationHooks): Refitted {
  hooks.checkCancelled?.();
  const reduced = reducedFrame(model, formula);
  if (!formula.random.length)
    return { logLik: linearLogLik(lm(reduced), criterion), npar: reduced.p + 1, effects: 0, isSingular: false };
  const { logLik, npar, fit } = mixedEstimates(reduced, criterion, hooks);
  return { logLik, npar, effects: effectsIn(reduced), isSingular: fit.isSingular };
}

function effectsIn({ random }: ModelFrame): number {
  return random.reduce((sum, { columns }) => sum + columns.length, 0);
}

/** The rows of the model by a changed formula. */
export function reducedFrame({ options, table, frame }: ModelTerms, formula: ExpandedFormula): ModelFrame {
  const rows: ColumnTable = frame.n === table.rows ? table : tableRows(table, Array.from(frame.rows));
  const { subset: _, ...others } = options;
  return modelFrame(formula, rows, { ...others, allowDegenerateGroups: true });
}
