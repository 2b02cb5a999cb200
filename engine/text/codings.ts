/**
 * How factors are coded, in words; and the ends of the coefficients' names, which follow from the coding.
 */
import type { CodedFactor, FactorContrast } from '../contract/index.ts';
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
function customSuffixes(comparisons: readonly { readonly name: string }[], columns: number): string[] {
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

/** A comparison as arithmetic of level means: `a − 0.5 b − 0.5 c`. */
export function comparisonText({ name, weights }: { readonly name: string; readonly weights: Readonly<Record<string, number>> }) {
  const parts = Object.entries(weights).filter(([, weight]) => weight !== 0);
  const text = parts.map(([level, weight], index) => `${signOf(weight, index)}${sizeOf(weight)}${level}`).join('');
  return `${name} is ${text}`;
}

function signOf(weight: number, index: number): string {
  if (index === 0) return weight < 0 ? '−' : '';
  return weight < 0 ? ' − ' : ' + ';
}

function sizeOf(weight: number): string {
  const size = Math.abs(weight);
  return size === 1 ? '' : `${Number(size.toPrecision(4))} `;
}
