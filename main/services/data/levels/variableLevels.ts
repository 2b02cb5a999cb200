import type { Column, ColumnTable, Grouping, VariableLevel } from '../../../../engine/contract/index.ts';
import { betweenShare, groupSums } from './betweenGroups.ts';
import { constantIn } from './constancy.ts';
import type { FoundGrouping } from './groupings.ts';

/** The level each column lives on: that of the coarsest grouping in whose groups it never varies. */
export function variableLevels(
  table: ColumnTable,
  found: readonly FoundGrouping[],
  groupings: readonly Grouping[],
  without: ReadonlySet<string>,
  checkCancelled: () => void,
): VariableLevel[] {
  const coarsestFirst = groupings
    .map((grouping) => ({ grouping, coding: found.find(({ coding }) => coding.name === grouping.name)!.coding }))
    .reverse();
  return table.columns
    .filter(({ name }) => !without.has(name))
    .map((column) => {
      checkCancelled();
      const home =
        coarsestFirst.find(({ grouping, coding }) => !isItself(column, grouping) && isConstant(column, coding, grouping)) ?? null;
      return {
        column: column.name,
        constantIn: home?.grouping.name ?? null,
        level: home?.grouping.level ?? 1,
        betweenShare: shares(column, coarsestFirst),
      };
    });
}

const isItself = (column: Column, { columns }: Grouping): boolean => columns.length === 1 && columns[0] === column.name;

/** A column with one value only is constant everywhere, and lives on no level but the lowest. */
function isConstant(column: Column, coding: FoundGrouping['coding'], grouping: Grouping): boolean {
  if (grouping.size.max < 2) return false;
  const constancy = constantIn(column, coding);
  return constancy !== null && constancy.sameShare < 1;
}

function shares(
  column: Column,
  groupings: readonly { grouping: Grouping; coding: FoundGrouping['coding'] }[],
): Record<string, number> {
  if (column.kind !== 'number') return {};
  const entries = groupings.flatMap(({ grouping, coding }) => {
    const share =
      coding.column === column && grouping.columns.length === 1
        ? null
        : betweenShare(groupSums(column.values, coding.codes, coding.groups));
    return share === null ? [] : [[grouping.name, share] as const];
  });
  return Object.fromEntries(entries);
}
