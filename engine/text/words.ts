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

/** The variables of an interaction's label, `a:b` → a, b; colons inside backticks or brackets do not part. */
export function termParts(label: string): string[] {
  return label.match(/(?:`[^`]*`|\([^)]*\)|[^:])+/g) ?? [label];
}
