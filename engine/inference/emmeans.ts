/**
 * Estimated marginal means: what a model expects for each category of a factor, the others averaged over with equal weights and numbers at
 * their mean; slopes by category; and the differences between them.
 *
 * @see Searle, Speed & Milliken (1980), Population marginal means in the linear model, Amer. Statist. 34(4), 216–221
 */
import type { ColumnTable } from '../contract/index.ts';
import type { ExpandedFormula } from '../formula/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { combine, dot, sandwich } from './linearHypothesis.ts';
import { adjustedP, familyReach, type Adjustment } from './multiplicity.ts';
import { rangeOf, referenceGrid, type GridFactor, type ReferenceGrid } from './referenceGrid.ts';
import type { LinearEstimates } from './testedCoefficients.ts';
import { waldInterval } from './wald.ts';
import { twoSidedP } from '../stats/index.ts';

/** What is averaged within: means of `of` (all combinations of several), separately for each combination of `by`. */
export interface MeansRequest {
  readonly of: readonly string[];
  readonly by: readonly string[];
  /** Slopes of this numeric predictor in place of means. */
  readonly trend?: string;
}

/** One mean or slope as l'β + offset. */
export interface Margin {
  /** Level of each factor of the request, and of those they are nested in. */
  readonly levels: Readonly<Record<string, string | number>>;
  /** null where the data do not say. */
  readonly l: readonly number[] | null;
  readonly offset: number;
}

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
  readonly by: Readonly<Record<string, string | number>>;
  /** Factors that tell the family's means apart. */
  readonly factors: readonly GridFactor[];
  readonly margins: readonly Margin[];
}

/**
 * The margins asked for; null where a name is no categorical predictor of the model, or the grid is too large.
 */
export function marginFamilies(
  { of, by, trend }: MeansRequest,
  expanded: ExpandedFormula,
  frame: ModelFrame,
  table: ColumnTable,
): MarginFamily[] | null {
  const grid = trend === undefined ? referenceGrid(expanded, frame, table) : slopeGrid(trend, expanded, frame, table);
  if (!grid) return null;
  const asked = [...of, ...by].map((name) => grid.factors.find((factor) => factor.name === name));
  if (asked.some((factor) => factor === undefined)) return null;
  const outer = (asked as GridFactor[]).flatMap(({ within }) => within).filter((name) => ![...of, ...by].includes(name));
  const own = [...of, ...new Set(outer)];
  const factorsOf = (names: readonly string[]) => names.map((name) => grid.factors.find((factor) => factor.name === name)!);
  return levelsOf(grid, by).map((within) => ({
    by: within,
    factors: factorsOf(own),
    margins: levelsOf(grid, own, within).map((levels) => marginAt(grid, { ...levels, ...within })),
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
  const rows = pairs.map((pair) => ({
    ...pair,
    ...estimateOf(difference(margins[pair.first], margins[pair.second]), estimates),
  }));
  const p = adjustedP(adjustment, rows, margins.length);
  return rows.map((row, i) => {
    const reach = coverage === null ? NaN : familyReach(adjustment, coverage, rows.length, margins.length, row.df) * row.se;
    return { ...row, p: p[i], lower: row.estimate - reach, upper: row.estimate + reach };
  });
}

function difference(one: Margin, other: Margin): Pick<Margin, 'l' | 'offset'> {
  const l = one.l && other.l ? one.l.map((value, j) => value - other.l![j]) : null;
  return { l, offset: one.offset - other.offset };
}

/** The combinations of some factors' levels that occur in the grid, the first factor's running fastest; `within` keeps to some of them. */
function levelsOf(
  { factors, cells }: ReferenceGrid,
  names: readonly string[],
  within: Margin['levels'] = {},
): Margin['levels'][] {
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

/** The average of the grid's cells with these levels, every level of another factor weighing the same; nested ones within what they are nested in. */
function marginAt({ factors, cells, rows, offsets }: ReferenceGrid, levels: Margin['levels']): Margin {
  const wanted = placesOf(factors, levels);
  const chosen = [...cells.keys()].filter((i) => wanted.every(({ place, at }) => cells[i][place] === at));
  const outerFirst = [...factors.keys()].sort((a, b) => factors[a].within.length - factors[b].within.length);
  const shares = equalShares(chosen, cells, outerFirst, 1);
  const offset = shares.reduce((sum, { cell, share }) => sum + share * offsets[cell], 0);
  if (shares.some(({ cell }) => rows[cell] === null)) return { levels, l: null, offset };
  const l = combine(
    shares.map(({ share }) => share),
    shares.map(({ cell }) => rows[cell]!),
  );
  return { levels, l: l.some(Number.isNaN) ? null : l, offset };
}

interface Share {
  readonly cell: number;
  readonly share: number;
}

/** A share parted equally among the levels of the first factor that occur, then within each among those of the next. */
function equalShares(chosen: readonly number[], cells: ReferenceGrid['cells'], order: readonly number[], share: number): Share[] {
  const [first, ...rest] = order;
  if (first === undefined) return chosen.map((cell) => ({ cell, share: share / chosen.length }));
  const groups = Map.groupBy(chosen, (cell) => cells[cell][first]);
  return [...groups.values()].flatMap((group) => equalShares(group, cells, rest, share / groups.size));
}

function placesOf(factors: readonly GridFactor[], levels: Margin['levels']): { place: number; at: number }[] {
  return Object.entries(levels).map(([name, level]) => {
    const place = factors.findIndex((factor) => factor.name === name);
    return { place, at: factors[place].levels.indexOf(level) };
  });
}

/** Steps of the difference quotient, as a share of the predictor's range. */
const STEP = 0.001;

/** The grid with each row the change of the design per unit of one numeric predictor, at its mean. */
function slopeGrid(variable: string, expanded: ExpandedFormula, frame: ModelFrame, table: ColumnTable): ReferenceGrid | null {
  const column = table.columns.find(({ name, kind }) => name === variable && kind === 'number');
  if (!column) return null;
  const by = (STEP * rangeOf(column, frame)) / 2;
  const ahead = referenceGrid(expanded, frame, table, { variable, by });
  const behind = referenceGrid(expanded, frame, table, { variable, by: -by });
  if (!ahead || !behind) return null;
  const slope = (one: number, other: number) => (one - other) / (2 * by);
  return {
    ...ahead,
    rows: ahead.rows.map((row, i) => row && behind.rows[i] && row.map((value, j) => slope(value, behind.rows[i]![j]))),
    offsets: ahead.offsets.map((value, i) => slope(value, behind.offsets[i])),
  };
}
