/**
 * How the slope of one predictor changes along a numeric moderator: bounds, and what lies between them.
 */
import type { ColumnTable } from '../../../contract/index.ts';
import { estimateOf, marginFamilies } from '../../../inference/emmeans.ts';
import {
  boundsWithin,
  criticalValue,
  evenSlope,
  exactBounds,
  excess,
  falseDiscoveryLevel,
  isConstant,
  type SlopesAt,
} from '../../../inference/johnsonNeyman.ts';
import { combine, dot } from '../../../inference/linearHypothesis.ts';
import type { Subject } from '../subject.ts';
import type { Tested } from '../tests/testMethod.ts';

export type Sign = 'positive' | 'negative' | 'none' | 'unknown';

/** A stretch of the moderator within the data. */
export interface Region {
  readonly from: number;
  readonly to: number;
  /** Whether the slope is distinguishable from zero there, and on which side of it. */
  readonly sign: Sign;
  /** Of the rows used. */
  readonly share: number;
}

export interface Moderation {
  /** Contiguous, ascending, from the smallest to the largest value in the rows used. */
  readonly regions: readonly Region[];
  /** Bounds that lie outside the data; known where the slope changes evenly and all tests have the same degrees of freedom, else searched for as far as the data's range on either side. */
  readonly outside: readonly number[];
  /** The level single tests are held to; 0 where false discoveries are controlled and nothing is found. */
  readonly level: number;
  /** The slope is the same everywhere. */
  readonly isConstant: boolean;
}

export interface ModeratedSlope {
  readonly of: string;
  readonly moderator: string;
  readonly level: number;
  readonly controlFalseDiscoveries: boolean;
}

/** Distinct values of the moderator at most gone through to control false discoveries. */
const MOST_VALUES = 500;

export function moderation(subject: Subject, tested: Tested, asked: ModeratedSlope): Moderation {
  const observed = numbersUsed(subject, asked.moderator).sort();
  const range = [observed[0], observed[observed.length - 1]] as const;
  const slopesOnGrid = slopesBy(subject, asked);
  const even = evenSlope(slopesOnGrid, range);
  const slopesAt: SlopesAt = even ? (values) => values.map((z) => combine([1, z], [even.start, even.step])) : slopesOnGrid;
  const level = asked.controlFalseDiscoveries
    ? falseDiscoveryLevel(slopesAt(spread(observed)), tested, asked.level)
    : asked.level;
  if (even && isConstant(even, range)) return { ...divided([], observed, slopesAt, tested, level), isConstant: true };
  const df = even ? commonDf(tested, [even.start, even.step, combine([1, range[1]], [even.start, even.step])]) : undefined;
  const width = range[1] - range[0];
  const bounds =
    level === 0
      ? []
      : even && df !== undefined
        ? exactBounds(even, tested, criticalValue(level, df))
        : boundsWithin(slopesAt, tested, level, even ? [range[0] - width, range[1] + width] : range);
  return { ...divided(bounds, observed, slopesAt, tested, level), isConstant: false };
}

/** Numbers of a column in the rows used. */
export function numbersUsed({ table, frame }: { readonly table: ColumnTable; readonly frame: Subject['frame'] }, name: string) {
  const column = table.columns.find((own) => own.name === name);
  return Float64Array.from(frame.rows, (row) => (column?.kind === 'number' ? column.values[row] : NaN));
}

/** The slope of one predictor at values of another, categories averaged over and other numbers at their mean. */
function slopesBy({ expanded, frame, table }: Subject, { of: trend, moderator }: ModeratedSlope): SlopesAt {
  return (values) => {
    const distinct = values.length > 1 ? values : [values[0], values[0] + 1];
    const request = { of: [moderator], by: [], trend, at: { [moderator]: distinct } };
    const families = marginFamilies(request, expanded, frame, table);
    return families ? families[0].margins.map(({ l }) => l).slice(0, values.length) : values.map(() => null);
  };
}

/** One number of degrees of freedom for all combinations; undefined where they differ. */
function commonDf({ dfOf }: Tested, rows: readonly (readonly number[])[]): number | null | undefined {
  const [first, ...others] = rows.filter((row) => row.some((value) => value !== 0)).map(dfOf);
  return others.every((df) => df === first) ? first : undefined;
}

function divided(
  bounds: readonly number[],
  observed: Float64Array,
  slopesAt: SlopesAt,
  tested: Tested,
  level: number,
): Omit<Moderation, 'isConstant'> {
  const [low, high] = [observed[0], observed[observed.length - 1]];
  const inside = bounds.filter((bound) => bound > low && bound < high);
  const edges = [low, ...inside, high];
  const regions = edges.slice(1).map((to, i) => {
    const from = edges[i];
    const [l] = slopesAt([(from + to) / 2]);
    const within = observed.filter((value) => value >= from && (i === edges.length - 2 ? value <= to : value < to));
    return { from, to, sign: signOf(l, tested, level), share: within.length / observed.length };
  });
  return { regions, outside: bounds.filter((bound) => bound < low || bound > high), level };
}

function signOf(l: readonly number[] | null, tested: Tested, level: number): Sign {
  if (!l || Number.isNaN(estimateOf({ l, offset: 0 }, tested).se)) return 'unknown';
  if (level === 0 || !(excess(l, tested, level) > 0)) return 'none';
  return dot(l, tested.beta) > 0 ? 'positive' : 'negative';
}

/** Distinct values, thinned out evenly where there are many. */
function spread(sorted: Float64Array): number[] {
  const distinct = [...new Set(sorted)];
  if (distinct.length <= MOST_VALUES) return distinct;
  return Array.from({ length: MOST_VALUES }, (_, i) => distinct[Math.round((i * (distinct.length - 1)) / (MOST_VALUES - 1))]);
}
