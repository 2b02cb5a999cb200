/**
 * The grid as it is drawn: a row per term, the intercept first, and for each cell what a click on it would do.
 */
import type { LevelMap } from '../../engine/contract/index.ts';
import type { GridModel } from '../../engine/formula/index.ts';
import { modelText as text } from '../text/model.ts';
import type { GridColumn } from './gridColumns.ts';
import { formedPredictor } from './predictorForms.ts';
import { factorsOf, levelColumns, shownLabel, termKey } from './terms.ts';
import { isConstantIn } from './withinGroups.ts';

export interface GridRow {
  /** Stays the same while a predictor changes its form, so that its row does. */
  readonly key: string;
  /** null: the intercept. */
  readonly term: string | null;
  readonly name: string;
  readonly fixed: boolean;
  readonly cells: readonly GridCell[];
}

export interface GridCell {
  readonly column: GridColumn;
  readonly on: boolean;
  /** Why there can be no toggle here; null where there is one. */
  readonly impossible: string | null;
  readonly bracket: Bracket | null;
}

/** This cell's piece of the bracket around the random effects of its column. */
export interface Bracket {
  readonly piece: 'first' | 'middle' | 'last';
  readonly correlated: boolean;
}

/** Terms in use and terms kept in sight, main effects first, in the order in which they came. */
export function rowTerms(grid: GridModel, kept: readonly string[]): string[] {
  const used = [...grid.fixed, ...grid.random.flatMap(({ slopes }) => slopes)];
  const all = [...kept.map((label) => used.find((other) => termKey(other) === termKey(label)) ?? label), ...used];
  const once = all.filter((label, index) => all.findIndex((other) => termKey(other) === termKey(label)) === index);
  return once.sort((a, b) => factorsOf(a).length - factorsOf(b).length);
}

export function gridRows(
  grid: GridModel,
  columns: readonly GridColumn[],
  kept: readonly string[],
  map: LevelMap | null,
): GridRow[] {
  const terms: (string | null)[] = [null, ...rowTerms(grid, kept)];
  const states = columns.map((column) => terms.map((term) => isRandom(grid, column.group, term)));
  const keys = rowKeys(terms);
  return terms.map((term, row) => ({
    key: keys[row],
    term,
    name: term === null ? text.grid.intercept : shownLabel(term),
    fixed: term === null ? grid.intercept : grid.fixed.includes(term),
    cells: columns.map((column, index) => ({
      column,
      on: states[index][row],
      impossible: states[index][row] || term === null ? null : whyConstant(map, term, column),
      bracket: bracketPiece(states[index], row, correlatedIn(grid, column.group)),
    })),
  }));
}

/** A predictor's first row is its own whatever its form; other rows are those of their terms. */
function rowKeys(terms: readonly (string | null)[]): string[] {
  const owners = terms.map((term) => {
    const predictor = term === null ? null : formedPredictor(term);
    return predictor && !predictor.isBetween ? predictor.variable : null;
  });
  return terms.map((term, row) => {
    const owner = owners[row];
    return owner !== null && owners.indexOf(owner) === row ? `predictor ${owner}` : `term ${term ?? '1'}`;
  });
}

export function isRandom(grid: GridModel, group: string, term: string | null): boolean {
  const entry = grid.random.find((random) => random.group === group);
  if (!entry) return false;
  return term === null ? entry.intercept : entry.slopes.includes(term);
}

function correlatedIn(grid: GridModel, group: string): boolean {
  return grid.random.find((random) => random.group === group)?.correlated ?? true;
}

/** A term varies within groups as soon as one of its variables does. */
function whyConstant(map: LevelMap | null, term: string, column: GridColumn): string | null {
  const names = levelColumns(term);
  const isConstant = column.grouping !== null && names.every((name) => isConstantIn(map, name, column.grouping!));
  return isConstant && names.length > 0 ? text.grid.constant(shownLabel(term), column.name) : null;
}

function bracketPiece(on: readonly boolean[], row: number, correlated: boolean): Bracket | null {
  const [first, last] = [on.indexOf(true), on.lastIndexOf(true)];
  if (first === last || row < first || row > last) return null;
  return { piece: row === first ? 'first' : row === last ? 'last' : 'middle', correlated };
}
