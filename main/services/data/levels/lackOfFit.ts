import { normalDeviate, type GroupSums } from './betweenGroups.ts';

const groupsPerPiece = 10;
const mostPieces = 20;
const parabola = 3;

/**
 * Whether the groups of a number column differ in a way that its values do not explain: a deviate of the F statistic for lack of fit.
 *
 * A measured number (age, score) relates smoothly to others, so that rows with equal values are hardly more alike than rows with
 * neighbouring values; the numbers of schools do not. The smooth part is a parabola in each of up to 20 pieces of the ordered groups.
 *
 * @param sums of another number over the groups
 * @param values the number behind each group, ascending
 * @see Draper & Smith (1998), Applied Regression Analysis, 3rd ed., §2.1 (lack of fit and pure error)
 */
export function lackOfFit(sums: GroupSums, values: Float64Array): number {
  const used = Array.from(values.keys()).filter((group) => sums.counts[group] > 0);
  const pieces = Math.min(mostPieces, Math.max(1, Math.floor(used.length / groupsPerPiece)));
  const df1 = used.length - parabola * pieces;
  const df2 = sums.n - used.length;
  if (df1 < 1 || df2 < 1 || sums.within <= 0) return 0;
  let left = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const from = Math.floor((piece * used.length) / pieces);
    const to = Math.floor(((piece + 1) * used.length) / pieces);
    left += leftByParabola(used.slice(from, to), values, sums);
  }
  return normalDeviate(left / df1 / (sums.within / df2), df1, df2);
}

/** Weighted sum of squares of the group means about their least-squares parabola, by Gram–Schmidt. */
function leftByParabola(groups: readonly number[], values: Float64Array, { counts, means }: GroupSums): number {
  const weights = groups.map((group) => counts[group]);
  const centre = (values[groups[0]] + values[groups[groups.length - 1]]) / 2;
  const half = Math.max(1e-9, (values[groups[groups.length - 1]] - values[groups[0]]) / 2);
  const x = groups.map((group) => (values[group] - centre) / half);
  const basis: number[][] = [];
  for (const power of [0, 1, 2]) {
    const direction = without(
      x.map((each) => each ** power),
      basis,
      weights,
    );
    if (norm(direction, weights) > 1e-9 * groups.length) basis.push(direction);
  }
  const rest = without(
    groups.map((group) => means[group]),
    basis,
    weights,
  );
  return norm(rest, weights);
}

function without(vector: number[], basis: readonly number[][], weights: readonly number[]): number[] {
  let rest = vector;
  for (const direction of basis) {
    const share = inner(rest, direction, weights) / norm(direction, weights);
    rest = rest.map((value, i) => value - share * direction[i]);
  }
  return rest;
}

const inner = (a: readonly number[], b: readonly number[], weights: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + weights[i] * value * b[i], 0);
const norm = (a: readonly number[], weights: readonly number[]): number => inner(a, a, weights);
