import { nameText } from '../../engine/formula/index.ts';
import type { LevelMap } from '../../engine/contract/index.ts';
import type { ColumnState } from '../../main/api.ts';
import type { GridColumn } from './gridColumns.ts';
import { columnsOf, groupLabel, termKey } from './terms.ts';
import { liesIn } from './withinGroups.ts';

/** Pairs are offered for so many grouping columns; beyond, the formula says it better. */
const MOST_PAIRED = 4;

/** Columns that could group the rows and have no column in the grid: their values repeat. */
export function columnChoices(
  columns: readonly ColumnState[],
  rows: number,
  shown: readonly GridColumn[],
  outcome: string | null,
): string[] {
  const taken = new Set([...shown.map(({ group }) => termKey(group)), outcome]);
  return columns.filter((column) => !taken.has(nameText(column.name)) && repeats(column, rows)).map(({ name }) => name);
}

/** Two rows per value on average, or more. */
function repeats({ kind, levelCount, summary }: ColumnState, rows: number): boolean {
  const distinct = kind === 'factor' ? levelCount : summary.distinct;
  return distinct >= 2 && distinct <= rows / 2;
}

/** Two columns as groups: the inner one's labels count within each of the outer's, or everywhere. */
export interface PairChoice {
  readonly kind: 'nested' | 'crossed';
  readonly inner: string;
  readonly outer: string;
}

/** What two grouping columns could be together and the grid does not show yet. Unique labels inside another group need no pairing. */
export function pairChoices(map: LevelMap | null, shown: readonly GridColumn[]): PairChoice[] {
  const labels = new Set(shown.map(({ group }) => termKey(group)));
  const columns = pairable(map, shown);
  const pairs = columns.flatMap((first, index) => columns.slice(index + 1).map((second) => [first, second] as const));
  return pairs.flatMap(([first, second]) => {
    if (liesIn(map, first, second) || liesIn(map, second, first)) return [];
    const joined = labels.has(termKey(groupLabel([nameText(first), nameText(second)])));
    const both = labels.has(nameText(first)) && labels.has(nameText(second));
    return [
      ...(joined ? [] : nestings(map, first, second)),
      ...(both ? [] : [{ kind: 'crossed' as const, inner: first, outer: second }]),
    ];
  });
}

/** Where the level map asks about the two, it knows which could be the inner one. */
function nestings(map: LevelMap | null, first: string, second: string): PairChoice[] {
  const asked = map?.questions.find(({ inner, outer }) => [inner, outer].sort().join() === [first, second].sort().join());
  if (asked) return [{ kind: 'nested', inner: asked.inner, outer: asked.outer }];
  return [
    { kind: 'nested', inner: first, outer: second },
    { kind: 'nested', inner: second, outer: first },
  ];
}

function pairable(map: LevelMap | null, shown: readonly GridColumn[]): string[] {
  const inGrid = shown.flatMap(({ group }) => columnsOf(group));
  const asked = (map?.questions ?? []).flatMap(({ inner, outer }) => [inner, outer]);
  return [...new Set([...inGrid, ...asked])].slice(0, MOST_PAIRED);
}
