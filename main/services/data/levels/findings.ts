import type { Column, ColumnTable, Grouping, LevelFinding } from '../../../../engine/contract/index.ts';
import * as text from '../../../../engine/text/levelText.ts';
import type { Roles } from './candidates.ts';
import type { Coding } from './coding.ts';
import { constancyIn, constantIn, deviantRows, exceptionsAllowed, varyingGroups } from './constancy.ts';
import { liesIn } from './crossing.ts';
import type { FoundGrouping, FoundGroupings } from './groupings.ts';
import type { FoundRepetition } from './repetitions.ts';
import { namesGroups } from './groupNames.ts';
import { labelOf } from './questions.ts';

/** Above this share of groups with the commonest value, being constant in groups says nothing. */
const tellingShare = 0.9;
/** Exceptions are looked for only where there are enough groups to call them so. */
const fewestForExceptions = 10;
/** Fewer inner groups than this for one outer group leave nothing to tell the two levels apart by. */
const nearlySame = 1.2;

/** What deserves a look: names of rows, numbers that name groups, columns that say the same, exceptions. */
export function levelFindings(table: ColumnTable, roles: Roles, { groupings, repetitions }: FoundGroupings): LevelFinding[] {
  return [
    ...groupings.flatMap(numberFindings),
    ...groupings.flatMap((grouping) => missingFindings(grouping, table)),
    ...repetitions.flatMap(repetitionFindings),
    ...groupings.flatMap((grouping) => exceptionFindings(table, grouping, groupings)),
    ...nearlySameFindings(groupings),
    ...roles.sameAs
      .filter(({ coding }) => looksLikeName(coding))
      .map(({ coding, kept }) => finding('levels.same-groups', coding.name, text.sameGroupsFound(coding.name, kept.name))),
    ...roles.rowIds.map(({ name }) => finding('levels.row-id', name, text.rowIdFound(name))),
  ];
}

/** A column with the same groups as another may also be a measurement of them: only names are worth a word. */
const looksLikeName = ({ values, name, groups }: Coding): boolean =>
  values === null || namesGroups(name) || values[groups - 1] - values[0] === groups - 1;

function finding(
  code: string,
  column: string,
  words: { message: string; remedy: string | null },
  action: LevelFinding['action'] = null,
  rows: readonly number[] = [],
): LevelFinding {
  return { code, column, ...words, action, ...(rows.length > 0 ? { rows } : {}) };
}

function numberFindings({ coding, columns, status }: FoundGrouping): LevelFinding[] {
  if (coding.values === null || columns.length > 1) return [];
  const { name, groups } = coding;
  const words = status === 'proposed' ? text.numbersMayBeGroups(name, groups) : text.numbersAreGroups(name, groups);
  return [
    finding(status === 'proposed' ? 'levels.maybe-groups' : 'levels.number-groups', name, words, {
      kind: 'make-factor',
      column: name,
    }),
  ];
}

function missingFindings({ coding }: FoundGrouping, table: ColumnTable): LevelFinding[] {
  const missing = table.rows - coding.rows;
  return missing > 0 ? [finding('levels.missing', coding.name, text.missingGroups(coding.name, missing))] : [];
}

function repetitionFindings({ inner, outer, repetition }: FoundRepetition): LevelFinding[] {
  switch (repetition.kind) {
    case 'named':
      return [finding('levels.named-by', inner.name, text.namedByFound(inner.name, outer.name, repetition.by.name))];
    case 'nested':
      return [finding('levels.joined', inner.name, text.joinedFound(inner.name, outer.name, repetition.because))];
    case 'rows':
      return [finding('levels.numbers-rows', inner.name, text.numbersRowsFound(inner.name, outer.name))];
    case 'same':
    case 'asked':
      return [];
  }
}

/** Columns that would be constant in the groups but for a few of them, other groupings included. */
function exceptionFindings(
  table: ColumnTable,
  { coding, status }: FoundGrouping,
  groupings: readonly FoundGrouping[],
): LevelFinding[] {
  if (status === 'proposed' || coding.groups < fewestForExceptions || coding.rows < 2 * coding.groups) return [];
  return table.columns.flatMap((column) => {
    if (isSettled(column, coding, groupings)) return [];
    const { varying, sameShare } = constancyIn(column, coding);
    if (varying === 0 || varying > exceptionsAllowed(coding.groups) || sameShare > tellingShare || column === coding.column)
      return [];
    const labels = varyingGroups(column, coding).map((group) => labelOf(coding, group));
    const outer = groupings.find((other) => other.coding.column === column && other.columns.length === 1);
    if (outer)
      return [
        finding(
          'levels.nearly-nested',
          coding.name,
          text.nearlyNested(coding.name, outer.coding.name, varying, coding.groups, labels),
          null,
          deviantRows(column, coding, mostRows),
        ),
      ];
    return [
      finding(
        'levels.not-constant',
        column.name,
        text.notConstant(column.name, coding.name, varying, coding.groups, labels),
        null,
        deviantRows(column, coding, mostRows),
      ),
    ];
  });
}

/** The column belongs to a finer grouping, whose groups lie in these. */
const isSettled = (column: Column, coding: Coding, groupings: readonly FoundGrouping[]): boolean =>
  groupings.some(
    (other) =>
      other.coding !== coding &&
      liesIn(other.coding, coding) &&
      (other.coding.column === column || constantIn(column, other.coding) !== null),
  );

/** Rows that are given to look at. */
const mostRows = 200;

/** Two nested levels with hardly more groups on the lower than on the upper one. */
function nearlySameFindings(groupings: readonly FoundGrouping[]): LevelFinding[] {
  return groupings.flatMap(({ coding: inner }) =>
    groupings
      .filter(
        ({ coding: outer }) =>
          outer !== inner && outer.groups < inner.groups && inner.groups < nearlySame * outer.groups && liesIn(inner, outer),
      )
      .map(({ coding: outer }) =>
        finding('levels.nearly-same', inner.name, text.nearlySame(inner.name, inner.groups, outer.name, outer.groups)),
      ),
  );
}

/** The columns that only name rows or combinations, and so live on no level. */
export function identifiers(roles: Roles, groupings: readonly Grouping[]): Set<string> {
  return new Set([
    ...groupings.filter(({ status, columns }) => status !== 'proposed' && columns.length === 1).map(({ name }) => name),
    ...roles.rowIds.map(({ name }) => name),
  ]);
}
