import type { CheckCancelled } from '../../../../engine/contract/index.ts';
import type { CellFigures, CellRange } from '../../../api.ts';
import { readCells } from '../cellBlocks.ts';
import type { Values } from '../chunks.ts';
import { rowsByColumn } from '../edits/clear.ts';
import { maskOf } from '../missingCodes.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { TableReader } from './tableReader.ts';

interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
  readonly min: number;
  readonly max: number;
}

const none: Moments = { n: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity };

/** What selected cells come to; a cell in two ranges counts once. */
export function cellFigures(reader: TableReader, ranges: readonly CellRange[], checkCancelled: CheckCancelled): CellFigures {
  let [all, cells, missing] = [none, 0, 0];
  for (const [name, rows] of rowsByColumn(ranges, reader.table.rows)) {
    const column = reader.columns.find((other) => other.name === name);
    if (!column || rows.length === 0) continue;
    checkCancelled();
    const values = cellsAt(reader, column, rows);
    cells += values.length;
    missing += countMissing(values);
    if (values instanceof Float64Array) all = together(all, momentsOf(values));
  }
  const { n, mean, squares, min, max } = all;
  const known = n > 0 ? { mean, min, max } : { mean: null, min: null, max: null };
  return { cells, missing, numbers: n, ...known, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null };
}

/** Reads from the first to the last of the rows and picks. */
function cellsAt(reader: TableReader, column: KeptColumn, rows: Int32Array): Values {
  const first = rows[0];
  const span = rows[rows.length - 1] - first + 1;
  const kept = readCells(reader, reader.table.layout, column, first, span);
  const values = maskOf(reader.db, column)?.(kept) ?? kept;
  if (span === rows.length) return values;
  return values instanceof Float64Array
    ? Float64Array.from(rows, (row) => values[row - first])
    : Int32Array.from(rows, (row) => values[row - first]);
}

function countMissing(values: Values): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value) || (value < 0 && values instanceof Int32Array)) missing++;
  return missing;
}

function momentsOf(values: Float64Array): Moments {
  let [n, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = n > 0 ? sum / n : 0;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  return { n, mean, squares, min, max };
}

/** @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242–247 */
function together(a: Moments, b: Moments): Moments {
  if (a.n === 0 || b.n === 0) return a.n === 0 ? b : a;
  const n = a.n + b.n;
  const apart = b.mean - a.mean;
  return {
    n,
    mean: a.mean + (apart * b.n) / n,
    squares: a.squares + b.squares + (apart * apart * a.n * b.n) / n,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}
