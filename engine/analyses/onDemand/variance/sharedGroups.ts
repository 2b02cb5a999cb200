/**
 * What two rows of the data can have in common: sets of grouping factors, closed under nesting.
 */
import type { GroupingFactor } from '../../../frame/types.ts';
import { isNestedIn } from '../../dataLevels.ts';

export interface Shared {
  /** Grouping factors in common, with those that hold them: indices, ascending. */
  readonly groups: readonly number[];
  /** The factors that imply all others of the set. */
  readonly named: readonly number[];
  /** Those not in common. */
  readonly apart: readonly number[];
}

/** For each factor the factors that hold its levels whole, without itself. */
export function containingGroups(groups: readonly GroupingFactor[]): number[][] {
  return groups.map((inner) => groups.flatMap((outer, h) => (isNestedIn(inner, outer) ? [h] : [])));
}

/** Every such set of one factor, of two, and of all; each once. */
export function sharedSets(groups: readonly GroupingFactor[]): Shared[] {
  const containing = containingGroups(groups);
  const all = groups.map((_, g) => g);
  const pairs = all.flatMap((a) => all.filter((b) => b > a).map((b) => [a, b]));
  const closed = [...all.map((g) => [g]), ...pairs, all].map((set) =>
    all.filter((g) => set.some((one) => one === g || containing[one].includes(g))),
  );
  const once = new Map(closed.map((set) => [set.join(), set]));
  return [...once.values()].map((set) => ({
    groups: set,
    named: set.filter((g) => !set.some((other) => containing[other].includes(g))),
    apart: all.filter((g) => !set.includes(g)),
  }));
}
