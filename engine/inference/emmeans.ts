/**
 * Estimated marginal means: what a model expects for each category of a factor, the others averaged over with equal weights and numbers at
 * their mean; slopes by category; and the differences between them.
 *
 * @see Searle, Speed & Milliken (1980), Population marginal means in the linear model, Amer. Statist. 34(4), 216–221
 */
import type { ColumnTable } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { averageAt, placesOf, type AverageWeights, type Levels, type Margin } from './gridAverage.ts';
import { combine, dot, sandwich } from './linearHypothesis.ts';
import { adjustedP, familyReach, type Adjustment } from './multiplicity.ts';
import { referenceGrid, type GridFactor, type ReferenceGrid } from './referenceGrid.ts';
import { slopeGrid, type Quotient } from './slopeGrid.ts';
import type { LinearEstimates } from './testedCoefficients.ts';
import { waldInterval } from './wald.ts';
import { twoSidedP } from '../stats/index.ts';

/** Sums below this share of what they are made of are rounding. */
const ROUNDING = 1e-10;

/** What is averaged within: means of `of` (all combinations of several), separately for each combination of `by`. */
export interface MeansRequest {
  readonly of: readonly string[];
  readonly by: readonly string[];
  /** Slopes of this numeric predictor in place of means. */
  readonly trend?: string;
  /** How slopes are taken where they bend; centred unless told. */
  readonly quotient?: Quotient;
  /** Values of numeric predictors in place of their means; one with several values may stand among `of` and `by`. */
  readonly at?: Readonly<Record<string, readonly number[]>>;
  /** What the levels of factors averaged over weigh; equally unless told. */
  readonly weights?: AverageWeights;
  /** A column that is added to every expectation beside the formula. */
  readonly offset?: string;
}

export type { Margin } from './gridAverage.ts';

export interface EstimateRow {
  readonly estimate: number;
  readonly se: number;
  readonly df: number | null;
  readonly lower: number;
  readonly upper: number;
  readonly statistic: number;
  readonly p: number;
}

/** The family of one combination of `by`: its means, in the order of the levels. */
export interface MarginFamily {
  readonly by: Levels;
  /** Factors that tell the family's means apart. */
  readonly factors: readonly GridFactor[];
  readonly margins: readonly Margin[];
}

/**
 * The margins asked for; null where a name is no categorical predictor of the model, or the grid is too large.
 */
export function marginFamilies(
  { of, by, trend, quotient, at, weights = 'equal', offset }: MeansRequest,
  expanded: ExpandedFormula,
  frame: ModelFrame,
  table: ColumnTable,
): MarginFamily[] | null {
  const grid =
    trend === undefined
      ? referenceGrid(expanded, frame, table, { at, offset })
      : slopeGrid(trend, expanded, frame, table, at, quotient);
  if (!grid) return null;
  const asked = [...of, ...by].map((name) => grid.factors.find((factor) => factor.name === name));
  if (asked.some((factor) => factor === undefined)) return null;
  const outer = (asked as GridFactor[]).flatMap(({ within }) => within).filter((name) => ![...of, ...by].includes(name));
  const own = [...of, ...new Set(outer)];
  const factorsOf = (names: readonly string[]) => names.map((name) => grid.factors.find((factor) => factor.name === name)!);
  return levelsOf(grid, by).map((within) => ({
    by: within,
    factors: factorsOf(own),
    margins: levelsOf(grid, own, within).map((levels) => averageAt(grid, { ...levels, ...within }, weights)),
  }));
}

/** A mean or slope with its interval and the test against 0. */
export function estimateOf(
  { l, offset }: Pick<Margin, 'l' | 'offset'>,
  { beta, vcov, dfOf }: LinearEstimates,
  coverage = 0.95,
): EstimateRow {
  if (!l) return { estimate: NaN, se: NaN, df: NaN, lower: NaN, upper: NaN, statistic: NaN, p: NaN };
  const estimate = dot(l, beta) + offset;
  const se = Math.sqrt(sandwich([l], vcov)[0][0]);
  const df = dfOf(l);
  const [lower, upper] = waldInterval(estimate, se, df, coverage);
  return { estimate, se, df, lower, upper, statistic: estimate / se, p: twoSidedP(estimate / se, df) };
}

export interface PairRow extends EstimateRow {
  /** Places of the two in the family: first minus second. */
  readonly first: number;
  readonly second: number;
}

/** All pairwise differences of a family's margins, with p values and intervals adjusted for their number; NaN for intervals with `coverage` null. */
export function pairsOf(
  margins: readonly Margin[],
  estimates: LinearEstimates,
  adjustment: Adjustment,
  coverage: number | null = 0.95,
): PairRow[] {
  const pairs = margins.flatMap((_, first) =>
    margins.slice(first + 1).map((__, after) => ({ first, second: first + 1 + after })),
  );
  const weights = pairs.map(({ first, second }) => margins.map((_, i) => Number(i === first) - Number(i === second)));
  return contrastsOf(margins, weights, estimates, adjustment, coverage).map((row, i) => ({ ...pairs[i], ...row }));
}

/**
 * Contrasts of a family's margins, a weight for each, with p values and intervals adjusted for their number; NaN for intervals with
 * `coverage` null. Tukey's range is for all pairwise differences only.
 */
export function contrastsOf(
  margins: readonly Margin[],
  weights: readonly (readonly number[])[],
  estimates: LinearEstimates,
  adjustment: Adjustment,
  coverage: number | null = 0.95,
): EstimateRow[] {
  const rows = weights.map((own) => estimateOf(contrastMargin(margins, own), estimates));
  const p = adjustedP(adjustment, rows, margins.length);
  return rows.map((row, i) => {
    const reach = coverage === null ? NaN : familyReach(adjustment, coverage, rows.length, margins.length, row.df) * row.se;
    return { ...row, p: p[i], lower: row.estimate - reach, upper: row.estimate + reach };
  });
}

/** Not known where a margin that counts is not. */
function contrastMargin(margins: readonly Margin[], weights: readonly number[]): Pick<Margin, 'l' | 'offset'> {
  const used = [...margins.keys()].filter((i) => weights[i] !== 0);
  const own = used.map((i) => weights[i]);
  const offset = used.reduce((sum, i) => sum + weights[i] * margins[i].offset, 0);
  const rows = used.map((i) => margins[i].l);
  return { l: rows.every((row) => row !== null) ? withoutRounding(combine(own, rows), own, rows) : null, offset };
}

/** What is left where weighted numbers cancel is nothing. */
function withoutRounding(sum: readonly number[], weights: readonly number[], rows: readonly (readonly number[])[]): number[] {
  const size = (j: number) => rows.reduce((total, row, i) => total + Math.abs(weights[i] * row[j]), 0);
  return sum.map((value, j) => (Math.abs(value) <= ROUNDING * size(j) ? 0 : value));
}

/** The combinations of some factors' levels that occur in the grid, the first factor's running fastest; `within` keeps to some of them. */
function levelsOf({ factors, cells }: ReferenceGrid, names: readonly string[], within: Levels = {}): Levels[] {
  const places = names.map((name) => factors.findIndex((factor) => factor.name === name));
  const others = placesOf(factors, within);
  const found = new Map<string, readonly number[]>();
  for (const cell of cells) {
    if (others.some(({ place, at }) => cell[place] !== at)) continue;
    const levels = places.map((place) => cell[place]);
    found.set(levels.join(), levels);
  }
  const sorted = [...found.values()].sort((a, b) => compareFromLast(a, b));
  return sorted.map((levels) => Object.fromEntries(names.map((name, i) => [name, factors[places[i]].levels[levels[i]]])));
}

function compareFromLast(a: readonly number[], b: readonly number[]): number {
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}
