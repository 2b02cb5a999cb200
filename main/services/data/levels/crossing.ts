import type { Coding } from './coding.ts';
import { PairTable } from './pairTable.ts';

/** How the groups of two codings meet. A cell is a combination that occurs. */
export interface Crossing {
  readonly cells: number;
  /** Rows where both have a value. */
  readonly rows: number;
  readonly smallest: number;
  readonly largest: number;
  /** Number of second groups that each first group meets. */
  readonly met: Int32Array;
  /** Every combination occurs. */
  readonly complete: boolean;
}

export function crossingOf(first: Coding, second: Coding): Crossing {
  const pairs = new PairTable(first, second);
  let rows = 0;
  for (let i = 0; i < first.codes.length; i++) {
    if (first.codes[i] < 0 || second.codes[i] < 0) continue;
    pairs.count(first.codes[i], second.codes[i]);
    rows++;
  }
  return summary(pairs, rows, first, second);
}

function summary(pairs: PairTable, rows: number, first: Coding, second: Coding): Crossing {
  const met = new Int32Array(first.groups);
  let smallest = Infinity;
  let largest = 0;
  for (let cell = 0; cell < pairs.size; cell++) {
    met[pairs.firstOf(cell)]++;
    smallest = Math.min(smallest, pairs.countOf(cell));
    largest = Math.max(largest, pairs.countOf(cell));
  }
  return { cells: pairs.size, rows, smallest, largest, met, complete: pairs.size === first.groups * second.groups };
}

/** Each group of `inner` lies in one group of `outer`. Stops at the first that does not, so that it costs little where it fails. */
export function liesIn(inner: Coding, outer: Coding): boolean {
  if (outer.groups > inner.groups) return false;
  const home = new Int32Array(inner.groups).fill(-1);
  for (let i = 0; i < inner.codes.length; i++) {
    const group = inner.codes[i];
    const code = outer.codes[i];
    if (group < 0 || code < 0) continue;
    if (home[group] < 0) home[group] = code;
    else if (home[group] !== code) return false;
  }
  return true;
}

/** Both say the same: each group of one is a group of the other. */
export const sameGroups = (a: Coding, b: Coding): boolean => a.groups === b.groups && liesIn(a, b) && liesIn(b, a);
