import { failure } from '../contract/index.ts';
import * as words from '../text/formulaFailures.ts';
import { groupingsOf, splitBars, type Bar, type Grouping } from './bars.ts';
import { checkNames } from './check.ts';
import { printExpression } from './print.ts';
import type { Expression, Formula, Span } from './syntax.ts';
import { factorsOf, termsOf, type Terms } from './termAlgebra.ts';
import { variablesOf, walk } from './walk.ts';

/** A formula multiplied out: what model and data are built from. */
export interface ExpandedFormula extends EffectTerms {
  readonly outcome: Expression | null;
  readonly random: readonly RandomPart[];
  /** What stands inside each offset(). */
  readonly offsets: readonly Expression[];
}

export interface EffectTerms {
  readonly intercept: boolean;
  /** By degree, then in the order of the text. */
  readonly terms: readonly Term[];
  /** Every variable named, those of removed terms too; offsets are not among them. */
  readonly variables: readonly Expression[];
}

/** A main effect or interaction; the factors are in the order they have in the whole formula. */
export interface Term {
  readonly label: string;
  readonly factors: readonly Expression[];
}

/** Effects that vary by one grouping factor and are correlated with each other. A bar in the text may give several. */
export interface RandomPart extends EffectTerms, Span {
  /** `Days | Subject`, as the text has it but for nesting and `||` being spelled out. */
  readonly label: string;
  readonly group: RandomGroup;
  /** False where the part came from a `||`: its effects were taken apart. */
  readonly correlated: boolean;
  /** Which bar of the text it came from, counted from 0. */
  readonly bar: number;
}

export interface RandomGroup extends Grouping {
  readonly columns: readonly string[];
}

/**
 * Multiply a formula out over a table's columns. `.` stands for all columns but the outcome's.
 *
 * @throws Failure 'formula.unknown-column' and the others of the folder, with `start` and `end`
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §2 for the random parts
 */
export function expandFormula(formula: Formula, columnNames: readonly string[]): ExpandedFormula {
  if (formula.outcome) checkNames(formula.outcome, columnNames);
  checkNames(formula.right, columnNames);
  const outcomeColumns = formula.outcome ? variablesOf(formula.outcome) : [];
  return expand(
    formula,
    columnNames.filter((name) => !outcomeColumns.includes(name)),
  );
}

/** Multiply out without looking at columns: for views of a formula that may name columns not there yet. */
export function expand(formula: Formula, dotNames: readonly string[]): ExpandedFormula {
  const { fixed, bars } = splitBars(formula.right);
  const terms = fixed ? termsOf(fixed, dotNames) : { intercept: true, variables: [], masks: [] };
  const offsets = terms.variables.filter(isOffset);
  const effects = effectTerms(terms);
  checkOutcome(formula.outcome, effects);
  const offsetValues = offsets.flatMap(argumentsOf);
  [...effects.variables, ...offsetValues].forEach(checkNoOffset);
  return { outcome: formula.outcome, ...effects, random: bars.flatMap(randomParts), offsets: offsetValues };
}

/** The terms as labels and factors, without those that contain an offset. */
function effectTerms({ intercept, variables, masks }: Terms): EffectTerms {
  const terms = masks.map((mask) => factorsOf(mask, variables)).filter((factors) => !factors.some(isOffset));
  return { intercept, terms: terms.map(termOf), variables: variables.filter((variable) => !isOffset(variable)) };
}

function termOf(factors: readonly Expression[]): Term {
  return { label: factors.map(printExpression).join(':'), factors };
}

/** One part per grouping factor; for `||`, one per effect and grouping factor. */
function randomParts(bar: Bar, index: number): RandomPart[] {
  const effects = randomEffects(bar);
  const groups = groupingsOf(bar.group).map(withColumns);
  const pieces = bar.correlated ? [effects] : takenApart(effects);
  return pieces.flatMap((piece) => groups.map((group) => randomPart(bar, index, piece, group)));
}

function randomEffects(bar: Bar): EffectTerms {
  checkNoDot(bar.effects);
  checkNoOffset(bar.effects);
  const effects = effectTerms(termsOf(bar.effects, []));
  if (effects.intercept || effects.terms.length > 0) return effects;
  const text = `${printExpression(bar.effects)} | ${printExpression(bar.group)}`;
  throw failure('formula.empty-random', spanOf(bar), words.emptyRandom(text));
}

/** The intercept and every term by itself: a factor stays one block of correlated effects, as in lme4. */
function takenApart({ intercept, terms, variables }: EffectTerms): EffectTerms[] {
  const slopes = terms.map((term) => ({ intercept: false, terms: [term], variables }));
  return intercept ? [{ intercept: true, terms: [], variables }, ...slopes] : slopes;
}

function randomPart(bar: Bar, index: number, effects: EffectTerms, group: RandomGroup): RandomPart {
  const written = bar.correlated ? printExpression(bar.effects) : pieceText(effects);
  return { label: `${written} | ${group.name}`, group, ...effects, correlated: bar.correlated, bar: index, ...spanOf(bar) };
}

function pieceText({ intercept, terms }: EffectTerms): string {
  return intercept ? '1' : `0 + ${terms[0].label}`;
}

function withColumns(grouping: Grouping): RandomGroup {
  return { ...grouping, columns: [...new Set(grouping.factors.flatMap(variablesOf))] };
}

function checkOutcome(outcome: Expression | null, { terms }: EffectTerms): void {
  if (!outcome) return;
  const label = printExpression(outcome);
  const double = terms.flatMap(({ factors }) => factors).find((factor) => printExpression(factor) === label);
  if (double) throw failure('formula.outcome-as-predictor', spanOf(double), words.outcomeAsPredictor(label));
}

function checkNoDot(effects: Expression): void {
  walk(effects, (node) => {
    if (node.kind === 'name' && node.name === '.') throw failure('formula.dot-place', spanOf(node), words.dotPlace());
  });
}

function checkNoOffset(expression: Expression): void {
  walk(expression, (node) => {
    if (isOffset(node)) throw failure('formula.offset-place', spanOf(node), words.offsetPlace());
  });
}

function isOffset(node: Expression): boolean {
  return node.kind === 'call' && node.name === 'offset';
}

function argumentsOf(node: Expression): Expression[] {
  return node.kind === 'call' ? node.args.map(({ value }) => value) : [];
}

function spanOf({ start, end }: Span): { start: number; end: number } {
  return { start, end };
}
