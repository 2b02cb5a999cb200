/**
 * At which values of a moderator the test of a slope just reaches a given level.
 *
 * @see Johnson & Neyman (1936), Statist. Res. Mem. 1, 57–93; Bauer & Curran (2005), Multivar. Behav. Res. 40(3), 373–400;
 * Esarey & Sumner (2018), Comp. Polit. Stud. 51(9), 1144–1176, on false discoveries
 */
import { qnorm, qt, twoSidedP } from '../stats/index.ts';
import { dot, sandwich } from './linearHypothesis.ts';
import type { LinearEstimates } from './testedCoefficients.ts';

/** Each value's slope as l'β; null where the data do not say. */
export type SlopesAt = (values: readonly number[]) => readonly (readonly number[] | null)[];

/** A slope that changes evenly with the moderator z: l = start + z · step. */
export interface EvenSlope {
  readonly start: readonly number[];
  readonly step: readonly number[];
}

/** Values tried at first, and how often the space between two of them is divided anew. */
const VALUES = 400;
const PARTS = 40;
const ROUNDS = 8;
/** Departures from a straight line below this share of the largest entry are rounding. */
const ROUNDING = 1e-7;

/** The slope as a straight line in the moderator; null where it bends. */
export function evenSlope(slopesAt: SlopesAt, [low, high]: readonly [number, number]): EvenSlope | null {
  const values = [low, (2 * low + high) / 3, (low + 2 * high) / 3, high];
  const [first, second, third, last] = slopesAt(values);
  if (!first || !second || !third || !last || !(high > low)) return null;
  const step = first.map((value, j) => (last[j] - value) / (high - low));
  const start = first.map((value, j) => value - low * step[j]);
  const size = Math.max(...first.map(Math.abs), ...last.map(Math.abs));
  const isOnLine = (row: readonly number[], z: number) =>
    row.every((value, j) => Math.abs(value - start[j] - z * step[j]) <= ROUNDING * size);
  return isOnLine(second, values[1]) && isOnLine(third, values[2]) ? { start, step } : null;
}

/** Whether a slope changes with the moderator at all. */
export function isConstant({ start, step }: EvenSlope, [low, high]: readonly [number, number]): boolean {
  const size = Math.max(...start.map(Math.abs), Number.MIN_VALUE);
  return step.every((value) => Math.abs(value) * (high - low) <= ROUNDING * size);
}

/**
 * All bounds of an even slope at a fixed critical value: roots of (start'β + z step'β)² = critical² Var, ascending.
 */
export function exactBounds({ start, step }: EvenSlope, { beta, vcov }: LinearEstimates, critical: number): number[] {
  const [b, c] = [dot(start, beta), dot(step, beta)];
  const [[vb, vbc], [, vc]] = sandwich([start, step], vcov);
  return quadraticRoots(c * c - critical ** 2 * vc, 2 * (b * c - critical ** 2 * vbc), b * b - critical ** 2 * vb);
}

/** Bounds in an interval, ascending, each to about 1e-14 of its width; two closer than 1/400 of it may be missed. */
export function boundsWithin(
  slopesAt: SlopesAt,
  estimates: LinearEstimates,
  level: number,
  [low, high]: readonly [number, number],
): number[] {
  const gapsAt = (values: readonly number[]) => slopesAt(values).map((l) => (l ? excess(l, estimates, level) : NaN));
  return crossings(gapsAt, low, high, VALUES).flatMap(([from, to]) => {
    let bracket: readonly [number, number] = [from, to];
    for (let round = 0; round < ROUNDS; round++) bracket = crossings(gapsAt, ...bracket, PARTS)[0] ?? bracket;
    return [(bracket[0] + bracket[1]) / 2];
  });
}

/** By how much the slope's |t| exceeds what the level asks for. */
export function excess(l: readonly number[], { beta, vcov, dfOf }: LinearEstimates, level: number): number {
  return Math.abs(dot(l, beta)) / Math.sqrt(sandwich([l], vcov)[0][0]) - criticalValue(level, dfOf(l));
}

/** Of a two-sided test. */
export function criticalValue(level: number, df: number | null): number {
  return df === null ? qnorm(1 - level / 2) : qt(1 - level / 2, df);
}

/**
 * The level to which single tests are held so that among the values found the share of false findings stays below `level`; 0 where none
 * are found.
 *
 * @see Benjamini & Hochberg (1995), JRSS B 57(1), 289–300
 */
export function falseDiscoveryLevel(slopes: ReturnType<SlopesAt>, { beta, vcov, dfOf }: LinearEstimates, level: number): number {
  const p = slopes
    .flatMap((l) => (l ? [twoSidedP(dot(l, beta) / Math.sqrt(sandwich([l], vcov)[0][0]), dfOf(l))] : []))
    .sort((one, other) => one - other);
  const last = p.findLastIndex((value, i) => value <= ((i + 1) / p.length) * level);
  return last < 0 ? 0 : ((last + 1) / p.length) * level;
}

/** Neighbouring values between which the sign changes. */
function crossings(
  gapsAt: (values: readonly number[]) => readonly number[],
  low: number,
  high: number,
  parts: number,
): (readonly [number, number])[] {
  const values = Array.from({ length: parts + 1 }, (_, i) => low + ((high - low) * i) / parts);
  const gaps = gapsAt(values);
  return values
    .slice(1)
    .flatMap((to, i) =>
      (gaps[i] > 0 && gaps[i + 1] <= 0) || (gaps[i] <= 0 && gaps[i + 1] > 0) ? [[values[i], to] as const] : [],
    );
}

/** Real roots of az² + bz + c, ascending; none where it touches zero only or everywhere. */
function quadraticRoots(a: number, b: number, c: number): number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const discriminant = b * b - 4 * a * c;
  if (!(discriminant > 0)) return [];
  const larger = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant));
  return [larger / a, c / larger].sort((one, other) => one - other);
}
