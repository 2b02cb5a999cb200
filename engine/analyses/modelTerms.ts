/**
 * A model as its terms: what tests by term are made from, whether of a kept fit or of a reference case.
 */
import type { ColumnTable } from '../contract/index.ts';
import { expandFormula, parseFormula, printExpression, type ExpandedFormula } from '../formula/index.ts';
import { modelFrame } from '../frame/modelFrame.ts';
import type { FrameOptions, ModelFrame } from '../frame/types.ts';
import { typeI, typeII, typeIII, type Recoded } from '../inference/contrasts.ts';
import type { Rows } from '../inference/linearHypothesis.ts';
import { termColumns, type TermColumns } from '../inference/terms.ts';

export interface ModelTerms {
  readonly expanded: ExpandedFormula;
  readonly frame: ModelFrame;
  /** What the frame was made from, and how. */
  readonly table: ColumnTable;
  readonly options: FrameOptions;
  readonly terms: readonly TermColumns[];
  /** Made when first asked for. */
  readonly inOtherCodings: () => Recoded;
}

export type AnovaType = 'I' | 'II' | 'III';

/** The terms of a formula that was multiplied out and made into a frame with these options. */
export function modelTerms(
  formula: string,
  table: ColumnTable,
  options: FrameOptions,
  expanded: ExpandedFormula,
  frame: ModelFrame,
): ModelTerms {
  return {
    expanded,
    frame,
    table,
    options,
    terms: termsOfFrame(expanded, frame),
    inOtherCodings: () => recoded(formula, table, frame, options),
  };
}

/** By term, in formula order, the rows Lβ = 0 of its test; none for a term whose columns were all left out. */
export function termHypotheses(type: AnovaType, { frame, terms, inOtherCodings }: ModelTerms): Rows[] {
  switch (type) {
    case 'I':
      return typeI(frame, terms);
    case 'II':
      return typeII(frame, terms);
    case 'III':
      return typeIII(frame, terms, inOtherCodings());
  }
}

export function expandedOn(formula: string, table: ColumnTable): ExpandedFormula {
  return expandFormula(
    parseFormula(formula),
    table.columns.map(({ name }) => name),
  );
}

/** The terms of a formula's fixed part with the columns that the frame kept of them. */
export function termsOfFrame(expanded: ExpandedFormula, frame: ModelFrame): TermColumns[] {
  const variables = new Map(expanded.terms.map(({ label, factors }) => [label, factors.map(printExpression)]));
  return termColumns(frame, (label) => variables.get(label) ?? [label]);
}

/** The same model in treatment coding, and each of its terms alone, all on the same rows. */
export function recoded(formula: string, table: ColumnTable, frame: ModelFrame, options: FrameOptions): Recoded {
  const factors = frame.schema.variables
    .filter(({ kind }) => kind === 'factor')
    .map(({ expression }) => expression.replace(/^`(.*)`$/, '$1'));
  const contrasts = Object.fromEntries(factors.map((factor) => [factor, 'treatment'] as const));
  const coded = { ...options, contrasts };
  const expanded = expandedOn(formula, table);
  const cells = expanded.terms.map((term) => modelFrame({ ...expanded, intercept: false, terms: [term] }, table, coded));
  return { treatment: modelFrame(expanded, table, coded), cells };
}
