import { rankAndPivot } from '../linalg/tallRank.ts';
import type { Design } from './fixedTerms.ts';

/** R's tolerance for a column that depends on earlier ones. */
const TOLERANCE = 1e-7;

/** A design's independent columns, and the names of the others. */
export function independentColumns(design: Design, n: number): Design & { readonly dropped: readonly string[] } {
  const p = design.names.length;
  const { rank, pivot } = rankAndPivot(design.X, n, p, TOLERANCE);
  if (rank === p) return { ...design, dropped: [] };
  const kept = [...pivot.subarray(0, rank)];
  const dropped = [...pivot.subarray(rank)].sort((a, b) => a - b);
  return {
    X: columnsAt(design.X, n, kept),
    names: kept.map((j) => design.names[j]),
    assign: kept.map((j) => design.assign[j]),
    dropped: dropped.map((j) => design.names[j]),
  };
}

export function columnsAt(X: Float64Array, n: number, columns: readonly number[]): Float64Array {
  const taken = new Float64Array(n * columns.length);
  columns.forEach((from, to) => taken.set(X.subarray(from * n, (from + 1) * n), to * n));
  return taken;
}
