/**
 * Averages over the cells of a reference grid: a mean of some factors' levels, the others averaged over.
 *
 * @see Searle, Speed & Milliken (1980), Amer. Statist. 34(4), 216–221; Lenth (2023), emmeans, on weights
 */
import { combine } from './linearHypothesis.ts';
import type { GridFactor, ReferenceGrid } from './referenceGrid.ts';

export type Levels = Readonly<Record<string, string | number>>;

/** What the levels averaged over weigh: all the same, or as often as their combination occurs in the rows used. */
export type AverageWeights = 'equal' | 'proportional';

/** One mean or slope as l'β + offset. */
export interface Margin {
  /** Level of each factor of the request, and of those they are nested in. */
  readonly levels: Levels;
  /** null where the data do not say. */
  readonly l: readonly number[] | null;
  readonly offset: number;
}

/** The average of the grid's cells with these levels. */
export function averageAt(grid: ReferenceGrid, levels: Levels, weights: AverageWeights): Margin {
  const { rows, offsets } = grid;
  const shares = weights === 'equal' ? sharesEqually(grid, levels) : sharesByFrequency(grid, levels);
  const offset = shares.reduce((sum, { cell, share }) => sum + share * offsets[cell], 0);
  if (shares.length === 0 || shares.some(({ cell }) => rows[cell] === null)) return { levels, l: null, offset };
  const l = combine(
    shares.map(({ share }) => share),
    shares.map(({ cell }) => rows[cell]!),
  );
  return { levels, l: l.some(Number.isNaN) ? null : l, offset };
}

/** Where each named factor stands in the grid, and its level among the factor's. */
export function placesOf(factors: readonly GridFactor[], levels: Levels): { place: number; at: number }[] {
  return Object.entries(levels).map(([name, level]) => {
    const place = factors.findIndex((factor) => factor.name === name);
    return { place, at: factors[place].levels.indexOf(level) };
  });
}

interface Share {
  readonly cell: number;
  readonly share: number;
}

function cellsWith({ factors, cells }: ReferenceGrid, levels: Levels): number[] {
  const wanted = placesOf(factors, levels);
  return [...cells.keys()].filter((i) => wanted.every(({ place, at }) => cells[i][place] === at));
}

/** Every level of another factor weighs the same; nested ones within what they are nested in. */
function sharesEqually(grid: ReferenceGrid, levels: Levels): Share[] {
  const { factors, cells } = grid;
  const outerFirst = [...factors.keys()].sort((a, b) => factors[a].within.length - factors[b].within.length);
  return equalShares(cellsWith(grid, levels), cells, outerFirst, 1);
}

/** A share parted equally among the levels of the first factor that occur, then within each among those of the next. */
function equalShares(chosen: readonly number[], cells: ReferenceGrid['cells'], order: readonly number[], share: number): Share[] {
  const [first, ...rest] = order;
  if (first === undefined) return chosen.map((cell) => ({ cell, share: share / chosen.length }));
  const groups = Map.groupBy(chosen, (cell) => cells[cell][first]);
  return [...groups.values()].flatMap((group) => equalShares(group, cells, rest, share / groups.size));
}

/** Combinations of the factors averaged over weigh by the rows that have them; those without rows are left out. */
function sharesByFrequency(grid: ReferenceGrid, levels: Levels): Share[] {
  const { factors, cells } = grid;
  const rowLevels = grid.rowLevels();
  const averaged = [...factors.keys()].filter((f) => !(factors[f].name in levels) && rowLevels[f] !== null);
  if (averaged.length === 0) return sharesEqually(grid, levels);
  const counts = new Map<string, number>();
  rowLevels[averaged[0]]!.forEach((_, i) => {
    const key = averaged.map((f) => rowLevels[f]![i]).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const weighed = cellsWith(grid, levels).flatMap((cell) => {
    const rows = counts.get(averaged.map((f) => cells[cell][f]).join()) ?? 0;
    return rows > 0 ? [{ cell, rows }] : [];
  });
  const total = weighed.reduce((sum, { rows }) => sum + rows, 0);
  return weighed.map(({ cell, rows }) => ({ cell, share: rows / total }));
}
