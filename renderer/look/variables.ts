import type { LevelMap } from '../../engine/contract/index.ts';
import type { ColumnState, TableState } from '../../main/api.ts';

/** A column as a look may use it. */
export interface Variable {
  readonly name: string;
  readonly isNumber: boolean;
  /** Tells groups of rows apart: a grouping of the level map, or a factor. */
  readonly isGroup: boolean;
  /** Identifies groups that the level map knows. */
  readonly isGrouping: boolean;
  /** Different values, where they are taken for categories; null where they are not. */
  readonly categories: number | null;
  /** Rather a moment than a measure: few whole values, or a name that says so. */
  readonly isTime: boolean;
}

/** What a field of a look takes. */
export type Accepts = 'number' | 'time' | 'category' | 'colour' | 'group' | 'any';

/** Numbers of so few values may be taken for categories. */
const FEW = 12;
const MOST_BOXES = 200;

export function variablesOf({ columns, levelMap }: TableState): Variable[] {
  return columns.map((column) => variableOf(column, levelMap));
}

function variableOf(column: ColumnState, map: LevelMap | null): Variable {
  const isGrouping =
    map?.groupings.some(({ columns, status }) => status !== 'proposed' && columns.includes(column.name)) ?? false;
  const isFactor = column.kind === 'factor';
  const { distinct } = column.summary;
  return {
    name: column.name,
    isNumber: !isFactor,
    isGroup: isFactor || isGrouping,
    isGrouping,
    categories: isFactor ? column.levelCount : distinct > 0 && distinct <= FEW ? distinct : null,
    isTime: !isFactor && (timeName.test(column.name) || (isWhole(column) && distinct <= 3 * FEW && distinct > 2)),
  };
}

const timeName = /(^|[^a-z])(time|days?|weeks?|months?|years?|age|wave|visit|occasion|session|trial)([^a-z]|$)/i;

const isWhole = ({ summary: { min, max, distinct } }: ColumnState): boolean =>
  Number.isInteger(min) && Number.isInteger(max) && max! - min! < 3 * distinct;

export function accepts(wanted: Accepts, { isNumber, isGroup, categories }: Variable): boolean {
  switch (wanted) {
    case 'number':
    case 'time':
      return isNumber;
    case 'category':
      return categories !== null && categories <= MOST_BOXES;
    case 'colour':
      return categories !== null && categories <= FEW;
    case 'group':
      return isGroup || categories !== null;
    case 'any':
      return true;
  }
}

/** Taken for a measure rather than for the name of a group. */
export const isMeasure = ({ isNumber, isGrouping }: Variable): boolean => isNumber && !isGrouping;
