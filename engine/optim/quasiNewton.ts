import type { SmoothFunction } from './types.ts';

export interface QuasiMinimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Whether what is left to gain is below what was asked for. */
  readonly converged: boolean;
  /** The inverse Hessian as the search came to know it. */
  readonly inverse: Float64Array;
}

export interface QuasiNewtonOptions {
  /** ½ g'H⁻¹g at which the point counts as the minimum. */
  readonly gain?: number;
  readonly maxSteps?: number;
}

/** A step must gain this share of what its slope promises; one that does not is shortened. */
const ARMIJO = 1e-4;
const SHRINK = 0.4;
const SHORTEST = 1e-6;
/** Differences of values below this share of the value are rounding. */
const NOISE = 2e-14;

/**
 * Minimize a smooth function near a point at which its Hessian is known well enough: BFGS on the inverse Hessian given, no Hessian made anew.
 * For many minima that lie close together; where it does not converge, `minimize` is to be asked.
 *
 * @param inverse m × m, an inverse Hessian of about the right size; not changed
 * @see Nocedal & Wright (2006), Numerical Optimization, 2nd ed., §6.1
 */
export function quasiNewton(
  f: SmoothFunction,
  start: ArrayLike<number>,
  inverse: Float64Array,
  { gain = 1e-8, maxSteps = 30 }: QuasiNewtonOptions = {},
): QuasiMinimum {
  const H = inverse.slice();
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(f.size);
  let value = f.evaluate(x, gradient);
  for (let count = 0; count < maxSteps && value < Infinity; count++) {
    const step = downhill(H, gradient);
    const slope = dot(step, gradient);
    if (-slope / 2 < gain) return { x, value, converged: -slope >= 0, inverse: H };
    const next = alongStep(f, x, value, step, slope);
    if (next === null) break;
    updateInverse(H, difference(next.x, x), difference(next.gradient, gradient));
    ({ x, value, gradient } = next);
  }
  return { x, value, converged: false, inverse: H };
}

/** −Hg. */
function downhill(H: Float64Array, gradient: Float64Array): Float64Array {
  const step = multiply(H, gradient);
  for (let i = 0; i < step.length; i++) step[i] = -step[i];
  return step;
}

function alongStep(
  f: SmoothFunction,
  x: Float64Array,
  value: number,
  step: Float64Array,
  slope: number,
): { x: Float64Array; value: number; gradient: Float64Array } | null {
  const noise = NOISE * Math.abs(value);
  for (let length = 1; length > SHORTEST; length *= SHRINK) {
    const next = Float64Array.from(x);
    for (let i = 0; i < next.length; i++) next[i] += length * step[i];
    const gradient = new Float64Array(x.length);
    const reached = f.evaluate(next, gradient);
    if (reached <= value + ARMIJO * length * slope + noise) return { x: next, value: reached, gradient };
  }
  return null;
}

/** BFGS on the inverse; left alone where the curvature along the step is not positive. */
function updateInverse(H: Float64Array, s: Float64Array, y: Float64Array): void {
  const m = s.length;
  const sy = dot(s, y);
  const Hy = multiply(H, y);
  const yHy = dot(y, Hy);
  if (!(sy > 1e-8 * yHy)) return;
  const own = (1 + yHy / sy) / sy;
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) H[i * m + j] += own * s[i] * s[j] - (s[i] * Hy[j] + Hy[i] * s[j]) / sy;
}

function multiply(H: Float64Array, v: Float64Array): Float64Array {
  const m = v.length;
  const product = new Float64Array(m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) product[i] += H[i * m + j] * v[j];
  return product;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const c = Float64Array.from(a);
  for (let i = 0; i < c.length; i++) c[i] -= b[i];
  return c;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
