/**
 * Small pieces that sentences are made of.
 */

import type { CodedFactor } from '../contract/index.ts';

/** `one`, `one and two`, `one, two and three`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** `1 row`, `2 rows`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function quoted(name: string): string {
  return `“${name}”`;
}

/** A name as a person reads it: without the backticks that R needs around spaces and signs, `SES within School` for the call. */
export function plain(name: string): string {
  return name.replaceAll('`', '').replace(/\b(within|between)\(([^(),]+), ([^(),]+)\)/g, '$2 $1 $3');
}

/** The variables of an interaction's label, `a:b` → a, b; colons inside backticks or brackets do not part. */
export function termParts(label: string): string[] {
  return label.match(/(?:`[^`]*`|\([^)]*\)|[^:])+/g) ?? [label];
}

/** A coefficient of a treatment-coded factor: this category against the reference; without a reference it stands for a mean. */
export interface Category {
  readonly factor: string;
  readonly level: string;
  readonly reference: string | null;
}

interface Coded {
  readonly factors: readonly CodedFactor[];
  readonly coefNames: readonly string[];
}

/** The level that treatment coding compares with; null for other codings. */
export function referenceOf({ levels, contrast }: Pick<CodedFactor, 'levels' | 'contrast'>): string | null {
  if (contrast === 'treatment') return levels[0] ?? null;
  return typeof contrast !== 'string' && contrast.kind === 'treatment' ? contrast.reference : null;
}

/** The category that a part of a coefficient's name stands for; null for numbers and other codings. */
export function categoryOf({ factors, coefNames }: Coded, part: string): Category | null {
  const parts = new Set(coefNames.flatMap(termParts));
  for (const factor of factors) {
    const { name, levels } = factor;
    const level = levels.find((label) => name + label === part);
    if (level === undefined) continue;
    const reference = referenceOf(factor);
    const hasMeans = reference === null ? levels.every((label) => parts.has(name + label)) : parts.has(name + reference);
    if (hasMeans) return { factor: name, level, reference: null };
    return reference === null ? null : { factor: name, level, reference };
  }
  return null;
}
