import type { LevelMap } from '../../engine/contract/index.ts';
import { nameText } from '../../engine/formula/index.ts';
import type { ColumnState } from '../../main/api.ts';
import { groupLabel } from './terms.ts';
import { variableGroups } from './variableGroups.ts';
import { canBeOutcome } from './variableUse.ts';

/** A formula of a table's own columns that shows how one is written; null where no column could be the outcome. */
export function exampleFormula(columns: readonly ColumnState[], map: LevelMap | null): string | null {
  const variables = variableGroups(columns, map, 0).flatMap((group) => group.variables);
  const plain = variables.filter(({ names, column }) => names === null && !isIdentifier(column, map)).map(({ column }) => column);
  const finest = plain.filter(({ kind }) => kind === 'number').sort((a, b) => b.summary.distinct - a.summary.distinct);
  const outcome = finest[0] ?? plain.find((column) => canBeOutcome(column));
  if (!outcome) return null;
  const predictor = plain.find((column) => column !== outcome && column.kind === 'number');
  const groups = variables.find(({ names }) => names !== null)?.groups ?? map?.groupings.at(-1)?.columns;
  const terms = [predictor ? nameText(predictor.name) : '1', ...(groups ? [`(1 | ${groupLabel(groups.map(nameText))})`] : [])];
  return `${nameText(outcome.name)} ~ ${terms.join(' + ')}`;
}

/** A level map knows the level of every column but those that only name rows or groups. */
function isIdentifier({ name }: ColumnState, map: LevelMap | null): boolean {
  return map !== null && !map.variables.some(({ column }) => column === name);
}
