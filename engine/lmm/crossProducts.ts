import type { CheckCancelled } from '../contract/index.ts';
import { countingSort } from '../linalg/supernodes.ts';

/**
 * Sums of products of the working columns over the rows of each level, taken once: an evaluation of the criterion does not see rows.
 */
export interface LevelProducts {
  /** Z'DZ within each level: levels × k × k. */
  readonly A: Float64Array;
  /** Z'√D [Q r] of each level: levels × k × P. */
  readonly B: Float64Array;
}

/** Z_h'DZ_f for every pair of levels that share a row, by levels of f. */
export interface PairProducts {
  /** levels of f + 1 entries. */
  readonly start: Int32Array;
  /** Level of h of each pair. */
  readonly level: Int32Array;
  /** pairs × k_h × k_f. */
  readonly values: Float64Array;
}

/** A grouping factor's rows: its level in each, and its standard columns (n × k, row-major, times √D). */
export interface FactorRows {
  readonly codes: Int32Array;
  readonly levels: number;
  readonly k: number;
  readonly Z: Float64Array;
}

/** Rows between two looks at whether to stop: some 5 ms. */
const CHUNK = 100_000;

/** @param columns n × P, column-major: Q and the residual */
export function levelProducts(
  { codes, levels, k, Z }: FactorRows,
  columns: Float64Array,
  P: number,
  checkCancelled: CheckCancelled,
): LevelProducts {
  const n = codes.length;
  const A = new Float64Array(levels * k * k);
  const B = new Float64Array(levels * k * P);
  for (let from = 0; from < n; from += CHUNK) {
    checkCancelled();
    const to = Math.min(n, from + CHUNK);
    addSquares(codes, k, Z, from, to, A);
    for (let j = 0; j < P; j++) addColumn(codes, k, Z, columns.subarray(j * n, (j + 1) * n), from, to, B, j, P);
  }
  return { A, B };
}

/** The same products with another outcome: `residual` (n) takes the place of the last column. */
export function withOutcomeProducts(
  { codes, levels, k, Z }: FactorRows,
  residual: Float64Array,
  own: Float64Array,
): Float64Array {
  const P = own.length / (levels * k);
  const B = own.slice();
  for (let at = P - 1; at < B.length; at += P) B[at] = 0;
  addColumn(codes, k, Z, residual, 0, codes.length, B, P - 1, P);
  return B;
}

function addSquares(codes: Int32Array, k: number, Z: Float64Array, from: number, to: number, A: Float64Array): void {
  for (let i = from; i < to; i++) {
    let at = codes[i] * k * k;
    const row = i * k;
    for (let a = 0; a < k; a++) for (let c = 0; c < k; c++) A[at++] += Z[row + a] * Z[row + c];
  }
}

function addColumn(
  codes: Int32Array,
  k: number,
  Z: Float64Array,
  column: Float64Array,
  from: number,
  to: number,
  B: Float64Array,
  j: number,
  P: number,
): void {
  for (let i = from; i < to; i++) {
    const value = column[i];
    let at = codes[i] * k * P + j;
    for (let a = i * k; a < (i + 1) * k; a++, at += P) B[at] += Z[a] * value;
  }
}

export function pairProducts(f: FactorRows, h: FactorRows, checkCancelled: CheckCancelled): PairProducts {
  const rows = countingSort(f.codes, f.levels);
  const { start, level, pairOfRow } = findPairs(f, h, rows);
  const size = h.k * f.k;
  const values = new Float64Array(level.length * size);
  for (let i = 0; i < f.codes.length; i++) {
    if (i % CHUNK === 0) checkCancelled();
    let at = pairOfRow[i] * size;
    for (let a = i * h.k; a < (i + 1) * h.k; a++) for (let c = i * f.k; c < (i + 1) * f.k; c++) values[at++] += h.Z[a] * f.Z[c];
  }
  return { start, level, values };
}

/** Number the pairs of levels that share a row, by levels of f. */
function findPairs(
  f: FactorRows,
  h: FactorRows,
  rows: { start: Int32Array; order: Int32Array },
): { start: Int32Array; level: Int32Array; pairOfRow: Int32Array } {
  const start = new Int32Array(f.levels + 1);
  const pairOfRow = new Int32Array(f.codes.length);
  const level = new Int32Array(f.codes.length);
  const latest = new Int32Array(h.levels).fill(-1);
  let pairs = 0;
  for (let g = 0; g < f.levels; g++) {
    for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
      const row = rows.order[r];
      const code = h.codes[row];
      if (latest[code] < start[g]) {
        latest[code] = pairs;
        level[pairs++] = code;
      }
      pairOfRow[row] = latest[code];
    }
    start[g + 1] = pairs;
  }
  return { start, level: level.slice(0, pairs), pairOfRow };
}
