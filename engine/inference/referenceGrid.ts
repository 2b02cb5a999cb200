/**
 * The rows at which a model's expectations are averaged: every combination of the categories of its predictors, numbers at their mean.
 *
 * A number with no more than two values counts as a category, and so does one inside `factor()`: their values all enter, equally
 * weighted. A factor each of whose categories occurs with one category of another only is nested in it; combinations that
 * cannot be are left out.
 *
 * @see Searle, Speed & Milliken (1980), Amer. Statist. 34(4), 216–221; Lenth (2023), emmeans, for the treatment of numbers and nesting
 */
import type { Column, ColumnTable } from '../contract/index.ts';
import { childrenOf, variablesOf, type ExpandedFormula, type Expression } from '../formula/index.ts';
import { groupCentredColumns, predictorsOf } from '../frame/groupCentred.ts';
import type { ModelFrame } from '../frame/types.ts';
import { estimableRows } from './estimable.ts';

/** A predictor whose categories are gone through. */
export interface GridFactor {
  readonly name: string;
  /** In order: labels, or the numbers of a numeric column. */
  readonly levels: readonly (string | number)[];
  /** Where each level stands: code of the category, or the number itself. */
  readonly codes: readonly number[];
  readonly scale: 'nominal' | 'ordinal' | 'logical' | 'number';
  /** Names of the factors this one is nested in. */
  readonly within: readonly string[];
  /** A number that goes through values of someone's choice. */
  readonly isChosen?: boolean;
}

export interface ReferenceGrid {
  readonly factors: readonly GridFactor[];
  /** By cell: which level of each factor. */
  readonly cells: readonly (readonly number[])[];
  /** By cell: its row of the design, p numbers, and its offset. null where the data do not say what a coefficient would be. */
  readonly rows: readonly (readonly number[] | null)[];
  readonly offsets: readonly number[];
  /** Where the other predictors are held: their means, or the values asked for. */
  readonly heldAt: Readonly<Record<string, number>>;
  /** By factor: the level of each row used; null for numbers at chosen values. */
  readonly rowLevels: () => readonly (readonly number[] | null)[];
}

/** Combinations beyond which no grid is made. */
export const MOST_CELLS = 10_000;

/** A shift of one numeric predictor, for slopes. */
export interface Shift {
  readonly variable: string;
  readonly by: number;
}

export interface GridOptions {
  /** Values for numeric predictors: a single one holds the predictor there, several are gone through as categories are. */
  readonly at?: Readonly<Record<string, readonly number[]>>;
  readonly shift?: Shift;
  /** A column that is added to every expectation beside the formula: at its mean, or halfway where it has two values, as R's emmeans has it. */
  readonly offset?: string;
}

/** @returns null where there are more than `MOST_CELLS` combinations */
export function referenceGrid(
  expanded: ExpandedFormula,
  frame: ModelFrame,
  table: ColumnTable,
  { at = {}, shift, offset: added }: GridOptions = {},
): ReferenceGrid | null {
  const predictors = [...new Set([...expanded.variables, ...expanded.offsets].flatMap(predictorsOf))];
  const slopes = expanded.random.flatMap((part) => part.variables);
  const centred = groupCentredColumns([...expanded.variables, ...expanded.offsets, ...slopes], table);
  const columns = new Map([...table.columns, ...centred].map((column) => [column.name, column]));
  const used = predictors.flatMap((name) => columns.get(name) ?? []);
  const isCategory = (column: Column) =>
    column.name !== shift?.variable && (at[column.name] ? at[column.name].length > 1 : goesByLevels(column, expanded, frame));
  const factors = nested(
    used.filter(isCategory).map((column) => gridFactor(column, frame, at[column.name])),
    columns,
    frame,
  );
  if (factors.reduce((product, { levels }) => product * levels.length, 1) > MOST_CELLS) return null;
  const observed = observedPairs(factors, columns, frame);
  const cells = combinations(factors).filter((cell) => isPossible(cell, factors, observed));
  const heldAt = Object.fromEntries(
    used
      .filter((column) => column.kind === 'number' && !isCategory(column))
      .map((column) => [column.name, at[column.name]?.[0] ?? meanOf(column, frame)]),
  );
  const moved = shift ? { ...heldAt, [shift.variable]: heldAt[shift.variable] + shift.by } : heldAt;
  const { rows, offset } = estimableRows(expanded, frame, table, gridTable(expanded, columns, frame, factors, cells, moved));
  const beside = added === undefined ? 0 : steadyValue(columns.get(added), frame);
  return {
    factors,
    cells,
    rows,
    offsets: cells.map((_, i) => (offset?.[i] ?? 0) + beside),
    heldAt,
    rowLevels: () => factors.map((factor) => (factor.isChosen ? null : levelsOfRows(factor, columns, frame))),
  };
}

/** Range of a numeric predictor in the rows used. */
export function rangeOf(column: Column, frame: ModelFrame): number {
  const values = usedNumbers(column, frame);
  return values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);
}

function goesByLevels(column: Column, expanded: ExpandedFormula, frame: ModelFrame): boolean {
  if (column.kind === 'factor') return true;
  if (expanded.variables.some((expression) => isMadeFactor(expression, column.name))) return true;
  return new Set(usedNumbers(column, frame)).size <= 2;
}

/** Whether a name stands inside `factor()` or its like. */
function isMadeFactor(node: Expression, name: string): boolean {
  if (node.kind === 'call' && ['factor', 'as.factor', 'ordered', 'as.ordered'].includes(node.name))
    return variablesOf(node).includes(name);
  return childrenOf(node).some((child) => isMadeFactor(child, name));
}

function gridFactor(column: Column, frame: ModelFrame, chosen?: readonly number[]): GridFactor {
  if (chosen) return { name: column.name, levels: chosen, codes: chosen, scale: 'number', within: [], isChosen: true };
  const codes = [...new Set(usedNumbers(column, frame))].sort((a, b) => a - b);
  if (column.kind === 'number') return { name: column.name, levels: codes, codes, scale: 'number', within: [] };
  return { name: column.name, levels: codes.map((code) => column.levels[code]), codes, scale: column.scale, within: [] };
}

function usedNumbers(column: Column, { rows }: ModelFrame): number[] {
  const values = column.kind === 'number' ? column.values : column.codes;
  return Array.from(rows, (row) => values[row]);
}

function meanOf(column: Column, frame: ModelFrame): number {
  return usedNumbers(column, frame).reduce((sum, value) => sum + value, 0) / frame.n;
}

/** The value at which a column is held that no cell depends on; 0 without a column of numbers. */
function steadyValue(column: Column | undefined, frame: ModelFrame): number {
  if (column?.kind !== 'number') return 0;
  const values = [...new Set(usedNumbers(column, frame))];
  return values.length === 2 ? (values[0] + values[1]) / 2 : meanOf(column, frame);
}

/** Each factor with those it is nested in; of two that go together one to one, the later in the earlier only where not the other way round. */
function nested(factors: readonly GridFactor[], columns: ReadonlyMap<string, Column>, frame: ModelFrame): GridFactor[] {
  const values = new Map(factors.map(({ name }) => [name, usedNumbers(columns.get(name)!, frame)]));
  const within = new Map<string, string[]>();
  const several = factors.filter(({ levels, isChosen }) => levels.length > 1 && !isChosen);
  for (const { name } of several) {
    const others = several.filter((other) => other.name !== name && !within.get(other.name)?.includes(name));
    const outer = others.filter((other) => determines(values.get(name)!, values.get(other.name)!)).map((other) => other.name);
    if (outer.length) within.set(name, outer);
  }
  return factors.map((factor) => ({ ...factor, within: within.get(factor.name) ?? [] }));
}

function determines(inner: readonly number[], outer: readonly number[]): boolean {
  const found = new Map<number, number>();
  return inner.every((value, i) => {
    if (!found.has(value)) found.set(value, outer[i]);
    return found.get(value) === outer[i];
  });
}

/** All combinations of levels, the first factor's running fastest. */
function combinations(factors: readonly GridFactor[]): number[][] {
  return factors.reduce<number[][]>(
    (cells, { levels }) => levels.flatMap((_, level) => cells.map((cell) => [...cell, level])),
    [[]],
  );
}

/** For every nested factor the pairs with what it is nested in that occur in the rows used. */
function observedPairs(factors: readonly GridFactor[], columns: ReadonlyMap<string, Column>, frame: ModelFrame): Set<string> {
  const found = new Set<string>();
  if (factors.every(({ within }) => within.length === 0)) return found;
  const levels = factors.map((factor) => levelsOfRows(factor, columns, frame));
  for (let i = 0; i < frame.n; i++) {
    const cell = levels.map((own) => own[i]);
    for (const pair of nestedPairs(cell, factors)) found.add(pair);
  }
  return found;
}

/** The level of each row used; undefined where a row has a value that is not gone through. */
function levelsOfRows({ name, codes }: GridFactor, columns: ReadonlyMap<string, Column>, frame: ModelFrame): number[] {
  const place = new Map(codes.map((code, level) => [code, level]));
  return usedNumbers(columns.get(name)!, frame).map((value) => place.get(value)!);
}

function isPossible(cell: readonly number[], factors: readonly GridFactor[], observed: ReadonlySet<string>): boolean {
  return nestedPairs(cell, factors).every((pair) => observed.has(pair));
}

function nestedPairs(cell: readonly number[], factors: readonly GridFactor[]): string[] {
  return factors.flatMap(({ name, within }, f) =>
    within.map((outer) => `${name} ${cell[f]} in ${outer} ${cell[factors.findIndex((factor) => factor.name === outer)]}`),
  );
}

/** One row per cell with every column the formula names; those that are no predictors as in the first row used. */
function gridTable(
  expanded: ExpandedFormula,
  columns: ReadonlyMap<string, Column>,
  frame: ModelFrame,
  factors: readonly GridFactor[],
  cells: readonly (readonly number[])[],
  heldAt: Readonly<Record<string, number>>,
): ColumnTable {
  const random = expanded.random.flatMap(({ variables, group }) => [...variables, ...group.factors]);
  const named = new Set([...expanded.variables, ...expanded.offsets, ...random].flatMap(predictorsOf));
  const valueOf = (column: Column, cell: readonly number[]) => {
    const at = factors.findIndex(({ name }) => name === column.name);
    if (at >= 0) return factors[at].codes[cell[at]];
    return heldAt[column.name] ?? (column.kind === 'number' ? column.values : column.codes)[frame.rows[0]];
  };
  const filled = [...named].flatMap((name): Column[] => {
    const column = columns.get(name);
    if (!column) return [];
    const values = cells.map((cell) => valueOf(column, cell));
    return [
      column.kind === 'number' ? { ...column, values: Float64Array.from(values) } : { ...column, codes: Int32Array.from(values) },
    ];
  });
  return { rows: cells.length, columns: filled };
}
