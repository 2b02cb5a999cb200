import type { LinearMixedModel } from './linearMixedModel.ts';
import { range, triangularize } from './theta.ts';

/** λ of every factor in standard coordinates, k × k, row-major; any square root of the covariance will do. */
export type Lambda = readonly Float64Array[];

/**
 * The variables of the search: the entries of triangular λ, in standard coordinates, each term's columns ordered by how much variance they
 * have beyond those before them. In that order a term that loses a dimension loses it in its last diagonal entry; in any other
 * there is a long bent valley to the same place.
 */
export interface Coordinate {
  readonly factor: number;
  /** Place in the factor's λ. */
  readonly at: number;
  /** Row of λ. */
  readonly row: number;
  readonly diagonal: boolean;
}

/** Coordinates that suit a λ, and its values in them. */
export function coordinatesFor(model: LinearMixedModel, lambda: Lambda): { coordinates: Coordinate[]; x: Float64Array } {
  const coordinates: Coordinate[] = [];
  const x: number[] = [];
  model.factors.forEach(({ k, terms }, factor) => {
    const own = lambda[factor].slice();
    for (const { first, size } of terms) {
      const order = pivotOrder(own, k, range(first, size));
      triangularize(own, k, order);
      order.forEach((column, turn) => {
        for (const row of order.slice(turn)) {
          coordinates.push({ factor, at: row * k + column, row, diagonal: row === column });
          x.push(own[row * k + column]);
        }
      });
    }
  });
  return { coordinates, x: Float64Array.from(x) };
}

export function copyCoordinatesInto(coordinates: readonly Coordinate[], x: ArrayLike<number>, lambda: Lambda): void {
  for (const one of lambda) one.fill(0);
  for (let i = 0; i < coordinates.length; i++) lambda[coordinates[i].factor][coordinates[i].at] = x[i];
}

export function lambdaAt(model: LinearMixedModel, coordinates: readonly Coordinate[], x: ArrayLike<number>): Lambda {
  const lambda = model.factors.map(({ k }) => new Float64Array(k * k));
  copyCoordinatesInto(coordinates, x, lambda);
  return lambda;
}

/** Rows of a block in the order of a Cholesky factorization of λλ' with complete pivoting; ties as they come. */
function pivotOrder(lambda: Float64Array, k: number, rows: readonly number[]): number[] {
  const left = rows.map((row) => ({ row, vector: rows.map((column) => lambda[row * k + column]) }));
  const order: number[] = [];
  while (left.length > 0) {
    const lengths = left.map(({ vector }) => vector.reduce((sum, value) => sum + value * value, 0));
    const longest = lengths.indexOf(Math.max(...lengths));
    const [{ row, vector: pivot }] = left.splice(longest, 1);
    order.push(row);
    if (lengths[longest] === 0) continue;
    for (const { vector } of left) {
      const share = vector.reduce((sum, value, j) => sum + value * pivot[j], 0) / lengths[longest];
      pivot.forEach((value, j) => (vector[j] -= share * value));
    }
  }
  return order;
}
