import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Lambda } from './coordinates.ts';
import { currentGradient, valueAt } from './estimation.ts';
import type { Estimation } from './estimation.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/**
 * Singular fits. The criterion depends on λλ' alone, so it is even in every column of λ: a column of zeros is always a stationary point, minimum or
 * not, and near one Newton's method creeps. Here such points are made exact where that costs nothing, and left where the criterion
 * falls off them.
 */

/** One term's block of its factor's λ. */
export interface Block {
  readonly term: number;
  readonly factor: number;
  readonly k: number;
  readonly first: number;
  readonly size: number;
}

type Square = readonly (readonly number[])[];

export function blocksOf(model: LinearMixedModel): Block[] {
  return model.factors.flatMap(({ k, terms }, factor) => terms.map((term) => ({ ...term, factor, k })));
}

export function blockOf(lambda: Lambda, { factor, k, first, size }: Block): number[][] {
  return Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (__, c) => lambda[factor][(first + r) * k + first + c]),
  );
}

function withBlock(lambda: Lambda, { factor, k, first, size }: Block, square: Square): Lambda {
  const changed = lambda[factor].slice();
  for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) changed[(first + r) * k + first + c] = square[r][c];
  return lambda.map((one, f) => (f === factor ? changed : one));
}

/** M M'. */
export function outer(M: Square): number[][] {
  return M.map((one) => M.map((other) => one.reduce((sum, value, j) => sum + value * other[j], 0)));
}

function transposed(M: Square): number[][] {
  return M.map((_, j) => M.map((row) => row[j]));
}

/** Standard deviations below this share of the term's largest (or of σ, if that is larger) are tried as exactly zero. */
const NEARLY_ZERO = 2e-3;
/** A singular fit may be worse than the one beside it by this much, and by this share of its value. */
const ALLOWED = 1e-10;
const ALLOWED_SHARE = 1e-14;

/** Make small singular values of every term's λ exactly zero, one at a time, smallest first, where the criterion does not rise. */
export function snapToBoundary(estimation: Estimation, lambda: Lambda, value: number): Lambda {
  const allowed = value + ALLOWED + ALLOWED_SHARE * Math.abs(value);
  let best = lambda;
  for (const block of blocksOf(estimation.model)) {
    for (let rank = block.size - 1; rank >= 0; rank--) {
      const reduced = withRank(best, block, rank);
      if (reduced === null || !(valueAt(estimation, reduced) <= allowed)) break;
      best = reduced;
    }
  }
  return best;
}

/** λ with the term's block cut to its `rank` largest singular values, or null where the next one is not small or is zero already. */
function withRank(lambda: Lambda, block: Block, rank: number): Lambda | null {
  const { values, vectors } = symmetricEigen(outer(blockOf(lambda, block)));
  const sds = values.map((value) => Math.sqrt(Math.max(value, 0)));
  const cut = block.size - 1 - rank;
  if (sds[cut] > NEARLY_ZERO * Math.max(1, sds[block.size - 1])) return null;
  const square = Array.from({ length: block.size }, (_, r) => sds.map((sd, j) => (j <= cut ? 0 : sd * vectors[j][r])));
  return withBlock(lambda, block, square);
}

/** Length of the trial step into the null space: the error of what it finds is its square. */
const TRIAL = 1e-3;

/** A unit vector of the null space of λλ' along which more variance lowers the criterion, with a column of λ that is free for it. */
interface NullDirection {
  readonly v: readonly number[];
  readonly w: readonly number[];
}

/**
 * A lower point off a singular one, or null when there is none nearby. On the null space of a term's λλ' the criterion changes in first
 * order with λλ' itself; its slope there is the matrix v'Gv, found from the gradient a trial step away, and it must have no negative
 * eigenvalue.
 */
export function leaveBoundary(estimation: Estimation, lambda: Lambda, value: number): Lambda | null {
  for (const block of blocksOf(estimation.model)) {
    const direction = downhill(estimation, lambda, block);
    if (direction === null) continue;
    for (const length of [0.3, 0.1, 0.03, 0.01]) {
      const moved = stepInto(lambda, block, direction, length);
      if (valueAt(estimation, moved) < value - 1e-9 - 1e-13 * Math.abs(value)) return moved;
    }
  }
  return null;
}

function downhill(estimation: Estimation, lambda: Lambda, block: Block): NullDirection | null {
  const own = blockOf(lambda, block);
  const { values, vectors } = symmetricEigen(outer(own));
  const limit = 1e-16 * Math.max(1, values[block.size - 1]);
  const nullSpace = vectors.filter((_, j) => values[j] <= limit);
  if (nullSpace.length === 0) return null;
  const w = symmetricEigen(outer(transposed(own))).vectors[0];
  const slopes = symmetricEigen(nullSpace.map((v) => slopeAlong(estimation, lambda, block, { v, w }, nullSpace)));
  if (slopes.values[0] >= 0) return null;
  return { v: own.map((_, r) => nullSpace.reduce((sum, basis, j) => sum + slopes.vectors[0][j] * basis[r], 0)), w };
}

/** Row v of the slope matrix on the null space: G_λ w / 2ε for λ + ε v w'. */
function slopeAlong(estimation: Estimation, lambda: Lambda, block: Block, direction: NullDirection, nullSpace: Square): number[] {
  if (!(valueAt(estimation, stepInto(lambda, block, direction, TRIAL)) < Infinity)) return nullSpace.map(() => 0);
  const along = blockOf(currentGradient(estimation), block).map((row) =>
    row.reduce((sum, value, c) => sum + value * direction.w[c], 0),
  );
  return nullSpace.map((basis) => basis.reduce((sum, entry, r) => sum + entry * along[r], 0) / (2 * TRIAL));
}

/** λ + length · v w'. */
function stepInto(lambda: Lambda, block: Block, { v, w }: NullDirection, length: number): Lambda {
  const square = blockOf(lambda, block).map((row, r) => row.map((value, c) => value + length * v[r] * w[c]));
  return withBlock(lambda, block, square);
}
