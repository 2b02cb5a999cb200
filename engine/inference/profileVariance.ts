/**
 * The deviance with a standard deviation, a correlation or σ held.
 *
 * A term's columns are put in an order in which what is held is an entry of the triangular factor: for an SD its column first, so that the
 * first entry is the SD over σ; for a correlation its two columns first, so that the second row is (ρ, √(1 − ρ²)) times that SD over σ.
 * All other entries, and log σ, are free, so no search has a constraint but these.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), §5.1
 */
import type { CheckCancelled } from '../contract/index.ts';
import { devianceOfVarPar, varCorr, type Fit, type LinearMixedModel } from '../lmm/index.ts';
import { factorAt } from '../lmm/estimates.ts';
import { gradientByLambda } from '../lmm/gradient.ts';
import { gradientByTheta, range, triangularize, type ThetaPlace } from '../lmm/theta.ts';
import { followMinimum, type Followed, type SmoothFunction } from '../optim/index.ts';
import type { Profiled } from './profile.ts';

/** A search that takes more has lost its way. */
export const MOST_STEPS = 60;
/** Standard deviations, in those of the residual, below which a variance may come to be zero or leave it. */
export const NEAR_ZERO = 0.1;
/** A search that ends this far above what its quadratic promises is taken for done; z² is 3.84. */
export const SETTLED = 1e-4;

interface ProfileSubject {
  readonly model: LinearMixedModel;
  readonly fit: Fit;
  readonly checkCancelled: CheckCancelled;
}

/** What one unit of an effect in standard coordinates is in a theta entry's own. */
function unitOf({ factors }: LinearMixedModel, { factor, at }: ThetaPlace): number {
  const { k, fromStandard } = factors[factor];
  const row = Math.floor(at / k);
  return Math.abs(fromStandard[row * k + row]);
}

/** Standard deviations and correlations in the order of theta, then σ. */
export function profiledVarPars(model: LinearMixedModel, fit: Fit, checkCancelled: CheckCancelled): Profiled[] {
  const subject = { model, fit, checkCancelled };
  const best = devianceOfVarPar(model, fit.theta, fit.sigma, 'ML');
  const terms = model.places.map((place) =>
    place.row === place.column ? standardDeviation(subject, place) : correlation(subject, place),
  );
  const sigma = heldWay(subject, model.places, { kind: 'sigma' });
  return [
    ...terms,
    {
      name: 'sigma',
      estimate: fit.sigma,
      from: 0,
      to: Infinity,
      scale: fit.sigma / Math.sqrt(2 * model.fixed.n),
      isIdentified: true,
      way: sigma,
    },
  ].map((parameter) => ({ ...parameter, best }));
}

function standardDeviation(subject: ProfileSubject, place: ThetaPlace): Omit<Profiled, 'best'> {
  const { model, fit } = subject;
  const { group, columns } = model.frame.random[place.term];
  const estimate = sdOf(model, fit, place.term, place.row);
  const places = placesInOrder(model, place.term, [place.row]);
  const at = places.findIndex((other) => other.term === place.term);
  return {
    name: `sd_${columns[place.row]}|${model.frame.groups[group].name}`,
    estimate,
    from: 0,
    to: Infinity,
    scale: Math.max(estimate / 4, (fit.sigma * unitOf(model, place)) / 10),
    isIdentified: true,
    way: heldWay(subject, places, { kind: 'sd', at }),
  };
}

function correlation(subject: ProfileSubject, { term, row, column }: ThetaPlace): Omit<Profiled, 'best'> {
  const { model, fit } = subject;
  const { group, columns, name } = model.frame.random[term];
  const entry = varCorr(model, fit).find(
    ({ grp, var1, var2 }) => grp === name && var1 === columns[column] && var2 === columns[row],
  );
  const estimate = entry?.sdcor ?? NaN;
  const places = placesInOrder(model, term, [column, row]);
  const first = places.findIndex((other) => other.term === term);
  const size = columns.length;
  const without = once(() =>
    lowestWithout([column, row].map((one) => standardDeviation(subject, diagonalPlace(model, term, one)).way())),
  );
  const free = heldWay(subject, places, { kind: 'correlation', sd: first, across: first + 1, along: first + size });
  return {
    name: `cor_${columns[row]}.${columns[column]}|${model.frame.groups[group].name}`,
    estimate,
    from: -1,
    to: 1,
    scale: 0.2,
    isIdentified: !Number.isNaN(estimate),
    way: () => lowerOf(free(), without),
  };
}

/** What a function gives when it is first asked, kept. */
function once(compute: () => number): () => number {
  let kept: number | null = null;
  return () => (kept ??= compute());
}

/** The lowest deviance with one of some standard deviations at 0. */
function lowestWithout(sds: readonly ((value: number) => number)[]): number {
  return Math.min(...sds.map((way) => way(0)).filter((value) => !Number.isNaN(value)));
}

function diagonalPlace({ places }: LinearMixedModel, term: number, column: number): ThetaPlace {
  return places.find((place) => place.term === term && place.row === column && place.column === column)!;
}

/** Any correlation fits as well as none does where one of the two standard deviations is 0: a search among positive ones comes no lower than its own valley. */
function lowerOf(held: (value: number) => number, without: () => number): (value: number) => number {
  return (value) => {
    const found = held(value);
    if (Number.isNaN(found)) return without() < Infinity ? without() : NaN;
    return Math.min(found, without());
  };
}

function sdOf(model: LinearMixedModel, { theta, sigma }: Fit, term: number, row: number): number {
  return sigma * Math.hypot(...model.places.flatMap((place, i) => (place.term === term && place.row === row ? [theta[i]] : [])));
}

/** What is held: places in the list of entries. */
type Held =
  | { readonly kind: 'sigma' }
  | { readonly kind: 'sd'; readonly at: number }
  | { readonly kind: 'correlation'; readonly sd: number; readonly across: number; readonly along: number };

/** The model's places, those of one term with some of its columns first. */
function placesInOrder(model: LinearMixedModel, term: number, front: readonly number[]): ThetaPlace[] {
  const size = model.frame.random[term].columns.length;
  const order = [...front, ...range(0, size).filter((column) => !front.includes(column))];
  const [{ factor, at }] = model.places.filter((place) => place.term === term);
  const { k } = model.factors[factor];
  const own = order.flatMap((column, turn) =>
    order.slice(turn).map((row): ThetaPlace => ({ name: '', factor, term, row, column, at: at + row * k + column })),
  );
  const start = model.places.findIndex((place) => place.term === term);
  return [...model.places.slice(0, start), ...own, ...model.places.slice(start + own.length)];
}

/** Entries of λ in other places for the same covariances. */
function entriesAt(model: LinearMixedModel, { theta }: Fit, places: readonly ThetaPlace[]): number[] {
  const lambda = model.factors.map(({ k }) => new Float64Array(k * k));
  model.places.forEach(({ factor, at }, i) => (lambda[factor][at] = theta[i]));
  model.factors.forEach(({ k, terms }, f) => {
    for (const { term } of terms) {
      const own = places.filter((place) => place.term === term);
      triangularize(
        lambda[f],
        k,
        own.filter(({ row, column }) => row === column).map(({ at }) => at % k),
      );
    }
  });
  return places.map(({ factor, at }) => lambda[factor][at]);
}

function heldWay({ model, fit, checkCancelled }: ProfileSubject, places: readonly ThetaPlace[], held: Held): Profiled['way'] {
  return () => {
    const own = { ...model, places };
    const units = places.map((place) => unitOf(model, place));
    const entries = entriesAt(model, fit, places).map((entry, i) => entry / units[i]);
    if (held.kind === 'correlation') entries[held.along] = Math.hypot(entries[held.across], entries[held.along]);
    let start: Float64Array = Float64Array.from([...entries, Math.log(fit.sigma)]);
    let inverse: Followed['inverse'] = null;
    return (value) => {
      const f = heldCriterion(own, units, held, value, checkCancelled);
      const isRegular = (x: Float64Array) =>
        f.free.every((at, i) => at === places.length || places[at].row !== places[at].column || Math.abs(x[i]) > NEAR_ZERO);
      const from = { x: Float64Array.from(f.free, (at) => start[at]), inverse };
      const found = followMinimum(f.reduced, from, isRegular, MOST_STEPS);
      start = f.whole(found.x);
      inverse = found.inverse;
      return found.decrement < SETTLED ? found.value : NaN;
    };
  };
}

interface HeldCriterion {
  readonly reduced: SmoothFunction;
  /** Which of (entries over their units, log σ) are free. */
  readonly free: readonly number[];
  readonly whole: (x: Float64Array) => Float64Array;
}

/** The deviance as a function of what is free; β profiled out. */
function heldCriterion(
  model: LinearMixedModel,
  units: readonly number[],
  held: Held,
  value: number,
  checkCancelled: CheckCancelled,
): HeldCriterion {
  const m = units.length;
  const fixed = held.kind === 'sigma' ? m : held.kind === 'sd' ? held.at : held.across;
  const free = range(0, m + 1).filter((at) => at !== fixed);
  const whole = (x: Float64Array) => {
    const all = new Float64Array(m + 1);
    free.forEach((at, i) => (all[at] = x[i]));
    if (held.kind === 'sigma') all[m] = Math.log(value);
    if (held.kind === 'sd') all[held.at] = value / Math.exp(all[m]) / units[held.at];
    return all;
  };
  const slopes = new Float64Array(m + 1);
  const evaluate = (x: Float64Array, gradient?: Float64Array): number => {
    checkCancelled();
    const all = whole(x);
    const sigma = Math.exp(all[m]);
    if (held.kind === 'correlation' && (all[held.sd] < 0 || all[held.along] < 0)) return Infinity;
    const deviance = devianceAndSlopes(model, thetaOf(all, units, held, value), sigma, slopes);
    if (!(deviance < Infinity) || !gradient) return Number.isNaN(deviance) ? Infinity : deviance;
    slopes.forEach((_, i) => i < m && (slopes[i] *= units[i]));
    if (held.kind === 'sd') slopes[m] -= slopes[held.at] * all[held.at];
    if (held.kind === 'correlation')
      slopes[held.along] = value * slopes[held.across] + Math.sqrt(1 - value ** 2) * slopes[held.along];
    free.forEach((at, i) => (gradient[i] = slopes[at]));
    return deviance;
  };
  return { reduced: { size: free.length, evaluate }, free, whole };
}

/** Entries of λ from the search's variables. */
function thetaOf(all: Float64Array, units: readonly number[], held: Held, value: number): number[] {
  const theta = units.map((unit, i) => unit * all[i]);
  if (held.kind === 'correlation') {
    theta[held.across] = value * theta[held.along];
    theta[held.along] *= Math.sqrt(1 - value ** 2);
  }
  return theta;
}

/** The deviance, and into `slopes` its derivatives with respect to theta and log σ. */
function devianceAndSlopes(model: LinearMixedModel, theta: readonly number[], sigma: number, slopes: Float64Array): number {
  const { logDetL, pwrss } = factorAt(model, theta);
  const { n } = model.fixed;
  gradientByLambda(model, 0, pwrss / sigma ** 2);
  gradientByTheta(model.factors, model.places, model.numeric.byLambda, slopes);
  slopes[theta.length] = 2 * (n - pwrss / sigma ** 2);
  return logDetL + pwrss / sigma ** 2 + n * Math.log(2 * Math.PI * sigma ** 2);
}
