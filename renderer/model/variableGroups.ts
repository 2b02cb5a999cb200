import type { Grouping, LevelMap } from '../../engine/contract/index.ts';
import type { ColumnState } from '../../main/api.ts';
import { groupingClass } from '../levels/levelColour.ts';
import { isConstantIn } from './withinGroups.ts';

/** The variables of one level of the data: of the rows themselves, or of the groups of one grouping. */
export interface VariableGroup {
  /** null: the rows. */
  readonly grouping: Grouping | null;
  readonly count: number;
  /** Class of the level's colour. */
  readonly colour: string;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly column: ColumnState;
  /** The grouping that the column names, alone or as the innermost of several. */
  readonly names: Grouping | null;
  /** Columns of the grouping factor that a click makes of it, innermost first. */
  readonly groups: readonly string[];
  /** Share of the variance between groups, by the groupings in which it varies; empty where there is none to show. */
  readonly between: Readonly<Record<string, number>>;
}

/** Groupings that are not mere proposals. */
export function knownGroupings(map: LevelMap | null): readonly Grouping[] {
  return (map?.groupings ?? []).filter(({ status }) => status !== 'proposed');
}

/**
 * The columns of a grouping, innermost first: where they were joined, those that group the rows by themselves are the outer ones.
 */
export function innermostFirst({ columns }: Grouping, groupings: readonly Grouping[]): string[] {
  const isOuter = (column: string) => groupings.some((other) => other.columns.length === 1 && other.columns[0] === column);
  return columns.length < 2 ? [...columns] : [...columns.filter((column) => !isOuter(column)), ...columns.filter(isOuter)];
}

/** All columns by the level they live on, the rows first; columns of unknown level count to the rows. */
export function variableGroups(columns: readonly ColumnState[], map: LevelMap | null, rows: number): VariableGroup[] {
  const groupings = knownGroupings(map);
  const homes = new Map(columns.map((column) => [column.name, homeGrouping(column.name, groupings, map)]));
  const variablesOf = (name: string | null) =>
    columns.filter((column) => homes.get(column.name) === name).map((column) => variableOf(column, groupings, map));
  const levels = groupings.map((grouping) => ({
    grouping,
    count: grouping.groups,
    colour: groupingClass(map, grouping.name),
    variables: variablesOf(grouping.name).sort((a, b) => Number(b.names !== null) - Number(a.names !== null)),
  }));
  return [{ grouping: null, count: rows, colour: 'level-1', variables: variablesOf(null) }, ...levels];
}

function homeGrouping(column: string, groupings: readonly Grouping[], map: LevelMap | null): string | null {
  const home =
    named(column, groupings)?.name ?? map?.variables.find((variable) => variable.column === column)?.constantIn ?? null;
  return groupings.some(({ name }) => name === home) ? home : null;
}

function variableOf(column: ColumnState, groupings: readonly Grouping[], map: LevelMap | null): Variable {
  const shares = map?.variables.find((variable) => variable.column === column.name)?.betweenShare ?? {};
  const between = Object.fromEntries(
    groupings.flatMap(({ name }) => (name in shares && !isConstantIn(map, column.name, name) ? [[name, shares[name]]] : [])),
  );
  const names = named(column.name, groupings);
  return { column, names, groups: names ? innermostFirst(names, groupings) : [column.name], between };
}

function named(column: string, groupings: readonly Grouping[]): Grouping | null {
  const alone = groupings.find(({ columns }) => columns.length === 1 && columns[0] === column);
  return alone ?? groupings.find((grouping) => innermostFirst(grouping, groupings)[0] === column) ?? null;
}
