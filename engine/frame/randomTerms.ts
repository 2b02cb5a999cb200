import { failure } from '../contract/index.ts';
import type { RandomPart } from '../formula/index.ts';
import * as words from '../text/frameFailures.ts';
import { designColumns } from './fixedTerms.ts';
import { groupingFactor } from './grouping.ts';
import type { Variables } from './schema.ts';
import type { GroupingFactor, RandomTerm } from './types.ts';

export interface RandomTerms {
  readonly groups: readonly GroupingFactor[];
  readonly random: readonly RandomTerm[];
}

/**
 * Grouping factors and the columns that vary by them, in lme4's order.
 *
 * @throws Failure 'frame.one-level-group', 'frame.group-per-row', 'frame.too-many-random-effects' unless `allowDegenerate`
 */
export function randomTerms(
  parts: readonly RandomPart[],
  variables: Variables,
  n: number,
  allowDegenerate: boolean,
): RandomTerms {
  const factors = new Map(parts.map(({ group }) => [group.name, group]));
  const byName = new Map([...factors].map(([name, group]) => [name, groupingFactor(group, variables)]));
  const ordered = inOrder(parts, (part) => byName.get(part.group.name)!.levels.length);
  const groups = [...new Set(ordered.map((part) => part.group.name))].map((name) => byName.get(name)!);
  if (!allowDegenerate) groups.forEach((group) => checkGroup(group, n));
  const random = groups.flatMap((group, g) => {
    const own = ordered.filter((part) => part.group.name === group.name);
    return own.map((part, k) => {
      const { X, names } = designColumns(part, variables, n);
      if (!allowDegenerate) checkSize(part, group.levels.length * names.length, n);
      return { group: g, name: k === 0 ? group.name : `${group.name}.${k}`, columns: names, Z: byRows(X, n, names.length) };
    });
  });
  return { groups, random };
}

/** Most levels first. As lme4 does, parts with as many levels change places when anything is moved, and stay when not. */
function inOrder(parts: readonly RandomPart[], levels: (part: RandomPart) => number): readonly RandomPart[] {
  const isOrdered = parts.every((part, k) => k === 0 || levels(part) <= levels(parts[k - 1]));
  return isOrdered ? parts : [...parts].reverse().sort((a, b) => levels(b) - levels(a));
}

/** A column-major n × S matrix, row-major. */
export function byRows(X: Float64Array, n: number, S: number): Float64Array {
  if (S === 1) return X;
  const Z = new Float64Array(n * S);
  for (let s = 0; s < S; s++) for (let i = 0; i < n; i++) Z[i * S + s] = X[s * n + i];
  return Z;
}

function checkGroup({ name, levels }: GroupingFactor, n: number): void {
  if (levels.length < 2) throw failure('frame.one-level-group', { group: name }, words.oneLevelGroup(name));
  if (levels.length >= n)
    throw failure('frame.group-per-row', { group: name, levels: levels.length, n }, words.groupPerRow(name, levels.length, n));
}

function checkSize({ label }: RandomPart, effects: number, n: number): void {
  if (effects >= n)
    throw failure('frame.too-many-random-effects', { term: label, effects, n }, words.tooManyRandomEffects(label, effects, n));
}
