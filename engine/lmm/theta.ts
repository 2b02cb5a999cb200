import type { ThetaEntry } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import type { RandomFactor } from './randomFactors.ts';

/**
 * Theta as lme4 has it, for each term the lower triangle of its λ by columns: its names, and its way to and from the λ of every factor
 * in the standard coordinates of `RandomFactor`, in which the criterion is computed.
 */
export interface ThetaPlace {
  readonly name: string;
  /** Index into the model's factors. */
  readonly factor: number;
  readonly term: number;
  /** Row and column within the term; equal on the diagonal. */
  readonly row: number;
  readonly column: number;
  /** Place in the factor's k × k λ, row-major. */
  readonly at: number;
}

/** The entries of theta in lme4's order: terms as the frame has them. */
export function thetaPlaces(frame: ModelFrame, factors: readonly RandomFactor[]): ThetaPlace[] {
  return frame.random.flatMap((random, term) => {
    const factor = factors.findIndex(({ group }) => group === random.group);
    const { k, terms } = factors[factor];
    const first = terms.find((candidate) => candidate.term === term)!.first;
    const places: ThetaPlace[] = [];
    for (let column = 0; column < random.columns.length; column++) {
      for (let row = column; row < random.columns.length; row++) {
        const name = entryName(frame.groups[random.group].name, random.columns, row, column);
        places.push({ name, factor, term, row, column, at: (first + row) * k + first + column });
      }
    }
    return places;
  });
}

function entryName(group: string, columns: readonly string[], row: number, column: number): string {
  return row === column ? `${group}.${columns[row]}` : `${group}.${columns[row]}.${columns[column]}`;
}

export function thetaEntriesAt(places: readonly ThetaPlace[], theta: ArrayLike<number>): ThetaEntry[] {
  return places.map(({ name, row, column }, i) => ({ name, value: theta[i], lower: row === column ? 0 : null }));
}

/** Write each factor's λ in standard coordinates for a theta. */
export function copyThetaInto(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
  lambda: readonly Float64Array[],
): void {
  for (const one of lambda) one.fill(0);
  places.forEach(({ factor, at }, i) => (lambda[factor][at] = theta[i]));
  factors.forEach(({ k, toStandard }, f) => multiplyLeft(toStandard, lambda[f], k));
}

/** λ of each factor in standard coordinates. */
export function lambdaOf(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
): Float64Array[] {
  const lambda = factors.map(({ k }) => new Float64Array(k * k));
  copyThetaInto(factors, places, theta, lambda);
  return lambda;
}

/** The theta whose λλ' is that of the standard λ given, signs such that no diagonal entry is negative. */
export function thetaOf(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  lambda: readonly Float64Array[],
): number[] {
  const named = factors.map(({ k, terms, fromStandard }, f) => {
    const own = lambda[f].slice();
    multiplyLeft(fromStandard, own, k);
    for (const { first, size } of terms) triangularize(own, k, range(first, size));
    return own;
  });
  return places.map(({ factor, at }) => named[factor][at]);
}

/** Gradient with respect to theta from the gradients with respect to the factors' λ in standard coordinates. */
export function gradientByTheta(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  byLambda: readonly Float64Array[],
  into: Float64Array,
): void {
  places.forEach(({ factor, at }, i) => {
    const { k, toStandard } = factors[factor];
    const row = Math.floor(at / k);
    const column = at % k;
    let sum = 0;
    for (let r = 0; r < k; r++) sum += toStandard[r * k + row] * byLambda[factor][r * k + column];
    into[i] = sum;
  });
}

/** B := A B, k × k, row-major. */
function multiplyLeft(A: Float64Array, B: Float64Array, k: number): void {
  const column = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    for (let r = 0; r < k; r++) column[r] = B[r * k + c];
    for (let r = 0; r < k; r++) {
      let sum = 0;
      for (let m = 0; m < k; m++) sum += A[r * k + m] * column[m];
      B[r * k + c] = sum;
    }
  }
}

/**
 * Rotate the columns of a block of M (k × k, row-major) until it is lower triangular in the order given, with a diagonal that is not negative:
 * M M' stays what it is.
 *
 * @param order the block's rows and columns
 */
export function triangularize(M: Float64Array, k: number, order: readonly number[]): void {
  order.forEach((pivot, turn) => {
    const rows = order.slice(turn);
    for (const other of rows.slice(1)) rotate(M, k, pivot, other, rows);
    if (M[pivot * k + pivot] < 0) for (const row of rows) M[row * k + pivot] = -M[row * k + pivot];
  });
}

/** Givens rotation of columns `pivot` and `other` that makes M[pivot][other] zero. */
function rotate(M: Float64Array, k: number, pivot: number, other: number, rows: readonly number[]): void {
  const a = M[pivot * k + pivot];
  const b = M[pivot * k + other];
  if (b === 0) return;
  const length = Math.hypot(a, b);
  for (const row of rows) {
    const x = M[row * k + pivot];
    const y = M[row * k + other];
    M[row * k + pivot] = (a * x + b * y) / length;
    M[row * k + other] = (a * y - b * x) / length;
  }
  M[pivot * k + other] = 0;
}

export function range(first: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => first + i);
}
