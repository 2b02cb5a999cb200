/**
 * How factors are coded, in words; and the ends of the coefficients' names, which follow from the coding.
 */
import type { CodedFactor, FactorContrast, LevelComparison } from '../contract/index.ts';
import { listed, referenceOf } from './words.ts';

const POLYNOMIAL_SUFFIXES = ['.L', '.Q', '.C'];

/** What follows the factor's name in its coefficients, as R has it: levels, numbers, `.L`, `b-a`; custom comparisons by their names. */
export function codingSuffixes(contrast: FactorContrast, levels: readonly string[]): string[] {
  if (typeof contrast !== 'string' && contrast.kind === 'custom') return customSuffixes(contrast.comparisons, levels.length - 1);
  const reference = referenceOf({ levels, contrast });
  if (reference !== null) return levels.filter((level) => level !== reference);
  const places = levels.slice(1).map((_, j) => j);
  if (contrast === 'polynomial') return places.map((j) => POLYNOMIAL_SUFFIXES[j] ?? `^${j + 1}`);
  if (contrast === 'difference') return places.map((j) => `${levels[j + 1]}-${levels[j]}`);
  return places.map((j) => String(j + 1));
}

/** The comparisons stated, then columns for the differences that no comparison speaks of. */
function customSuffixes(comparisons: readonly LevelComparison[], columns: number): string[] {
  const rest = Math.max(0, columns - comparisons.length);
  return [...comparisons.map(({ name }) => name), ...Array.from({ length: rest }, (_, j) => `.rest${j + 1}`)];
}

/** One sentence under a table of coefficients: `Sector: Catholic against Public.` */
export function codingNote(factor: CodedFactor): string {
  const name = factor.name.replaceAll('`', '');
  const { levels, contrast } = factor;
  const reference = referenceOf(factor);
  if (reference !== null) return `${name}: ${listed(levels.filter((level) => level !== reference))} against ${reference}.`;
  if (typeof contrast !== 'string' && contrast.kind === 'custom')
    return `${name}: ${contrast.comparisons.map(comparisonText).join('; ')}.`;
  return `${name}: ${codingText[contrast as keyof typeof codingText](levels)}.`;
}

const codingText = {
  sum: (levels: readonly string[]) =>
    `${listed(levels.slice(0, -1).map((level, j) => `${j + 1} is ${level}`))}, each against the mean of all categories (sum coding)`,
  helmert: (levels: readonly string[]) =>
    `${listed(levels.slice(1).map((level, j) => `${j + 1} is ${level}`))}, each against the mean of the categories before it, divided by the number of categories up to it (Helmert coding)`,
  polynomial: () => 'the trend over the ordered categories as orthogonal polynomials: .L straight, .Q bent, .C twice bent',
  difference: (levels: readonly string[]) =>
    `${listed(levels.slice(1).map((level, j) => `${level} against ${levels[j]}`))} (successive differences)`,
};

/** What one coefficient of a factor says, on hover; null where the name is none of its coefficients. */
export function codedCoefficient(factor: CodedFactor, name: string): string | null {
  const { levels, contrast } = factor;
  const at = codingSuffixes(contrast, levels).findIndex((suffix) => factor.name + suffix === name);
  if (at < 0) return null;
  if (typeof contrast !== 'string') return contrast.kind === 'custom' ? customCoefficient(contrast.comparisons[at]) : null;
  const level = levels[at + 1];
  if (contrast === 'sum') return `How far ${levels[at]} lies above the mean of all categories`;
  if (contrast === 'difference') return `How far ${level} lies above ${levels[at]}, the category before it`;
  if (contrast === 'helmert') return `How far ${level} lies above the mean of the categories before it, divided by ${at + 2}`;
  return contrast === 'polynomial' ? trendText(at) : null;
}

function trendText(at: number): string {
  const shape = ['how steeply it rises in a straight line', 'how much it bends', 'how much it bends back'][at];
  return `The trend over the ordered categories: ${shape ?? `its part of degree ${at + 1}`}`;
}

function customCoefficient(comparison: LevelComparison | undefined): string {
  return comparison
    ? `The comparison of category means that was written down: ${comparisonText(comparison)}`
    : 'A difference between categories that no comparison speaks of; it keeps the others what they say';
}

/** A comparison as arithmetic of level means: `a − 0.5 b − 0.5 c`. */
export function comparisonText({ name, weights }: LevelComparison): string {
  const parts = Object.entries(weights).filter(([, weight]) => weight !== 0);
  const text = parts.map(([level, weight], index) => `${signOf(weight, index)}${sizeOf(weight)}${level}`).join('');
  return `${name.trim()} is ${text}`;
}

function signOf(weight: number, index: number): string {
  if (index === 0) return weight < 0 ? '−' : '';
  return weight < 0 ? ' − ' : ' + ';
}

function sizeOf(weight: number): string {
  const size = Math.abs(weight);
  return size === 1 ? '' : `${Number(size.toPrecision(4))} `;
}
