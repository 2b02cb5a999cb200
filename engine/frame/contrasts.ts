import { failure, type ContrastName } from '../contract/index.ts';
import * as words from '../text/frameFailures.ts';
import { orthonormalPolynomials } from './polynomials.ts';

/** Columns that stand for a factor: per column a suffix for its name and a number for each level. */
export interface FactorCoding {
  readonly suffixes: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** As in R: beyond this, the polynomials of an ordinal factor lose all their digits. */
const MOST_ORDERED_LEVELS = 95;
const POLYNOMIAL_SUFFIXES = ['.L', '.Q', '.C'];

/** One 0/1 column for each level. */
export function dummyCoding(levels: readonly string[]): FactorCoding {
  return { suffixes: levels, columns: levels.map((_, j) => levelColumn(levels, (i) => (i === j ? 1 : 0))) };
}

/**
 * Levels − 1 columns by R's definition of the contrast: treatment (first level is the reference), sum, helmert, polynomial.
 *
 * @throws Failure 'frame.too-many-ordered'
 * @see Venables & Ripley (2002), Modern Applied Statistics with S, §6.2; R's ?contrast
 */
export function contrastCoding(contrast: ContrastName, variable: string, levels: readonly string[]): FactorCoding {
  const places = levels.slice(1).map((_, j) => j);
  switch (contrast) {
    case 'treatment':
      return { suffixes: levels.slice(1), columns: dummyCoding(levels).columns.slice(1) };
    case 'sum':
      return { suffixes: numbered(places), columns: places.map((j) => sumColumn(levels, j)) };
    case 'helmert':
      return { suffixes: numbered(places), columns: places.map((j) => helmertColumn(levels, j)) };
    case 'polynomial':
      return polynomialCoding(variable, levels);
  }
}

function sumColumn(levels: readonly string[], j: number): Float64Array {
  return levelColumn(levels, (i) => (i === levels.length - 1 ? -1 : i === j ? 1 : 0));
}

function helmertColumn(levels: readonly string[], j: number): Float64Array {
  return levelColumn(levels, (i) => (i <= j ? -1 : i === j + 1 ? j + 1 : 0));
}

function polynomialCoding(variable: string, levels: readonly string[]): FactorCoding {
  if (levels.length > MOST_ORDERED_LEVELS)
    throw failure('frame.too-many-ordered', { variable, levels: levels.length }, words.tooManyOrdered(variable, levels.length));
  const scores = levelColumn(levels, (i) => i - (levels.length - 1) / 2);
  const columns = orthonormalPolynomials(scores, levels.length - 1);
  return { suffixes: columns.map((_, j) => POLYNOMIAL_SUFFIXES[j] ?? `^${j + 1}`), columns };
}

function levelColumn(levels: readonly string[], entry: (i: number) => number): Float64Array {
  return Float64Array.from(levels, (_, i) => entry(i));
}

function numbered(places: readonly number[]): string[] {
  return places.map((j) => String(j + 1));
}
