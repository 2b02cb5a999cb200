/**
 * Intervals from the profile likelihood: the values of a parameter that raise the deviance, everything else estimated anew, by no more than
 * the square of a normal quantile. Always by maximum likelihood, whatever criterion a model was fitted by, as restricted likelihoods of
 * different fixed parts cannot be compared.
 *
 * ζ(v) = sign(v − estimate) √(d(v) − d), and the bounds are where ζ = ±z; they are solved for directly, without a table of ζ.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §5.1
 */
import type { CheckCancelled, ProfileInterval } from '../contract/index.ts';
import type { Fit, LinearMixedModel } from '../lmm/index.ts';
import { qnorm } from '../stats/index.ts';
import { distinctNames } from './parameters.ts';
import { profiledCoefficients } from './profileFixed.ts';
import { profiledVarPars } from './profileVariance.ts';

/** A parameter that can be held at a value. */
export interface Profiled {
  readonly name: string;
  readonly estimate: number;
  /** The values it can have. */
  readonly from: number;
  readonly to: number;
  /** About one standard error: where to look first. */
  readonly scale: number;
  /** Whether the data tell anything of it. */
  readonly isIdentified: boolean;
  /** The lowest deviance with the parameter at a value. A way begun at the estimate starts each search where the last one ended. */
  readonly way: () => (value: number) => number;
  /** The lowest deviance of all, by the same arithmetic. */
  readonly best: number;
}

export interface ProfileOptions {
  /** Names of the parameters wanted; all without. */
  readonly only?: readonly string[];
  /** Asked before every evaluation. */
  readonly checkCancelled?: CheckCancelled;
  /** Told after each parameter. */
  readonly onDone?: (done: number, total: number) => void;
}

/**
 * Profile intervals of the parameters of a maximum-likelihood fit: standard deviations and correlations term by term, σ, coefficients.
 *
 * Some 12 p + 15 (m + 1) fits of m variance parameters and p coefficients.
 *
 * @throws Failure 'job.cancelled' from `checkCancelled`
 */
export function profileIntervals(
  model: LinearMixedModel,
  mlFit: Fit,
  coverage = 0.95,
  { only, checkCancelled = () => undefined, onDone }: ProfileOptions = {},
): ProfileInterval[] {
  const z = qnorm((1 + coverage) / 2);
  const found = [...profiledVarPars(model, mlFit, checkCancelled), ...profiledCoefficients(model, mlFit, checkCancelled)];
  const names = distinctNames(found.map(({ name }) => name));
  const all = found.map((parameter, i) => ({ ...parameter, name: names[i] }));
  const wanted = all.filter(({ name }) => only?.includes(name) ?? true);
  return wanted.map((parameter, i) => {
    const interval = intervalOf(parameter, z);
    onDone?.(i + 1, wanted.length);
    return interval;
  });
}

function intervalOf(parameter: Profiled, z: number): ProfileInterval {
  const { name, estimate, isIdentified } = parameter;
  if (!isIdentified) return { name, estimate, lower: null, upper: null };
  return { name, estimate, lower: crossing(parameter, z, -1), upper: crossing(parameter, z, 1) };
}

/** Differences of ζ from z that no longer count. */
const SOLVED = 1e-8;
const TURNS = 20;

interface Point {
  readonly value: number;
  readonly zeta: number;
}

/** Where |ζ| reaches z on one side; the end of the parameter's range where it does not; null where no such point is found. */
function crossing({ estimate, from, to, scale, best, way }: Profiled, z: number, side: 1 | -1): number | null {
  const end = side > 0 ? to : from;
  if (estimate === end) return end;
  const devianceAt = way();
  const zetaAt = (value: number): Point => ({ value, zeta: Math.sqrt(Math.max(0, devianceAt(value) - best)) });
  const within = (value: number) => (side > 0 ? Math.min(value, end) : Math.max(value, end));
  let [inside, outside]: [Point, Point | null] = [{ value: estimate, zeta: 0 }, null];
  let last = inside;
  let next = within(estimate + side * z * scale);
  for (let turn = 0; turn < TURNS; turn++) {
    const point = zetaAt(next);
    if (Number.isNaN(point.zeta)) return null;
    if (Math.abs(point.zeta - z) < SOLVED) return point.value;
    if (point.zeta < z && point.value === end) return end;
    if (point.zeta < z) inside = point;
    else outside = point;
    next = within(nextValue(inside, outside, last, point, z));
    if (next === point.value) return point.value;
    last = point;
  }
  return null;
}

/** A secant step on ζ, which is nearly straight: kept within the bracket, and without one from going more than four times as far. */
function nextValue(inside: Point, outside: Point | null, last: Point, point: Point, z: number): number {
  const step = ((z - point.zeta) * (point.value - last.value)) / (point.zeta - last.zeta);
  const next = point.value + step;
  if (outside) {
    const isWithin = (next - inside.value) * (next - outside.value) < 0;
    return isWithin ? next : (inside.value + outside.value) / 2;
  }
  const reach = 3 * Math.abs(point.value - last.value);
  const direction = Math.sign(point.value - last.value);
  return point.value + direction * (direction * step > 0 ? Math.min(Math.abs(step), reach) : reach);
}
