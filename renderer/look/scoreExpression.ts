import { nameText } from '../../engine/formula/index.ts';

/** What makes a scale's score out of its items. */
export interface Scale {
  readonly items: readonly string[];
  readonly reversed: readonly string[];
  /** Items answered at least; with fewer the score is missing. */
  readonly least: number;
  /** The answers that items range between: a reversed item counts from the other end. */
  readonly low: number;
  readonly high: number;
}

/** The mean of the items that were answered, in the language of computed columns. */
export function scoreExpression({ items, reversed, least, low, high }: Scale): string {
  const terms = items.map((item) => (reversed.includes(item) ? `${low + high} - ${nameText(item)}` : nameText(item)));
  return `rowmeans(${terms.join(', ')}, least = ${least})`;
}
