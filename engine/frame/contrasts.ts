import { failure, type FactorContrast } from '../contract/index.ts';
import { codingSuffixes } from '../text/codings.ts';
import * as words from '../text/frameFailures.ts';
import { customColumns } from './customContrast.ts';
import { orthonormalPolynomials } from './polynomials.ts';

/** Columns that stand for a factor: per column a suffix for its name and a number for each level. */
export interface FactorCoding {
  readonly suffixes: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** As in R: beyond this, the polynomials of an ordinal factor lose all their digits. */
const MOST_ORDERED_LEVELS = 95;

/** One 0/1 column for each level. */
export function dummyCoding(levels: readonly string[]): FactorCoding {
  return { suffixes: levels, columns: levels.map((_, j) => levelColumn(levels, (i) => (i === j ? 1 : 0))) };
}

/**
 * Levels − 1 columns by R's definition of the contrast: treatment (against the first level or another), sum, helmert,
 * polynomial, difference (each level against the one before); or by comparisons of level means.
 *
 * @throws Failure 'frame.too-many-ordered', 'frame.unknown-level', 'frame.comparison'
 * @see Venables & Ripley (2002), Modern Applied Statistics with S, §6.2; R's ?contrast and MASS's ?contr.sdif
 */
export function contrastCoding(contrast: FactorContrast, variable: string, levels: readonly string[]): FactorCoding {
  return { suffixes: codingSuffixes(contrast, levels), columns: codingColumns(contrast, variable, levels) };
}

function codingColumns(contrast: FactorContrast, variable: string, levels: readonly string[]): readonly Float64Array[] {
  const places = levels.slice(1).map((_, j) => j);
  if (typeof contrast !== 'string')
    return contrast.kind === 'custom'
      ? customColumns(variable, levels, contrast.comparisons)
      : treatmentColumns(variable, levels, contrast.reference);
  switch (contrast) {
    case 'treatment':
      return treatmentColumns(variable, levels, levels[0]);
    case 'sum':
      return places.map((j) => sumColumn(levels, j));
    case 'helmert':
      return places.map((j) => helmertColumn(levels, j));
    case 'polynomial':
      return polynomialColumns(variable, levels);
    case 'difference':
      return places.map((j) => differenceColumn(levels, j));
  }
}

function treatmentColumns(variable: string, levels: readonly string[], reference: string): readonly Float64Array[] {
  if (levels.includes(reference)) return dummyCoding(levels).columns.filter((_, j) => levels[j] !== reference);
  throw failure('frame.unknown-level', { variable, level: reference }, words.unknownReference(variable, reference, levels));
}

function sumColumn(levels: readonly string[], j: number): Float64Array {
  return levelColumn(levels, (i) => (i === levels.length - 1 ? -1 : i === j ? 1 : 0));
}

function helmertColumn(levels: readonly string[], j: number): Float64Array {
  return levelColumn(levels, (i) => (i <= j ? -1 : i === j + 1 ? j + 1 : 0));
}

function differenceColumn(levels: readonly string[], j: number): Float64Array {
  return levelColumn(levels, (i) => (j + 1) / levels.length - (i <= j ? 1 : 0));
}

function polynomialColumns(variable: string, levels: readonly string[]): readonly Float64Array[] {
  if (levels.length > MOST_ORDERED_LEVELS)
    throw failure('frame.too-many-ordered', { variable, levels: levels.length }, words.tooManyOrdered(variable, levels.length));
  const scores = levelColumn(levels, (i) => i - (levels.length - 1) / 2);
  return orthonormalPolynomials(scores, levels.length - 1);
}

function levelColumn(levels: readonly string[], entry: (i: number) => number): Float64Array {
  return Float64Array.from(levels, (_, i) => entry(i));
}
