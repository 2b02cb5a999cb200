/**
 * On which level of the data groups and predictors live, read from the rows a model uses.
 */
import type { GroupingFactor, ModelFrame } from '../frame/types.ts';

/** 2 for a grouping factor that holds no other whole, else one more than the highest that it holds; order as in the frame. */
export function groupLevels(groups: readonly GroupingFactor[]): number[] {
  const levels: number[] = [];
  groups.forEach((outer, at) => {
    const held = groups.slice(0, at).flatMap((inner, index) => (isNestedIn(inner, outer) ? [levels[index]] : []));
    levels.push(1 + Math.max(1, ...held));
  });
  return levels;
}

/** Whether every level of `inner` lies within one level of `outer`, and not the other way round. */
export function isNestedIn(inner: GroupingFactor, outer: GroupingFactor): boolean {
  return inner.levels.length > outer.levels.length && isConstantWithin(outer.codes, 0, outer.codes.length, inner);
}

/** The level of each fixed column: 1 where it varies within every grouping, else the highest grouping that it is constant in; null for constants. */
export function coefficientLevels(frame: ModelFrame): (number | null)[] {
  const levels = groupLevels(frame.groups);
  const highestFirst = frame.groups.map((group, index) => ({ group, level: levels[index] })).sort((a, b) => b.level - a.level);
  return frame.coefNames.map((_, j) => {
    const start = j * frame.n;
    if (isConstant(frame.X, start, frame.n)) return null;
    return highestFirst.find(({ group }) => isConstantWithin(frame.X, start, frame.n, group))?.level ?? 1;
  });
}

/** Whether values[start .. start + n) are equal in the rows of each group. */
export function isConstantWithin(values: ArrayLike<number>, start: number, n: number, group: GroupingFactor): boolean {
  const first = new Float64Array(group.levels.length).fill(NaN);
  for (let i = 0; i < n; i++) {
    const code = group.codes[i];
    if (Number.isNaN(first[code])) first[code] = values[start + i];
    else if (first[code] !== values[start + i]) return false;
  }
  return true;
}

function isConstant(values: ArrayLike<number>, start: number, n: number): boolean {
  for (let i = 1; i < n; i++) if (values[start + i] !== values[start]) return false;
  return true;
}
