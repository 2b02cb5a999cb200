import type { CheckCancelled } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { kernelSpace, spaceNeeded } from '../kernels/index.ts';
import type { KernelSpace } from '../kernels/index.ts';
import type { LevelProducts } from './crossProducts.ts';
import { constantColumn, logDetGram, multiply, namedFromQ, sumOfLogs, weightedMean } from './fixedPart.ts';
import type { ConstantColumn, FixedPart } from './fixedPart.ts';
import type { StandardFactor } from './randomFactors.ts';

/**
 * All that a model needs of its rows, in one pass over blocks that stay in the cache, with compiled kernels and nothing kept that is as long
 * as the data: the fixed part, and every factor's products.
 *
 * [X y], centred and weighted, is folded into a triangle R block by block; products of the levels are taken with the same columns, and those
 * with [Q r] = [X y]R⁻¹ follow from them at the end. That loses as many digits as X is ill-conditioned by, so beyond `LOST` the caller's
 * slower way, which makes Q itself, has to be taken.
 */
export interface RowPass {
  readonly fixed: FixedPart;
  readonly products: readonly LevelProducts[];
}

/** Smallest share of a column's length that the columns before it may leave. */
const LOST = 1e-3;
/** Rows of a block: its columns, some 10 × 8 × 512 bytes, share the first-level cache. */
const BLOCK = 512;
/** Blocks between two looks at whether to stop: some 5 ms. */
const CHECK_EVERY = 200;

/** @returns null where there are no compiled kernels, or digits would be lost */
export function rowPass(frame: ModelFrame, factors: readonly StandardFactor[], checkCancelled: CheckCancelled): RowPass | null {
  const arrays = passArrays(frame, factors);
  if (arrays === null) return null;
  const centres = centresOf(frame);
  for (let from = 0, block = 0; from < frame.n; from += BLOCK, block++) {
    if (block % CHECK_EVERY === 0) checkCancelled();
    const to = Math.min(frame.n, from + BLOCK);
    loadColumns(frame, centres, arrays, from, to);
    factors.forEach((_, f) => addLevels(frame, factors, f, arrays, from, to));
    arrays.space.kernels.foldRows(to - from, frame.p + 1, arrays.X.byteOffset, arrays.R.byteOffset);
  }
  if (!isWellConditioned(arrays.R, frame.p + 1)) return null;
  makeRowsPositive(arrays.R, frame.p + 1);
  const products = factors.map(({ factor }, f) => onQ(arrays, f, factor.levels * factor.k, frame));
  return { fixed: fixedFromR(frame, centres, arrays.R), products };
}

interface PassArrays {
  readonly space: KernelSpace;
  /** Columns of a block of [X y], column-major, and the same row by row. */
  readonly X: Float64Array;
  readonly rows: Float64Array;
  /** Doubles from row to row: p + 1, made even. */
  readonly width: number;
  /** √ of the block's weights. */
  readonly roots: Float64Array;
  readonly codes: Int32Array;
  readonly raw: Float64Array;
  readonly Z: Float64Array;
  /** (p + 1) × (p + 1), column-major. */
  readonly R: Float64Array;
  readonly A: readonly Float64Array[];
  readonly B: readonly Float64Array[];
  /** Centres and scales of each term of each factor. */
  readonly standard: readonly (readonly { readonly centres: Float64Array; readonly scales: Float64Array }[])[];
}

function passArrays({ p, random }: ModelFrame, factors: readonly StandardFactor[]): PassArrays | null {
  const P = p + 1;
  const width = P + (P % 2);
  const widest = Math.max(...factors.map(({ factor }) => factor.k));
  const doubles = (length: number): { doubles: number } => ({ doubles: length });
  const sizes = {
    X: doubles(BLOCK * P),
    rows: doubles(BLOCK * width),
    roots: doubles(BLOCK),
    raw: doubles(BLOCK * Math.max(...random.map(({ columns }) => columns.length))),
    Z: doubles(BLOCK * widest),
    R: doubles(P * P),
  };
  const A = factors.map(({ factor: { levels, k } }) => doubles(levels * k * k));
  const B = factors.map(({ factor: { levels, k } }) => doubles(levels * k * width));
  const codes = { ints: BLOCK };
  const standard = factors.map(({ terms }) =>
    terms.map((columns) => ({
      centres: Float64Array.from(columns, ({ centre }) => centre),
      scales: Float64Array.from(columns, ({ scale }) => scale),
    })),
  );
  const ofTerms = standard.flat().flatMap(({ centres, scales }) => [centres, scales]);
  const space = kernelSpace(spaceNeeded([...Object.values(sizes), codes, ...A, ...B, ...ofTerms]));
  if (space === null) return null;
  return {
    space,
    width,
    X: space.place(sizes.X),
    rows: space.place(sizes.rows),
    roots: space.place(sizes.roots),
    raw: space.place(sizes.raw),
    Z: space.place(sizes.Z),
    R: space.place(sizes.R),
    codes: space.place(codes),
    A: A.map(space.place),
    B: B.map(space.place),
    standard: standard.map((terms) =>
      terms.map(({ centres, scales }) => ({ centres: space.place(centres), scales: space.place(scales) })),
    ),
  };
}

/** What is taken out of the columns of X and the outcome before anything else: their means, where X has a constant column. */
interface Centres {
  readonly constant: ConstantColumn | null;
  /** p entries, 0 for the constant column; then the outcome's. */
  readonly means: Float64Array;
  /** Root mean square of the outcome without its offset. */
  readonly outcomeSize: number;
  /** The outcome without its offset. */
  readonly y: Float64Array;
}

function centresOf({ n, p, X, y: written, offset, weights }: ModelFrame): Centres {
  const y = offset === null ? written : written.map((value, i) => value - offset[i]);
  const constant = constantColumn(X, n, p);
  const means = new Float64Array(p + 1);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += y[i] * y[i];
  const centres = { constant, means, y, outcomeSize: Math.sqrt(squares / n) };
  if (constant === null) return centres;
  for (let j = 0; j < p; j++) if (j !== constant.column) means[j] = weightedMean(X.subarray(j * n, (j + 1) * n), weights);
  means[p] = weightedMean(y, weights);
  return centres;
}

function loadColumns(
  { n, p, X, weights }: ModelFrame,
  { means, y }: Centres,
  arrays: PassArrays,
  from: number,
  to: number,
): void {
  const { space, roots, rows, width } = arrays;
  const m = to - from;
  if (weights !== null) for (let i = 0; i < m; i++) roots[i] = Math.sqrt(weights[from + i]);
  for (let j = 0; j <= p; j++) {
    arrays.X.set(j < p ? X.subarray(j * n + from, j * n + to) : y.subarray(from, to), j * m);
    if (means[j] !== 0 || weights !== null) {
      space.kernels.centre(m, arrays.X.byteOffset + 8 * j * m, means[j], weights === null ? 0 : roots.byteOffset);
    }
  }
  space.kernels.toRows(m, p + 1, arrays.X.byteOffset, rows.byteOffset, width);
}

function addLevels(
  { groups, random, weights }: ModelFrame,
  factors: readonly StandardFactor[],
  f: number,
  { space, codes, raw, roots, rows, Z, A, B, standard, width }: PassArrays,
  from: number,
  to: number,
): void {
  const { kernels } = space;
  const { group, k, terms } = factors[f].factor;
  const m = to - from;
  codes.set(groups[group].codes.subarray(from, to));
  terms.forEach(({ term, first, size }, t) => {
    const { centres, scales } = standard[f][t];
    raw.set(random[term].Z.subarray(from * size, to * size));
    const weighted = weights === null ? 0 : roots.byteOffset;
    kernels.standardize(m, size, raw.byteOffset, centres.byteOffset, scales.byteOffset, weighted, Z.byteOffset, k, first);
  });
  kernels.addRows(m, k, width, codes.byteOffset, Z.byteOffset, rows.byteOffset, A[f].byteOffset, B[f].byteOffset);
}

function isWellConditioned(R: Float64Array, P: number): boolean {
  for (let j = 0; j < P; j++) {
    const length = Math.hypot(...R.subarray(j * P, j * P + j + 1));
    if (!(Math.abs(R[j * (P + 1)]) > LOST * length && length < Infinity)) return false;
  }
  return true;
}

function makeRowsPositive(R: Float64Array, P: number): void {
  for (let j = 0; j < P; j++) if (R[j * (P + 1)] < 0) for (let l = j; l < P; l++) R[j + l * P] = -R[j + l * P];
}

/** Products with [Q r] from those with [X y]: B R⁻¹, r having n for its square; A as it is. */
function onQ({ A, B, R, width }: PassArrays, f: number, columns: number, { n, p }: ModelFrame): LevelProducts {
  const P = p + 1;
  const made = new Float64Array(columns * P);
  for (let row = 0; row < columns; row++) {
    const from = row * width;
    const to = row * P;
    for (let j = 0; j < P; j++) {
      let sum = B[f][from + j];
      for (let l = 0; l < j; l++) sum -= made[to + l] * R[l + j * P];
      made[to + j] = sum / R[j * (P + 1)];
    }
  }
  const root = Math.sqrt(n);
  for (let at = p; at < made.length; at += P) made[at] *= root;
  return { A: A[f].slice(), B: made };
}

function fixedFromR({ n, p, weights }: ModelFrame, { constant, means, outcomeSize }: Centres, triangle: Float64Array): FixedPart {
  const P = p + 1;
  const R = new Float64Array(p * p);
  for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) R[i + j * p] = triangle[i + j * P];
  const effects = triangle.subarray(p * P, p * P + p);
  const order = Int32Array.from({ length: p }, (_, j) => j);
  const toNamed = namedFromQ(R, order, means, constant, p);
  const leastSquares = multiply(toNamed, effects, p);
  if (constant !== null) leastSquares[constant.column] += means[p] / constant.value;
  const scale = triangle[p * P + p] / Math.sqrt(n);
  return { n, p, toNamed, leastSquares, logDetXX: logDetGram(R, p), logWeights: sumOfLogs(weights), scale, outcomeSize };
}
