/**
 * Small pieces that sentences are made of.
 */

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

/** A name as a person wrote it: R needs backticks around spaces and signs, a reader does not. */
export function plain(name: string): string {
  return name.replaceAll('`', '');
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
  readonly factors: readonly { readonly name: string; readonly levels: readonly string[]; readonly contrast: string }[];
  readonly coefNames: readonly string[];
}

/** The category that a part of a coefficient's name stands for; null for numbers and other codings. */
export function categoryOf({ factors, coefNames }: Coded, part: string): Category | null {
  for (const { name, levels, contrast } of factors) {
    const level = levels.find((label) => name + label === part);
    if (level === undefined) continue;
    if (coefNames.some((coefficient) => termParts(coefficient).includes(name + levels[0])))
      return { factor: name, level, reference: null };
    return contrast === 'treatment' ? { factor: name, level, reference: levels[0] } : null;
  }
  return null;
}
