import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Minimum, SmoothFunction } from '../optim/index.ts';
import type { Coordinate } from './coordinates.ts';

/**
 * Curvature along a step as long as the standard deviations themselves: below the first, as a share of the largest, it is measured; below the
 * second it counts as none. The first is wide because the search's Hessian may be some percent off.
 */
const SUSPICIOUS = 2e-2;
const NONE = 1e-3;
const STEP = 1e-4;

/**
 * Whether the criterion stays the same along some direction through its minimum, in units of the random effects' own standard deviations (of σ where that is larger): the
 * data then do not tell what lies along it apart. The Hessian at hand is from forward differences and only says where to look.
 */
export function isFlat(f: SmoothFunction, { x, hessian }: Minimum, coordinates: readonly Coordinate[]): boolean {
  const units = ownUnits(x, coordinates);
  const { values, vectors } = symmetricEigen(hessian.map((row, i) => row.map((value, j) => value * units[i] * units[j])));
  if (values.length === 0 || values[0] > SUSPICIOUS * Math.max(1, values[values.length - 1])) return false;
  const direction = units.map((unit, i) => unit * vectors[0][i]);
  return (slopeAlong(f, x, direction, STEP) - slopeAlong(f, x, direction, -STEP)) / (2 * STEP) < NONE;
}

/** The standard deviation of each entry's row of λ, at least that of the residual. */
function ownUnits(x: Float64Array, coordinates: readonly Coordinate[]): number[] {
  return coordinates.map(({ factor, row }) => {
    const own = coordinates.reduce((sum, other, j) => (other.factor === factor && other.row === row ? sum + x[j] ** 2 : sum), 0);
    return Math.max(1, Math.sqrt(own));
  });
}

function slopeAlong(f: SmoothFunction, x: Float64Array, direction: readonly number[], length: number): number {
  const gradient = new Float64Array(x.length);
  f.evaluate(
    x.map((value, i) => value + length * direction[i]),
    gradient,
  );
  return direction.reduce((sum, value, i) => sum + value * gradient[i], 0);
}
