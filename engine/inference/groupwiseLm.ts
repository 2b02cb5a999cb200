/**
 * A least-squares fit of its own for every group.
 *
 * @see Pinheiro & Bates (2000), Mixed-Effects Models in S and S-PLUS, §1.4 and §4.1, whose lmList this is
 */
import { independentColumns } from '../frame/rank.ts';
import type { GroupingFactor, ModelFrame } from '../frame/types.ts';
import { lm, type LinearFit } from '../glm/lm.ts';
import { correlation } from '../stats/index.ts';

export interface GroupFit {
  readonly level: string;
  readonly frame: ModelFrame;
  readonly fit: LinearFit;
}

/**
 * One fit per level on some of a frame's fixed columns. A column that is a combination of earlier ones within a group has no coefficient there.
 */
export function groupwiseLm(frame: ModelFrame, columns: readonly number[], { codes, levels }: GroupingFactor): GroupFit[] {
  const rows: number[][] = levels.map(() => []);
  codes.forEach((code, i) => rows[code].push(i));
  return levels.flatMap((level, j) => {
    const own = groupFrame(frame, columns, rows[j]);
    return own.p > 0 ? [{ level, frame: own, fit: lm(own) }] : [];
  });
}

function groupFrame(frame: ModelFrame, columns: readonly number[], rows: readonly number[]): ModelFrame {
  const n = rows.length;
  const at = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]);
  const X = new Float64Array(n * columns.length);
  columns.forEach((j, k) => rows.forEach((i, place) => (X[k * n + place] = frame.X[j * frame.n + i])));
  const kept = independentColumns(
    { X, names: columns.map((j) => frame.coefNames[j]), assign: columns.map((j) => frame.assign[j]) },
    n,
  );
  return {
    ...frame,
    n,
    rows: Int32Array.from(rows, (i) => frame.rows[i]),
    X: kept.X,
    p: kept.names.length,
    coefNames: kept.names,
    assign: kept.assign,
    droppedColumns: kept.dropped,
    y: at(frame.y),
    weights: frame.weights && at(frame.weights),
    offset: frame.offset && at(frame.offset),
    groups: [],
    random: [],
  };
}

/** Residual degrees of freedom of all groups together. */
export function pooledDf(fits: readonly GroupFit[]): number {
  return fits.reduce((sum, { fit }) => sum + fit.dfResidual, 0);
}

/** √(Σ rss / Σ df): one residual SD for all groups. */
export function pooledSd(fits: readonly GroupFit[]): number {
  return Math.sqrt(fits.reduce((sum, { fit }) => sum + fit.rss, 0) / pooledDf(fits));
}

/** A group's coefficient by name; NaN where the group has none. */
export function groupCoefficient({ frame, fit }: GroupFit, name: string): number {
  const j = frame.coefNames.indexOf(name);
  return j < 0 ? NaN : fit.beta[j];
}

export function groupStandardError({ frame, fit }: GroupFit, name: string): number {
  const j = frame.coefNames.indexOf(name);
  return j < 0 ? NaN : fit.sigma * Math.sqrt(fit.unscaledCov[j * fit.p + j]);
}

/** The coefficients of the groups that have it. */
export function groupCoefficients(fits: readonly GroupFit[], name: string): number[] {
  return fits.map((one) => groupCoefficient(one, name)).filter((value) => !Number.isNaN(value));
}

/** Correlation of two coefficients over the groups that have both. */
export function coefficientCorrelation(fits: readonly GroupFit[], one: string, other: string): number {
  const pairs = fits
    .map((fit) => [groupCoefficient(fit, one), groupCoefficient(fit, other)])
    .filter((pair) => !pair.some(Number.isNaN));
  return correlation(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
}
