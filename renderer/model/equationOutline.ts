/**
 * What the level equations say, known before the fit: coefficients, their levels and what varies by which groups.
 */
import type { LevelMap, ModelSpec, VarCorrEntry } from '../../engine/contract/index.ts';
import { nameFromText, printExpression, type Expression, type GridModel } from '../../engine/formula/index.ts';
import { codingSuffixes } from '../../engine/text/codings.ts';
import type { ColumnState } from '../../main/api.ts';
import { contrastOf } from './factorCoding.ts';
import type { GridColumn } from './gridColumns.ts';
import { factorsOf, levelColumns, shownFactors } from './terms.ts';
import { homeOf } from './withinGroups.ts';

/** Characters of a name that an equation has room for. */
const ROOM = 28;

/** The part of a fit that its equations read. */
export interface EquationOutline {
  readonly outcome: string;
  readonly coefNames: readonly string[];
  readonly coefLevels: readonly (number | null)[];
  readonly varCorr: readonly VarCorrEntry[];
}

/** Data levels are 1 for the rows, 2 for what is constant in some grouping of the grid. */
export function equationOutline(
  grid: GridModel,
  columns: readonly ColumnState[],
  gridColumns: readonly GridColumn[],
  map: LevelMap | null,
  contrasts: NonNullable<ModelSpec['contrasts']> = {},
): EquationOutline {
  const coefficientsOf = (label: string) => coefficientNames(label, columns, contrasts);
  const used = gridColumns.filter(({ group }) => grid.random.some((entry) => entry.group === group));
  const fixed = grid.fixed.flatMap((label) =>
    coefficientsOf(label).map((name) => ({ name, level: isAbove(label, used, map) ? 2 : 1 })),
  );
  const names = grid.intercept ? [{ name: '(Intercept)', level: null }, ...fixed] : fixed;
  return {
    outcome: shortened(nameFromText(grid.outcome)),
    coefNames: names.map(({ name }) => name),
    coefLevels: names.map(({ level }) => level),
    varCorr: grid.random.flatMap(({ group, intercept, slopes }) => {
      const shown = shortened(used.find((column) => column.group === group)?.name ?? group);
      const effects = [...(intercept ? ['(Intercept)'] : []), ...slopes.flatMap((label) => coefficientsOf(label))];
      return effects.map((var1) => ({ grp: shown, var1, var2: null, vcov: NaN, sdcor: null }));
    }),
  };
}

function isAbove(label: string, used: readonly GridColumn[], map: LevelMap | null): boolean {
  const names = levelColumns(label);
  return used.length > 0 && names.length > 0 && names.every((name) => homeOf(map, name) !== null);
}

/** Coefficient names as R forms them from the coding of factors; products for interactions. */
function coefficientNames(
  label: string,
  columns: readonly ColumnState[],
  contrasts: NonNullable<ModelSpec['contrasts']>,
): string[] {
  return factorsOf(label)
    .map((factor) => columnNames(factor, columns, contrasts).map(shortened))
    .reduce((left, right) => right.flatMap((second) => left.map((first) => `${first}:${second}`)));
}

function columnNames(
  factor: Expression,
  columns: readonly ColumnState[],
  contrasts: NonNullable<ModelSpec['contrasts']>,
): string[] {
  const name = nameFromText(printExpression(factor));
  const column = columns.find((candidate) => candidate.name === name);
  if (column?.kind !== 'factor' || column.levels.length < 2) return [shownFactors([factor])];
  if (column.levels.length > 4) return [`${name}…`];
  return codingSuffixes(contrastOf(column, contrasts), column.levels).map((suffix) => name + suffix);
}

export function shortened(name: string): string {
  return name.length > ROOM ? `${name.slice(0, ROOM - 1).trimEnd()}…` : name;
}
