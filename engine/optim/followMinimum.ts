import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { forwardHessian } from './hessian.ts';
import { minimize } from './minimize.ts';
import { quasiNewton } from './quasiNewton.ts';
import type { SmoothFunction } from './types.ts';

/** The minimum of one of a series of functions that change little from one to the next. */
export interface Followed {
  readonly x: Float64Array;
  readonly value: number;
  /** What is about left to gain. */
  readonly decrement: number;
  /** m × m, the inverse Hessian near x; null where it is not known, or not positive. */
  readonly inverse: Float64Array | null;
}

/** The decrement that a followed minimum is left with at most. */
const GAIN = 1e-11;
/** Curvature below this share of the largest is not built on. */
const LEAST = 1e-6;

/**
 * The minimum near that of the function before, from the curvature there; by `minimize` where that is not known or does not lead to a
 * regular point.
 *
 * @param isRegular whether a point is one where a minimum cannot be mistaken for a saddle
 */
export function followMinimum(
  f: SmoothFunction,
  from: Pick<Followed, 'x' | 'inverse'>,
  isRegular: (x: Float64Array) => boolean,
  maxSteps: number,
): Followed {
  const inverse = from.inverse ?? inverseAt(f, from.x);
  if (inverse !== null && isRegular(from.x)) {
    const near = quasiNewton(f, from.x, inverse, { gain: GAIN });
    if (near.converged && isRegular(near.x)) return { ...near, decrement: GAIN };
  }
  const { x, value, decrement, hessian } = minimize(f, from.x, { maxSteps });
  return { x, value, decrement, inverse: definiteInverse(hessian) };
}

function inverseAt(f: SmoothFunction, x: Float64Array): Float64Array | null {
  const gradient = new Float64Array(x.length).fill(NaN);
  return f.evaluate(x, gradient) < Infinity ? definiteInverse(forwardHessian(f, x, gradient)) : null;
}

function definiteInverse(hessian: readonly (readonly number[])[]): Float64Array | null {
  const m = hessian.length;
  const { values, vectors } = symmetricEigen(hessian);
  if (!(m > 0 && values[0] > LEAST * values[m - 1])) return null;
  const inverse = new Float64Array(m * m);
  values.forEach((value, k) => {
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) inverse[i * m + j] += (vectors[k][i] * vectors[k][j]) / value;
  });
  return inverse;
}
