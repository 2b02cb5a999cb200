import type { ThetaEntry } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import type { RandomFactor } from './randomFactors.ts';

/**
 * Theta, its names, and its two coordinate systems: *named*, as lme4 has it (for each term the lower triangle of λ by columns), and
 * *standard*, the same triangles for the columns in the standard coordinates of `RandomFactor`. The optimiser works in the latter.
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

/** Write λ of every factor in standard coordinates for a standard theta. */
export function copyStandardInto(places: readonly ThetaPlace[], theta: ArrayLike<number>, lambda: readonly Float64Array[]): void {
  for (const one of lambda) one.fill(0);
  places.forEach(({ factor, at }, i) => (lambda[factor][at] = theta[i]));
}

/** Write T λ of every factor for a named theta. */
export function copyNamedInto(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
  lambda: readonly Float64Array[],
): void {
  copyStandardInto(places, theta, lambda);
  factors.forEach(({ k, toStandard }, f) => multiplyLeft(toStandard, lambda[f], k));
}

/** Gradient with respect to named theta from the gradients with respect to the factors' λ in standard coordinates. */
export function namedGradient(
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

export function standardFromNamed(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
): number[] {
  return changeCoordinates(factors, places, theta, (factor) => factor.toStandard);
}

export function namedFromStandard(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
): number[] {
  return changeCoordinates(factors, places, theta, (factor) => factor.fromStandard);
}

/** Theta of λ* with λ*λ*' = M λλ' M', signs such that no diagonal entry is negative. */
function changeCoordinates(
  factors: readonly RandomFactor[],
  places: readonly ThetaPlace[],
  theta: ArrayLike<number>,
  matrix: (factor: RandomFactor) => Float64Array,
): number[] {
  const lambda = factors.map(({ k }) => new Float64Array(k * k));
  copyStandardInto(places, theta, lambda);
  factors.forEach((factor, f) => {
    multiplyLeft(matrix(factor), lambda[f], factor.k);
    for (const { first, size } of factor.terms) triangularize(lambda[f], factor.k, first, size);
  });
  return places.map(({ factor, at }) => lambda[factor][at]);
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

/** Rotate the columns of a diagonal block until it is lower triangular with a diagonal that is not negative. */
export function triangularize(M: Float64Array, k: number, first: number, size: number): void {
  const end = first + size;
  for (let row = first; row < end; row++) {
    for (let other = row + 1; other < end; other++) rotate(M, k, row, row, other, end);
    if (M[row * k + row] < 0) for (let r = row; r < end; r++) M[r * k + row] = -M[r * k + row];
  }
}

/** Givens rotation of columns `one` and `other` that makes M[row][other] zero. */
function rotate(M: Float64Array, k: number, row: number, one: number, other: number, end: number): void {
  const a = M[row * k + one];
  const b = M[row * k + other];
  if (b === 0) return;
  const length = Math.hypot(a, b);
  const c = a / length;
  const s = b / length;
  for (let r = row; r < end; r++) {
    const x = M[r * k + one];
    const y = M[r * k + other];
    M[r * k + one] = c * x + s * y;
    M[r * k + other] = c * y - s * x;
  }
  M[row * k + other] = 0;
}
