import type { ModelFrame, RandomTerm } from '../frame/types.ts';
import { weightedMean } from './fixedPart.ts';

/**
 * One grouping factor with all its terms' columns side by side, in standard coordinates: where a term has a constant column its other
 * columns are centred, and every column has unit mean square. b_standard = T b, so that Z b = Z_standard T b.
 *
 * The fit does not depend on these coordinates, its digits do: a slope for a predictor around 10⁷ has theta around 10⁻⁷.
 */
export interface RandomFactor {
  readonly group: number;
  readonly levels: number;
  /** Columns of all terms together. */
  readonly k: number;
  readonly terms: readonly FactorTerm[];
  /** Names of the columns, as they stand in lme4's ranef. */
  readonly columns: readonly string[];
  /** T and its inverse, k × k, row-major; block diagonal by term. */
  readonly toStandard: Float64Array;
  readonly fromStandard: Float64Array;
}

export interface FactorTerm {
  /** Index into `frame.random`. */
  readonly term: number;
  /** First of the factor's columns that is this term's, and how many. */
  readonly first: number;
  readonly size: number;
}

/** @returns the factors in the frame's order, those without terms left out, and for each the rows √D Z_standard, n × k, row-major */
export function randomFactors(frame: ModelFrame): { factors: RandomFactor[]; rows: Float64Array[] } {
  const used = frame.groups.map((_, group) => group).filter((group) => frame.random.some((term) => term.group === group));
  const made = used.map((group) => randomFactor(frame, group));
  return { factors: made.map(({ factor }) => factor), rows: made.map(({ rows }) => rows) };
}

function randomFactor(frame: ModelFrame, group: number): { factor: RandomFactor; rows: Float64Array } {
  const terms = termsOf(frame, group);
  const k = terms.reduce((sum, { size }) => sum + size, 0);
  const toStandard = new Float64Array(k * k);
  const fromStandard = new Float64Array(k * k);
  const rows = new Float64Array(frame.n * k);
  for (const term of terms) {
    standardColumns(frame, term).forEach((column, j) => {
      enterColumn(column, term.first, term.first + j, k, toStandard, fromStandard);
      writeColumn(frame, term, j, column, rows, k);
    });
  }
  multiplyRows(rows, k, frame.weights);
  const columns = terms.flatMap(({ term }) => frame.random[term].columns);
  const levels = frame.groups[group].levels.length;
  return { factor: { group, levels, k, terms, columns, toStandard, fromStandard }, rows };
}

function termsOf(frame: ModelFrame, group: number): FactorTerm[] {
  let first = 0;
  return frame.random.flatMap((random, term) => {
    if (random.group !== group) return [];
    const size = random.columns.length;
    first += size;
    return [{ term, first: first - size, size }];
  });
}

/** z_standard = (z − centre) / scale; `origin` is the constant column that takes up the centre (−1: not centred), `constant` its value. */
interface StandardColumn {
  readonly centre: number;
  readonly scale: number;
  readonly origin: number;
  readonly constant: number;
}

function standardColumns(frame: ModelFrame, { term, size }: FactorTerm): StandardColumn[] {
  const random = frame.random[term];
  const columns = Array.from({ length: size }, (_, j) => columnOf(random, j));
  const found = columns.findIndex((values) => values[0] !== 0 && values.every((value) => value === values[0]));
  return columns.map((values, j) => {
    const origin = found === j ? -1 : found;
    const centre = origin < 0 ? 0 : weightedMean(values, frame.weights);
    const square = weightedMean(
      values.map((value) => (value - centre) ** 2),
      frame.weights,
    );
    const scale = square > 0 && square < Infinity ? Math.sqrt(square) : 1;
    return { centre, scale, origin, constant: origin < 0 ? 1 : columns[origin][0] };
  });
}

function columnOf(random: RandomTerm, j: number): Float64Array {
  const size = random.columns.length;
  const values = new Float64Array(random.Z.length / size);
  for (let i = 0; i < values.length; i++) values[i] = random.Z[i * size + j];
  return values;
}

function enterColumn(column: StandardColumn, first: number, at: number, k: number, T: Float64Array, inverse: Float64Array): void {
  const { centre, scale, origin, constant } = column;
  T[at * k + at] = scale;
  inverse[at * k + at] = 1 / scale;
  if (origin < 0) return;
  T[(first + origin) * k + at] = (centre / constant) * Math.abs(constant);
  inverse[(first + origin) * k + at] = -(centre / constant) / scale;
}

function writeColumn(
  frame: ModelFrame,
  { term, first, size }: FactorTerm,
  j: number,
  column: StandardColumn,
  rows: Float64Array,
  k: number,
): void {
  const { Z } = frame.random[term];
  for (let i = 0; i < frame.n; i++) rows[i * k + first + j] = (Z[i * size + j] - column.centre) / column.scale;
}

function multiplyRows(rows: Float64Array, k: number, weights: Float64Array | null): void {
  if (weights === null) return;
  for (let i = 0; i < weights.length; i++) {
    const root = Math.sqrt(weights[i]);
    for (let a = i * k; a < (i + 1) * k; a++) rows[a] *= root;
  }
}
