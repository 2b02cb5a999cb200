import type { ThetaEntry } from '../contract/index.ts';
import type { Lambda } from './coordinates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { momentStart } from './start.ts';
import { lambdaOf, type ThetaPlace } from './theta.ts';

/** Standard deviations, in those of the residual, below which a search does not start: at zero the criterion is stationary whatever the data say. */
const OFF_ZERO = 0.1;

/**
 * Where to start when the theta of a like model is known: the same model by the other criterion or on slightly other data, or one with
 * other terms. Terms are told by their names.
 *
 * Columns that the like model had keep their covariance, in coordinates that are centred at the means of all columns; new ones start as without
 * it. A factor that lost a column starts as without it altogether: its intercept meant something else.
 */
export function startNear(model: LinearMixedModel, near: readonly ThetaEntry[]): Lambda {
  const { factors, places, frame } = model;
  const known = new Map(near.map(({ name, value }) => [name, value]));
  const moments = momentStart(model);
  const like = lambdaOf(
    factors,
    places,
    places.map((place) => entryNear(place, places, known)),
  );
  return factors.map(({ k, group, columns }, f) => {
    const { name } = frame.groups[group];
    const diagonal = columns.map((column) => `${name}.${column}`);
    if (hasLost(name, places, known) || !diagonal.some((entry) => known.has(entry))) return moments[f];
    diagonal.forEach((entry, j) => {
      const at = j * (k + 1);
      if (!known.has(entry)) like[f][at] = moments[f][at];
      else if (Math.abs(like[f][at]) < OFF_ZERO) like[f][at] = OFF_ZERO;
    });
    return like[f];
  });
}

/** A column that lost its correlations keeps its variance: the sum of the squares of its row. */
function entryNear({ name, row, column }: ThetaPlace, places: readonly ThetaPlace[], known: ReadonlyMap<string, number>): number {
  const own = known.get(name) ?? 0;
  if (row !== column) return own;
  const lost = [...known.keys()].filter((other) => other.startsWith(`${name}.`) && places.every((place) => place.name !== other));
  return Math.hypot(own, ...lost.map((other) => known.get(other)!));
}

/** Whether the like model had a column of this factor that the model has not. */
function hasLost(group: string, places: readonly ThetaPlace[], known: ReadonlyMap<string, number>): boolean {
  const own = places.map(({ name }) => name);
  return [...known.keys()].some(
    (name) => name.startsWith(`${group}.`) && !own.some((place) => name === place || name.startsWith(`${place}.`)),
  );
}
