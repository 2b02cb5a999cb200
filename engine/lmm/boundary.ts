import type { Criterion } from '../contract/index.ts';
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { gradientOfCurrent, currentObjective } from './objective.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { copyStandardInto, triangularize } from './theta.ts';

/**
 * Singular fits. The criterion depends on theta through λλ' alone, so it is even in every column of λ: a column of zeros is always a stationary
 * point, minimum or not, and near one Newton's method creeps. Here such points are made exact where that costs
 * nothing, and left where the criterion falls off them.
 */

/** One term's block of its factor's λ. */
interface Block {
  readonly factor: number;
  readonly k: number;
  readonly first: number;
  readonly size: number;
}

/** Standard deviations below this share of the term's largest (or of σ, if that is larger) are tried as exactly zero. */
const NEARLY_ZERO = 2e-3;
/** A singular fit may be worse than the one beside it by this much. */
const ALLOWED = 1e-10;
const ALLOWED_SHARE = 1e-14;

/** Make small singular values of every term's λ exactly zero, one at a time, smallest first, where the criterion does not rise. */
export function snapToBoundary(model: LinearMixedModel, criterion: Criterion, x: Float64Array, value: number): Float64Array {
  let best = x;
  for (const block of blocks(model)) {
    for (let rank = block.size - 1; rank >= 0; rank--) {
      const reduced = withRank(model, best, block, rank);
      if (reduced === null) break;
      copyStandardInto(model.places, reduced, model.numeric.lambda);
      if (currentObjective(model, criterion) > value + ALLOWED + ALLOWED_SHARE * Math.abs(value)) break;
      best = reduced;
    }
  }
  return best;
}

function blocks(model: LinearMixedModel): Block[] {
  return model.factors.flatMap(({ k, terms }, factor) => terms.map(({ first, size }) => ({ factor, k, first, size })));
}

/** Theta with the term's λ cut to its `rank` largest singular values, or null where the next one is not small. */
function withRank(model: LinearMixedModel, x: Float64Array, block: Block, rank: number): Float64Array | null {
  const lambda = lambdaOf(model, x, block);
  const { values, vectors } = symmetricEigen(timesTransposed(lambda));
  const sds = values.map((value) => Math.sqrt(Math.max(value, 0)));
  const smallest = block.size - 1 - rank;
  if (sds[smallest] > NEARLY_ZERO * Math.max(1, sds[block.size - 1])) return null;
  const cut = new Float64Array(block.size ** 2);
  for (let j = smallest + 1; j < block.size; j++) {
    for (let r = 0; r < block.size; r++) cut[r * block.size + j - smallest - 1] = sds[j] * vectors[j][r];
  }
  return withLambda(model, x, block, cut);
}

/** λ of one term, by rows. */
function lambdaOf(model: LinearMixedModel, x: ArrayLike<number>, { factor, k, first, size }: Block): number[][] {
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  model.places.forEach((place, i) => {
    if (place.factor !== factor) return;
    const row = Math.floor(place.at / k) - first;
    const column = (place.at % k) - first;
    if (row >= 0 && row < size && column >= 0 && column < size) rows[row][column] = x[i];
  });
  return rows;
}

function withLambda(
  model: LinearMixedModel,
  x: Float64Array,
  { factor, k, first, size }: Block,
  square: Float64Array,
): Float64Array {
  triangularize(square, size, 0, size);
  return x.map((value, i) => {
    const place = model.places[i];
    if (place.factor !== factor) return value;
    const row = Math.floor(place.at / k) - first;
    const column = (place.at % k) - first;
    return row >= 0 && row < size && column >= 0 && column < size ? square[row * size + column] : value;
  });
}

function timesTransposed(A: readonly (readonly number[])[]): number[][] {
  return A.map((one) => A.map((other) => one.reduce((sum, value, j) => sum + value * other[j], 0)));
}

function transposed(A: readonly (readonly number[])[]): number[][] {
  return A.map((_, j) => A.map((row) => row[j]));
}

/** Length of the trial step into the null space: the error of what it finds is its square. */
const TRIAL = 1e-3;

/**
 * A lower point off a singular one, or null when there is none nearby. On the null space of a term's λλ' the criterion changes in first order with
 * λλ' itself; its slope there is the matrix v'Gv, found from the gradient a trial step away, and it must have no negative eigenvalue.
 */
export function leaveBoundary(
  model: LinearMixedModel,
  criterion: Criterion,
  x: Float64Array,
  value: number,
): Float64Array | null {
  for (const block of blocks(model)) {
    const direction = downhillFromNull(model, criterion, x, block);
    if (direction === null) continue;
    for (const length of [0.3, 0.1, 0.03, 0.01]) {
      const moved = stepIntoNull(model, x, block, direction, length);
      copyStandardInto(model.places, moved, model.numeric.lambda);
      if (currentObjective(model, criterion) < value - 1e-9 - 1e-13 * Math.abs(value)) return moved;
    }
  }
  return null;
}

/** A unit vector of the null space of λλ' along which more variance lowers the criterion, with a column of λ that is free for it. */
interface NullDirection {
  readonly v: readonly number[];
  readonly w: readonly number[];
}

function downhillFromNull(model: LinearMixedModel, criterion: Criterion, x: Float64Array, block: Block): NullDirection | null {
  const lambda = lambdaOf(model, x, block);
  const outer = symmetricEigen(timesTransposed(lambda));
  const free = symmetricEigen(timesTransposed(transposed(lambda)));
  const limit = 1e-16 * Math.max(1, outer.values[block.size - 1]);
  const nullSpace = outer.vectors.filter((_, j) => outer.values[j] <= limit);
  if (nullSpace.length === 0 || free.values[0] > limit) return null;
  const w = free.vectors[0];
  const slopes = nullSpace.map((v) => slopeAlong(model, criterion, x, block, { v, w }, nullSpace));
  const { values, vectors } = symmetricEigen(slopes);
  if (values[0] >= 0) return null;
  return { v: nullSpace[0].map((_, r) => nullSpace.reduce((sum, basis, j) => sum + vectors[0][j] * basis[r], 0)), w };
}

/** Row v of the slope matrix on the null space: G_λ w / 2ε for λ + ε v w'. */
function slopeAlong(
  model: LinearMixedModel,
  criterion: Criterion,
  x: Float64Array,
  block: Block,
  direction: NullDirection,
  nullSpace: readonly (readonly number[])[],
): number[] {
  copyStandardInto(model.places, x, model.numeric.lambda);
  const { factor, k, first, size } = block;
  const lambda = model.numeric.lambda[factor];
  const { v, w } = direction;
  for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) lambda[(first + r) * k + first + c] += TRIAL * v[r] * w[c];
  if (!(currentObjective(model, criterion) < Infinity)) return nullSpace.map(() => 0);
  gradientOfCurrent(model, criterion);
  const G = model.numeric.byLambda[factor];
  const along = Array.from({ length: size }, (_, r) =>
    w.reduce((sum, entry, c) => sum + G[(first + r) * k + first + c] * entry, 0),
  );
  return nullSpace.map((basis) => basis.reduce((sum, entry, r) => sum + entry * along[r], 0) / (2 * TRIAL));
}

function stepIntoNull(
  model: LinearMixedModel,
  x: Float64Array,
  block: Block,
  { v, w }: NullDirection,
  length: number,
): Float64Array {
  const moved = new Float64Array(block.size ** 2);
  const lambda = lambdaOf(model, x, block);
  for (let r = 0; r < block.size; r++) {
    for (let c = 0; c < block.size; c++) moved[r * block.size + c] = lambda[r][c] + length * v[r] * w[c];
  }
  return withLambda(model, x, block, moved);
}
