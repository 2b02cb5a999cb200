import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { forwardHessian, newtonStep, updatedHessian } from './hessian.ts';
import type { NewtonStep } from './hessian.ts';
import type { Minimum, MinimizeOptions, SmoothFunction } from './types.ts';

/** The decrement at which a point counts as the minimum: absolute, and as a share of the value. */
const SETTLED = 1e-16;
const SETTLED_SHARE = 1e-18;
/** Where rounding stops the search earlier, the decrement that still counts as converged. */
const ACCEPTABLE = 1e-8;
const ACCEPTABLE_SHARE = 1e-12;
/** The decrement at which the Hessian is taken afresh: from there on its digits decide how fast the end is reached. */
const NEAR = 1e-3;
/** Differences of values below this share of the value are rounding. */
const NOISE = 2e-14;
/** A step may change a variable by this much, or by this share of its size. */
const LONGEST = 1;
const LONGEST_SHARE = 2;
/** A step must gain this share of what its slope promises; a step that does not is shortened by `SHRINK`. */
const ARMIJO = 1e-4;
const SHRINK = 0.35;
const SHORTEST = 1e-8;
/** Curvature below this share of the largest, and negative, marks a saddle point. */
const SADDLE = -1e-7;
/** Information whose lowest curvature is a smaller share of its largest is not relied on. */
const INFORMED = 1e-4;
/** The decrement of a step from which on what it taught of the Hessian is worth more than the information at its end alone. */
const SHORT = 1;

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** About the Hessian, where the function knows it and it is definite. */
  readonly information: number[][] | null;
}

interface State {
  readonly point: Point;
  readonly hessian: number[][];
  /** The Hessian was taken at this very point, or when less than `NEAR` was left to gain. */
  readonly fresh: boolean;
  /** The Hessian is only about right, as the function informs. */
  readonly about: boolean;
}

/**
 * Minimize a smooth function by Newton's method on its exact gradient. The Hessian comes from differences and is kept up to date by BFGS
 * for as long as steps go as foretold; negative curvature is turned round, steps are limited and must pay. Near the end the
 * Hessian is taken afresh, and must ask for no step; saddle points are left along their lowest eigenvector. A function that knows its Hessian
 * about is minimized with that at every point instead, for as long as it is definite.
 *
 * @see Nocedal & Wright (2006), Numerical Optimization, 2nd ed., ch. 3 and 6
 */
export function minimize(f: SmoothFunction, start: ArrayLike<number>, options: MinimizeOptions = {}): Minimum {
  let state = startState(f, pointAt(f, Float64Array.from(start)), options.hessian);
  for (let count = 0; count < (options.maxSteps ?? 200); count++) {
    if (options.isEnough?.(state.point.x, state.point.value)) break;
    const { point, hessian, fresh, about } = state;
    const newton = newtonStep(hessian, point.gradient);
    if (!fresh && newton.decrement < NEAR) {
      state = refreshed(f, point);
      continue;
    }
    const next = isSettled(newton, point) ? null : searchLine(f, state, newton);
    if (next !== null) {
      state = advanced(f, state, next, newton.decrement);
      options.onStep?.(next.x, next.value);
    } else if (!fresh || (about && !isAcceptable(newton, point))) {
      state = refreshed(f, point);
    } else {
      const lower = leaveSaddle(f, point, newton);
      if (lower === null) return { ...point, hessian, decrement: newton.decrement, converged: isAcceptable(newton, point) };
      state = refreshed(f, lower);
      options.onStep?.(lower.x, lower.value);
    }
  }
  const { decrement } = newtonStep(state.hessian, state.point.gradient);
  return { ...state.point, hessian: state.hessian, decrement, converged: false };
}

function pointAt(f: SmoothFunction, x: Float64Array): Point {
  const gradient = new Float64Array(x.length).fill(NaN);
  if (!f.informs) return { x, value: f.evaluate(x, gradient), gradient, information: null };
  const information = Array.from(x, () => new Array<number>(x.length).fill(0));
  const value = f.evaluate(x, gradient, information);
  return { x, value, gradient, information: value < Infinity && isDefinite(information) ? information : null };
}

function isDefinite(matrix: readonly (readonly number[])[]): boolean {
  const { values } = symmetricEigen(matrix);
  return values[0] > INFORMED * values[values.length - 1];
}

function startState(f: SmoothFunction, point: Point, hessian: MinimizeOptions['hessian']): State {
  if (point.information !== null) return { point, hessian: point.information, fresh: true, about: true };
  if (hessian === undefined) return refreshed(f, point);
  return { point, hessian: hessian.map((row) => [...row]), fresh: false, about: false };
}

function refreshed(f: SmoothFunction, point: Point): State {
  return { point, hessian: forwardHessian(f, point.x, point.gradient), fresh: true, about: false };
}

function isSettled({ decrement }: NewtonStep, { value }: Point): boolean {
  return decrement <= SETTLED + SETTLED_SHARE * Math.abs(value);
}

function isAcceptable({ decrement }: NewtonStep, { value }: Point): boolean {
  return decrement <= ACCEPTABLE + ACCEPTABLE_SHARE * Math.abs(value);
}

/** The first point along the step that pays, or null when none does. Where values no longer tell, the decrement must halve. */
function searchLine(f: SmoothFunction, { point, hessian }: State, newton: NewtonStep): Point | null {
  const noise = NOISE * Math.abs(point.value);
  const slope = dot(newton.step, point.gradient);
  for (let length = limit(point.x, newton.step); length > SHORTEST; length *= SHRINK) {
    const next = pointAt(
      f,
      point.x.map((value, i) => value + length * newton.step[i]),
    );
    if (!(next.value <= point.value + ARMIJO * length * slope + noise)) continue;
    if (-slope * length > 10 * noise) return next;
    return newtonStep(hessian, next.gradient).decrement < newton.decrement / 2 ? next : null;
  }
  return null;
}

/** The share of the step that keeps every variable within its limits. */
function limit(x: Float64Array, step: Float64Array): number {
  let share = 1;
  for (let i = 0; i < x.length; i++) {
    const longest = Math.max(LONGEST, LONGEST_SHARE * Math.abs(x[i]));
    share = Math.min(share, longest / Math.abs(step[i]));
  }
  return share;
}

function advanced(f: SmoothFunction, { point, hessian, fresh }: State, next: Point, decrement: number): State {
  const s = difference(next.x, point.x);
  if (next.information !== null) return informed(next, s, difference(next.gradient, point.gradient), decrement);
  if (!wentAsForetold(point, next, s, hessian)) return refreshed(f, next);
  const updated = updatedHessian(hessian, s, difference(next.gradient, point.gradient));
  return { point: next, hessian: updated, fresh: fresh && decrement < NEAR, about: false };
}

/** The information at the end of a step; after a short one, with what it taught of the Hessian itself. */
function informed(next: Point, s: Float64Array, y: Float64Array, decrement: number): State {
  const hessian = decrement < SHORT ? updatedHessian(next.information!, s, y) : next.information!;
  return { point: next, hessian, fresh: true, about: true };
}

/** Whether the gain of a step is within a factor of three of what the quadratic promised. */
function wentAsForetold(point: Point, next: Point, s: Float64Array, hessian: readonly (readonly number[])[]): boolean {
  const curvature = hessian.reduce((sum, row, i) => sum + s[i] * dot(row, s), 0);
  const promised = -dot(point.gradient, s) - curvature / 2;
  if (Math.abs(promised) <= 10 * NOISE * Math.abs(point.value)) return true;
  const ratio = (point.value - next.value) / promised;
  return ratio > 1 / 3 && ratio < 3;
}

/** From a stationary point with negative curvature, a lower point on either side along it; null elsewhere. */
function leaveSaddle(f: SmoothFunction, point: Point, { smallest, largest, lowest }: NewtonStep): Point | null {
  if (!(smallest < SADDLE * largest)) return null;
  for (const length of [0.3, 0.05, 0.01, -0.3, -0.05, -0.01]) {
    const next = pointAt(
      f,
      point.x.map((value, i) => value + length * lowest[i]),
    );
    if (next.value < point.value - 10 * NOISE * Math.abs(point.value) - 1e-13) return next;
  }
  return null;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
