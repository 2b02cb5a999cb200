import { failure, type LevelComparison } from '../contract/index.ts';
import * as words from '../text/frameFailures.ts';

/** Weights that add up to less than this, beside the largest of them, count as adding up to 0. */
const ZERO = 1e-9;
/** What is left of a comparison after those before it, as a share of it, below which it follows from them. */
const DEPENDENT = 1e-8;

/**
 * Design columns under which each coefficient is a stated comparison of level means: the generalized inverse Cᵀ(CCᵀ)⁻¹ of the
 * comparisons C, then orthonormal columns for what they leave of the differences between levels. As every comparison adds up to
 * 0, the intercept is the mean of the level means.
 *
 * @throws Failure 'frame.comparison' where the comparisons are none, name a level that is not there, do not add up to 0 or
 *   follow from each other
 * @see Venables & Ripley (2002), Modern Applied Statistics with S, §6.2; Schad, Vasishth, Hohenstein & Kliegl (2020), J. Memory
 *   and Language 110, 104038
 */
export function customColumns(
  variable: string,
  levels: readonly string[],
  comparisons: readonly LevelComparison[],
): Float64Array[] {
  if (comparisons.length === 0) throw failure('frame.comparison', { variable }, words.noComparison(variable));
  const rows = comparisons.map((comparison) => weightsOver(variable, levels, comparison));
  const basis = independentBasis(variable, levels, comparisons, rows);
  return [...inverseColumns(rows), ...basis.slice(1 + rows.length)];
}

function weightsOver(variable: string, levels: readonly string[], { name, weights }: LevelComparison): Float64Array {
  const strange = Object.keys(weights).find((level) => weights[level] !== 0 && !levels.includes(level));
  if (strange !== undefined)
    throw failure('frame.comparison', { variable, level: strange }, words.unknownLevel(variable, strange, levels));
  const row = Float64Array.from(levels, (level) => weights[level] ?? 0);
  const largest = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const sum = row.reduce((total, weight) => total + weight, 0);
  if (!(Math.abs(sum) <= ZERO * largest) || largest === 0)
    throw failure(
      'frame.comparison',
      { variable, comparison: name, sum },
      words.comparisonSum(variable, name, sum, largest === 0),
    );
  return row;
}

/** An orthonormal basis of all levels: the constant, the comparisons in their order, and the rest. */
function independentBasis(
  variable: string,
  levels: readonly string[],
  comparisons: readonly LevelComparison[],
  rows: readonly Float64Array[],
): Float64Array[] {
  const basis: Float64Array[] = [new Float64Array(levels.length).fill(1 / Math.sqrt(levels.length))];
  rows.forEach((row, k) => {
    const next = unitOutside(basis, row);
    const { name } = comparisons[k];
    if (!next) throw failure('frame.comparison', { variable, comparison: name }, words.dependentComparison(variable, name));
    basis.push(next);
  });
  for (let j = 0; basis.length < levels.length; j++) {
    const next = unitOutside(
      basis,
      Float64Array.from(levels, (_, i) => (i === j ? 1 : 0)),
    );
    if (next) basis.push(next);
  }
  return basis;
}

/** The part of a vector outside a basis, at length 1; null where there is none. */
function unitOutside(basis: readonly Float64Array[], vector: Float64Array): Float64Array | null {
  const rest = vector.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const unit of basis) {
      const share = dot(rest, unit);
      for (let i = 0; i < rest.length; i++) rest[i] -= share * unit[i];
    }
  }
  const length = Math.sqrt(dot(rest, rest));
  return length > DEPENDENT * Math.sqrt(dot(vector, vector)) ? rest.map((value) => value / length) : null;
}

/** Columns D with CD = I inside the row space of C: for each row the part outside the others, scaled to answer its own row by 1. */
function inverseColumns(rows: readonly Float64Array[]): Float64Array[] {
  return rows.map((row, k) => {
    const others: Float64Array[] = [];
    rows.forEach((other, j) => j !== k && others.push(unitOutside(others, other)!));
    const own = unitOutside(others, row)!;
    const scale = dot(own, row);
    return own.map((value) => value / scale);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
