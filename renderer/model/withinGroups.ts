import type { LevelMap } from '../../engine/contract/index.ts';

/**
 * Whether a column has one value in each group of a grouping, so that its effect cannot differ by these groups.
 *
 * A column constant in schools is constant in the classes within schools too; one constant in classes may vary within schools.
 */
export function isConstantIn(map: LevelMap | null, column: string, grouping: string): boolean {
  const home = homeOf(map, column);
  return home !== null && (home === grouping || liesIn(map, grouping, home));
}

/** The coarsest grouping in whose groups a column is constant: its own where it names groups; null where it varies between rows. */
export function homeOf(map: LevelMap | null, column: string): string | null {
  const own = map?.groupings.find(({ columns }) => columns.length === 1 && columns[0] === column);
  return own?.name ?? map?.variables.find((variable) => variable.column === column)?.constantIn ?? null;
}

/** Whether every group of `inner` lies in one group of `outer`, directly or by way of groupings between them. */
export function liesIn(map: LevelMap | null, inner: string, outer: string, seen: readonly string[] = []): boolean {
  if (!map || seen.includes(inner)) return false;
  const holders = map.relations
    .filter((known) => known.relation === 'nested' && known.inner === inner)
    .map((known) => known.outer);
  return holders.some((holder) => holder === outer || liesIn(map, holder, outer, [...seen, inner]));
}
