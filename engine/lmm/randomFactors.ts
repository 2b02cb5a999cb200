import type { ModelFrame } from '../frame/types.ts';

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

/** A factor, and how the columns of its terms become standard ones. */
export interface StandardFactor {
  readonly factor: RandomFactor;
  /** For each of the factor's terms, its columns. */
  readonly terms: readonly (readonly StandardColumn[])[];
}

/** @returns the factors in the frame's order, those without terms left out, and for each the rows √D Z_standard, n × k, row-major */
export function randomFactors(frame: ModelFrame): { factors: RandomFactor[]; rows: Float64Array[] } {
  const made = standardFactors(frame);
  return { factors: made.map(({ factor }) => factor), rows: made.map((one) => standardRows(frame, one)) };
}

/** The factors in the frame's order, those without terms left out. */
export function standardFactors(frame: ModelFrame): StandardFactor[] {
  const used = frame.groups.map((_, group) => group).filter((group) => frame.random.some((term) => term.group === group));
  return used.map((group) => standardFactor(frame, group));
}

function standardFactor(frame: ModelFrame, group: number): StandardFactor {
  const terms = termsOf(frame, group);
  const k = terms.reduce((sum, { size }) => sum + size, 0);
  const toStandard = new Float64Array(k * k);
  const fromStandard = new Float64Array(k * k);
  const standard = terms.map((term) => standardColumns(frame, term));
  terms.forEach(({ first }, t) =>
    standard[t].forEach((column, j) => enterColumn(column, first, first + j, k, toStandard, fromStandard)),
  );
  const columns = terms.flatMap(({ term }) => frame.random[term].columns);
  const levels = frame.groups[group].levels.length;
  return { factor: { group, levels, k, terms, columns, toStandard, fromStandard }, terms: standard };
}

/** The rows √D Z_standard of a factor: n × k, row-major. */
export function standardRows(frame: ModelFrame, { factor: { k, terms }, terms: standard }: StandardFactor): Float64Array {
  const rows = new Float64Array(frame.n * k);
  terms.forEach((term, t) => standard[t].forEach((column, j) => writeColumn(frame, term, j, column, rows, k)));
  multiplyRows(rows, k, frame.weights);
  return rows;
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
export interface StandardColumn {
  readonly centre: number;
  readonly scale: number;
  readonly origin: number;
  readonly constant: number;
}

function standardColumns(frame: ModelFrame, { term, size }: FactorTerm): StandardColumn[] {
  const { Z } = frame.random[term];
  const found = Array.from({ length: size }, (_, j) => j).findIndex((j) => isConstant(Z, j, size));
  return Array.from({ length: size }, (_, j) => {
    const origin = found === j ? -1 : found;
    const centre = origin < 0 ? 0 : stridedMean(Z, j, size, frame.weights);
    const square = meanSquare(Z, j, size, centre, frame.weights);
    const scale = square > 0 && square < Infinity ? Math.sqrt(square) : 1;
    return { centre, scale, origin, constant: origin < 0 ? 1 : Z[origin] };
  });
}

function isConstant(Z: Float64Array, j: number, size: number): boolean {
  const value = Z[j];
  if (value === 0) return false;
  for (let at = j; at < Z.length; at += size) if (Z[at] !== value) return false;
  return true;
}

function stridedMean(Z: Float64Array, j: number, size: number, weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let at = j, i = 0; at < Z.length; at += size, i++) {
    const weight = weights === null ? 1 : weights[i];
    sum += weight * Z[at];
    total += weight;
  }
  return sum / total;
}

function meanSquare(Z: Float64Array, j: number, size: number, centre: number, weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let at = j, i = 0; at < Z.length; at += size, i++) {
    const weight = weights === null ? 1 : weights[i];
    sum += weight * (Z[at] - centre) ** 2;
    total += weight;
  }
  return sum / total;
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
