import type { LevelMap } from '../../engine/contract/index.ts';
import { nameText, type GridModel } from '../../engine/formula/index.ts';
import { groupingClass } from '../levels/levelColour.ts';
import { innermostFirst, knownGroupings } from './variableGroups.ts';
import { columnsOf, groupLabel, termKey } from './terms.ts';

/** A grouping factor that has a column in the grid. */
export interface GridColumn {
  /** Formula text: `school`, `class:school`. */
  readonly group: string;
  /** Its name in the level map; null where the map does not know it. */
  readonly grouping: string | null;
  /** As it is read. */
  readonly name: string;
  /** Class of the level's colour. */
  readonly colour: string;
}

/** The grouping factors that the grid offers: those of the level map, the outermost first, those in use, and those asked for. */
export function gridColumns(map: LevelMap | null, grid: GridModel | null, extra: readonly string[]): GridColumn[] {
  const groupings = knownGroupings(map);
  const known = [...groupings]
    .sort((a, b) => b.level - a.level)
    .map((grouping) => groupLabel(innermostFirst(grouping, groupings).map(nameText)));
  const used = grid?.random.map(({ group }) => group) ?? [];
  const labels = [...known, ...used, ...extra];
  return labels
    .filter((label, index) => labels.findIndex((other) => termKey(other) === termKey(label)) === index)
    .map((label) => gridColumn(map, used.find((group) => termKey(group) === termKey(label)) ?? label));
}

function gridColumn(map: LevelMap | null, group: string): GridColumn {
  const grouping = groupingNamed(map, group);
  const known = grouping ?? groupingNamed(map, nameText(columnsOf(group)[0]));
  return { group, grouping, name: shownGroup(group), colour: known ? groupingClass(map, known) : 'level-2' };
}

/** The level map's name of the grouping over the same columns; null where it knows none, or only proposes it. */
export function groupingNamed(map: LevelMap | null, group: string): string | null {
  const columns = columnsOf(group).sort().join();
  return knownGroupings(map).find((grouping) => [...grouping.columns].sort().join() === columns)?.name ?? null;
}

export function shownGroup(group: string): string {
  return group.replace(/[`()]/g, '');
}
