import type { Grouping, LevelMap } from '../../engine/contract/index.ts';
import { groupingOf } from './levelColour.ts';

/** A grouping as it is drawn: how deep it lies in others, what it is crossed with, which columns live on it. */
export interface LevelBox {
  readonly grouping: Grouping;
  /** How many groupings it lies in. */
  readonly depth: number;
  readonly columns: readonly string[];
}

/** Outermost groupings first, each followed by what lies in it; columns that live on the rows are `rowColumns`. Proposals are not drawn. */
export function levelTree(map: LevelMap): { readonly boxes: readonly LevelBox[]; readonly rowColumns: readonly string[] } {
  const settled = map.groupings.filter(({ status }) => status !== 'proposed');
  // The map names the coarsest groupings last; among neighbours they are drawn first.
  const place = (name: string) =>
    String(settled.length - settled.findIndex((grouping) => grouping.name === name)).padStart(4, '0');
  const boxes = settled
    .map((grouping) => ({ grouping, outers: outersOf(map, grouping.name, settled) }))
    .map(({ grouping, outers }) => ({ grouping, path: [...outers, grouping.name].map(place).join(), depth: outers.length }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ grouping, depth }) => ({ grouping, depth, columns: columnsIn(map, grouping.name) }));
  return { boxes, rowColumns: columnsIn(map, null) };
}

/** Names of the groupings that one lies in, outermost first. */
function outersOf(map: LevelMap, name: string, settled: readonly Grouping[]): string[] {
  const isOuter = (outer: string) =>
    map.relations.some((relation) => relation.relation === 'nested' && relation.inner === name && relation.outer === outer);
  return settled
    .filter((grouping) => isOuter(grouping.name))
    .sort((a, b) => a.groups - b.groups)
    .map((grouping) => grouping.name);
}

function columnsIn(map: LevelMap, grouping: string | null): string[] {
  return map.variables
    .filter(({ column, constantIn }) => constantIn === grouping && groupingOf(map, column) === null)
    .map(({ column }) => column);
}
