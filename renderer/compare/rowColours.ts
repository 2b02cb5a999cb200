/**
 * The colour of a row of results: that of the level of the data it speaks of, as everywhere in the window.
 */
import type { LevelMap } from '../../engine/contract/index.ts';
import type { LayoutRow } from '../../engine/report/index.ts';
import type { ColumnState } from '../../main/api.ts';
import { columnClass, groupingClass } from '../levels/levelColour.ts';

/** Side-by-side tables say in a row's id what it holds: `sd:School:SES`, `fixed:SES`. */
const KIND = /^(?:sd|cor|groups|icc|fixed):/;
/** What may follow a group's name: a column, or the number of its second random term. */
const AFTER_GROUP = /^(?:$|:|\||\.\d+\|)/;

/**
 * Class of the row's colour, or null where it belongs to no level. Groups and columns have the colour of the level map; what the map
 * does not know keeps the level that the report gives it.
 */
export function rowColour(
  row: Pick<LayoutRow, 'id' | 'level'>,
  columns: readonly ColumnState[],
  map: LevelMap | null,
): string | null {
  if (row.level === null) return null;
  if (row.level === 1) return 'level-1';
  const subject = row.id.replace(KIND, '');
  return groupColour(subject, map) ?? coefficientColour(subject, columns, map) ?? `level-${Math.min(row.level, 6)}`;
}

function groupColour(subject: string, map: LevelMap | null): string | null {
  const names = (map?.groupings ?? []).filter(({ status }) => status !== 'proposed').map(({ name }) => name);
  const known = names.filter((name) => subject.startsWith(name) && AFTER_GROUP.test(subject.slice(name.length)));
  const longest = known.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? null : groupingClass(map, longest);
}

/** A coefficient is a column's name, or a factor's with one of its levels; of an interaction, the first known part decides. null where the map puts it on the rows, which the report knows better. */
function coefficientColour(subject: string, columns: readonly ColumnState[], map: LevelMap | null): string | null {
  const known = subject.split(':').map((part) => columns.find((column) => isCoefficientOf(part, column)));
  const column = known.find((found) => found !== undefined);
  const colour = column ? columnClass(map, column.name) : null;
  return colour === 'level-1' ? null : colour;
}

function isCoefficientOf(part: string, { name, levels }: ColumnState): boolean {
  return part === name || levels.some((level) => part === name + level);
}
