import type { LevelMap } from '../../engine/contract/index.ts';

const colours = 6;

/** Class of the colour of a grouping; the rows themselves have `level-1`. Crossed groupings of one depth differ too. */
export function groupingClass(map: LevelMap | null, grouping: string | null): string {
  const settled = map?.groupings.filter(({ status }) => status !== 'proposed') ?? [];
  const place = settled.findIndex(({ name }) => name === grouping);
  return place < 0 ? 'level-1' : `level-${2 + (place % (colours - 1))}`;
}

/** Class of the colour of the level that a column lives on: its own for a grouping column. */
export function columnClass(map: LevelMap | null, column: string): string {
  return groupingClass(map, groupingOf(map, column) ?? constantIn(map, column));
}

/** The grouping that a column identifies, alone or as a part of it (`class` of `class:school` beside `school`), or null. */
export function groupingOf(map: LevelMap | null, column: string): string | null {
  const settled = map?.groupings.filter(({ status, columns }) => status !== 'proposed' && columns.includes(column)) ?? [];
  return (settled.find(({ columns }) => columns.length === 1) ?? settled[0])?.name ?? null;
}

function constantIn(map: LevelMap | null, column: string): string | null {
  return map?.variables.find((variable) => variable.column === column)?.constantIn ?? null;
}
