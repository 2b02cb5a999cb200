/**
 * Estimated marginal means of every categorical predictor with few categories, and their differences.
 */
import type { ColumnTable, FactorMeans, ModelSpec } from '../contract/index.ts';
import { expandFormula, nameText, parseFormula } from '../formula/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { estimateOf, marginFamilies, pairsOf, type MarginFamily } from '../inference/emmeans.ts';
import type { LinearEstimates } from '../inference/testedCoefficients.ts';
import { meansWords as words } from '../text/marginalMeans.ts';
import { termParts } from '../text/words.ts';
import { defineTable, type DefinedTable } from './defineTable.ts';
import type { ModelOutline } from './outline.ts';

/** Categories beyond which a factor's means are not shown unasked, and rows beyond which none are. */
const MOST_LEVELS = 12;
const MOST_ROWS = 100_000;

type Factor = ModelOutline['factors'][number];

/** The tables of a model's means: for each factor its means and their differences. */
export function marginalMeansTables(model: ModelOutline): DefinedTable[] {
  return shownFactors(model).flatMap((factor) => [meansTable(factor), pairsTable(factor)]);
}

/** One factor's margins as combinations of the coefficients. */
export interface FactorMargins {
  readonly factor: string;
  readonly family: MarginFamily;
}

/** The margins of the factors whose means are shown; made before the fit, from the data. */
export function factorMargins(
  { formula, offset }: Pick<ModelSpec, 'formula' | 'offset'>,
  frame: ModelFrame,
  table: ColumnTable,
  outline: ModelOutline,
): FactorMargins[] {
  const expanded = expandFormula(
    parseFormula(formula),
    table.columns.map(({ name }) => name),
  );
  return shownFactors(outline).flatMap(({ name }) => {
    const families = marginFamilies({ of: [columnOf(name, table)], by: [], offset }, expanded, frame, table);
    return families?.length === 1 ? [{ factor: name, family: families[0] }] : [];
  });
}

/** Means and differences by what is known of the coefficients. */
export function factorMeans(margins: readonly FactorMargins[], estimates: LinearEstimates): FactorMeans[] {
  return margins.map(({ factor, family: { factors, margins: own } }) => {
    const levelOf = (i: number) => String(own[i].levels[factors[0].name]);
    const means = own.map((margin, i) => {
      const { estimate, se, df, lower, upper } = estimateOf(margin, estimates);
      return { level: levelOf(i), estimate, se, df, lower, upper };
    });
    const pairs = pairsOf(own, estimates, 'tukey', null).map(({ first, second, estimate, se, df, statistic, p }) => ({
      first: levelOf(first),
      second: levelOf(second),
      estimate,
      se,
      df,
      statistic,
      p,
    }));
    return { factor, means, pairs };
  });
}

function meansTable({ name, levels }: Factor): DefinedTable {
  return defineTable({
    id: `means-${name}`,
    title: words.title(name),
    applies: () => true,
    columns: () => [
      { id: 'level', title: name, format: 'text' },
      { id: 'estimate', title: 'Mean', format: 'estimate' },
      { id: 'se', title: 'SE', format: 'estimate' },
      { id: 'df', title: 'df', format: 'df' },
      { id: 'lower', title: 'Lower', format: 'estimate' },
      { id: 'upper', title: 'Upper', format: 'estimate' },
    ],
    rows: ({ outcome }) => levels.map((level) => ({ id: level, label: level, explanation: words.mean(outcome, name, level) })),
    fill: ({ fit }) => {
      const found = fit.marginalMeans?.find(({ factor }) => factor === name);
      return Object.fromEntries((found?.means ?? []).map(({ level, ...cells }) => [level, known(cells)]));
    },
    notes: ({ coefNames }) => [words.method, words.interval, ...(interacts(name, coefNames) ? [words.interaction(name)] : [])],
  });
}

function pairsTable({ name, levels }: Factor): DefinedTable {
  const pairs = levels.flatMap((first, i) => levels.slice(i + 1).map((second) => ({ first, second })));
  return defineTable({
    id: `pairs-${name}`,
    title: words.pairsTitle(name),
    applies: () => true,
    columns: () => [
      { id: 'pair', title: name, format: 'text' },
      { id: 'estimate', title: 'Difference', format: 'estimate' },
      { id: 'se', title: 'SE', format: 'estimate' },
      { id: 'df', title: 'df', format: 'df' },
      { id: 't', title: 't', format: 'estimate' },
      { id: 'p', title: 'p', format: 'p' },
    ],
    rows: ({ outcome }) =>
      pairs.map(({ first, second }) => ({
        id: pairId(first, second),
        label: pairId(first, second),
        explanation: words.difference(outcome, first, second),
      })),
    fill: ({ fit }) => {
      const found = fit.marginalMeans?.find(({ factor }) => factor === name);
      return Object.fromEntries(
        (found?.pairs ?? []).map(({ first, second, statistic, ...cells }) => [
          pairId(first, second),
          known({ ...cells, t: statistic }),
        ]),
      );
    },
    notes: () => (levels.length > 2 ? [words.tukey] : []),
  });
}

function interacts(factor: string, coefNames: readonly string[]): boolean {
  return coefNames.map(termParts).some((parts) => parts.length > 1 && parts.some((part) => part.startsWith(factor)));
}

function pairId(first: string, second: string): string {
  return `${first} − ${second}`;
}

/** Factors of the fixed part with a category or two more than one, in rows that are quickly gone through. */
function shownFactors({ factors, coefNames, nobs }: Pick<ModelOutline, 'factors' | 'coefNames' | 'nobs'>): Factor[] {
  if (nobs > MOST_ROWS) return [];
  const parts = coefNames.flatMap(termParts);
  return factors.filter(
    ({ name, levels }) =>
      levels.length > 1 &&
      levels.length <= MOST_LEVELS &&
      parts.some((part) => part.startsWith(name) && part.length > name.length),
  );
}

/** The column behind a factor's expression: itself, or what `factor()` was made of. */
function columnOf(expression: string, table: ColumnTable): string {
  const inner = /^(?:factor|as\.factor)\((.*)\)$/.exec(expression)?.[1] ?? expression;
  return table.columns.find(({ name }) => name === inner || nameText(name) === inner)?.name ?? inner;
}

/** Cells without a number stay empty; infinite degrees of freedom stand for the normal distribution. */
function known(cells: Readonly<Record<string, number | null>>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(cells).map(([key, value]) => [
      key,
      key === 'df' && value === null ? Infinity : Number.isNaN(value) ? null : value,
    ]),
  );
}
