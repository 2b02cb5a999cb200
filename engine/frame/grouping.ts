import { failure } from '../contract/index.ts';
import { printExpression, type RandomGroup } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { codedNumbers, distinctNumbers } from './factorTransforms.ts';
import type { Variables } from './schema.ts';
import type { GroupingFactor } from './types.ts';
import { withUsedLevels, type FactorValue, type Value } from './values.ts';

/** Tables of level pairs larger than this many times the rows are kept sparse. */
const DENSE_PAIRS_PER_ROW = 4;

/** A grouping factor on the rows in use: its levels, or the combinations of its columns' levels that occur. */
export function groupingFactor(group: RandomGroup, variables: Variables): GroupingFactor {
  const factors = group.factors.map((factor) => {
    const label = printExpression(factor);
    return categories(label, variables.get(label)!.value);
  });
  const { codes, levels } = factors.reduce(joinedFactor);
  return { name: group.name, levels, codes };
}

/** A number column groups by its values, in ascending order. */
export function categories(label: string, value: Value): FactorValue {
  if (value.kind === 'factor') return withUsedLevels({ ...value, scale: 'nominal' });
  if (value.kind === 'number') return codedNumbers(value.values, distinctNumbers(value.values));
  throw failure('frame.group-not-categorical', { group: label }, words.groupNotCategorical(label));
}

/** Combinations `a:b` that occur, the first factor's levels varying slowest; missing where one of them is. */
export function joinedFactor(a: FactorValue, b: FactorValue): FactorValue {
  const width = b.levels.length;
  const pairAt = (i: number) => (a.codes[i] < 0 || b.codes[i] < 0 ? -1 : a.codes[i] * width + b.codes[i]);
  const pairs = occurringPairs(a.codes.length, pairAt);
  const placeOf = placesOf(pairs, a.levels.length * width, a.codes.length);
  const codes = new Int32Array(a.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = pairAt(i) < 0 ? -1 : placeOf(pairAt(i));
  const levels = pairs.map((pair) => `${a.levels[Math.floor(pair / width)]}:${b.levels[pair % width]}`);
  return { kind: 'factor', codes, levels, scale: 'nominal' };
}

function occurringPairs(n: number, pairAt: (i: number) => number): number[] {
  const pairs = new Set<number>();
  for (let i = 0; i < n; i++) pairs.add(pairAt(i));
  pairs.delete(-1);
  return [...pairs].sort((x, y) => x - y);
}

function placesOf(pairs: readonly number[], possible: number, n: number): (pair: number) => number {
  if (possible > DENSE_PAIRS_PER_ROW * n + 1024) {
    const places = new Map(pairs.map((pair, place) => [pair, place]));
    return (pair) => places.get(pair)!;
  }
  const places = new Int32Array(possible);
  pairs.forEach((pair, place) => (places[pair] = place));
  return (pair) => places[pair];
}
