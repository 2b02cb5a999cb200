import type { Coding } from './coding.ts';

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
  /** Each group of the first lies in one group of the second. */
  readonly firstInSecond: boolean;
  readonly secondInFirst: boolean;
}

const directCells = 2 ** 22;

export function crossingOf(first: Coding, second: Coding): Crossing {
  const counts = first.groups * second.groups <= directCells ? countDirectly(first, second) : countByHash(first, second);
  const met = new Int32Array(first.groups);
  let rows = 0;
  let smallest = Infinity;
  let largest = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    const { group, count } = counts.at(cell);
    met[group]++;
    rows += count;
    smallest = Math.min(smallest, count);
    largest = Math.max(largest, count);
  }
  const cells = counts.length;
  return {
    cells,
    rows,
    smallest,
    largest,
    met,
    complete: cells === first.groups * second.groups,
    firstInSecond: cells === usedGroups(met),
    secondInFirst: cells === second.groups,
  };
}

const usedGroups = (met: Int32Array): number => met.reduce((used, count) => used + Number(count > 0), 0);

/** The cells that occur, with their first group and their rows. */
interface Cells {
  readonly length: number;
  at(cell: number): { group: number; second: number; count: number };
}

function countDirectly(first: Coding, second: Coding): Cells {
  const table = new Int32Array(first.groups * second.groups);
  for (let i = 0; i < first.codes.length; i++) {
    if (first.codes[i] >= 0 && second.codes[i] >= 0) table[first.codes[i] * second.groups + second.codes[i]]++;
  }
  const used: number[] = [];
  table.forEach((count, pair) => count > 0 && used.push(pair));
  return cellsOf(used, (cell) => table[used[cell]], second.groups);
}

function countByHash(first: Coding, second: Coding): Cells {
  const table = new Map<number, number>();
  for (let i = 0; i < first.codes.length; i++) {
    if (first.codes[i] < 0 || second.codes[i] < 0) continue;
    const pair = first.codes[i] * second.groups + second.codes[i];
    table.set(pair, (table.get(pair) ?? 0) + 1);
  }
  const counts = [...table.values()];
  return cellsOf([...table.keys()], (cell) => counts[cell], second.groups);
}

function cellsOf(pairs: readonly number[], countOf: (cell: number) => number, seconds: number): Cells {
  return {
    length: pairs.length,
    at: (cell) => ({ group: Math.floor(pairs[cell] / seconds), second: pairs[cell] % seconds, count: countOf(cell) }),
  };
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
