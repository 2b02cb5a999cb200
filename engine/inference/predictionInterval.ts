/**
 * Predictions for new rows, each variance that makes them uncertain kept apart.
 *
 * @see Henderson (1975), Biometrics 31(2), 423–447, for known groups; Hahn & Meeker (1991), Statistical Intervals, for the two kinds
 */
import type { NewRows } from '../frame/index.ts';
import { qnorm, qt } from '../stats/index.ts';
import { ranef, termCovariance, type LinearMixedModel } from '../lmm/index.ts';
import type { MixedFit } from './mixedFit.ts';
import { jointVariances, type EffectSum } from './jointVariance.ts';
import { predictFixed, predictWithGroups } from './predict.ts';

/** By the model's factors: a known group (its place among the levels), the average one, or one not yet seen. */
export type GroupOfRow = number | 'average' | 'new';

export interface UncertainPrediction {
  /** Without group effects, offset included. NaN where a predictor is missing or not met before. */
  readonly population: number;
  /** With the effects of known groups. */
  readonly value: number;
  /** The row of the fixed columns, p numbers. */
  readonly x: readonly number[];
  /** Variance from estimating the fixed effects, x'Vx. */
  readonly fixed: number;
  /** Variance of the known groups' effects given the data, at the estimated fixed effects. */
  readonly known: number;
  /** Variance from both, their covariance included. */
  readonly joint: number;
  /** Variance between groups, for groups not yet seen. */
  readonly fresh: number;
}

/** @param groups for each of the model's factors what group the rows are of; their codes in `rows` are not looked at */
export function uncertainPredictions(
  model: LinearMixedModel,
  fit: MixedFit,
  rows: NewRows,
  groups: readonly GroupOfRow[],
): UncertainPrediction[] {
  const placed = inGroups(rows, model, groups);
  const population = predictFixed(placed, fit.beta);
  const value = predictWithGroups(placed, fit.beta, model, ranef(model, fit));
  const sums = Array.from({ length: rows.n }, (_, i) => effectSum(model, rows, i, groups));
  const fixed = jointVariances(
    model,
    fit,
    sums.map(({ x }) => ({ x, groups: [] })),
  );
  const known = jointVariances(
    model,
    fit,
    sums.map((sum) => ({ ...sum, x: null })),
  );
  const joint = jointVariances(model, fit, sums);
  const fresh = sums.map((_, i) => freshVariance(model, fit, rows, i, groups));
  return sums.map(({ x }, i) => ({
    population: population[i],
    value: value[i],
    x: Array.from(x!),
    fixed: fixed[i],
    known: known[i],
    joint: joint[i],
    fresh: fresh[i],
  }));
}

/** The rows with their groups as asked for. */
export function inGroups(rows: NewRows, model: LinearMixedModel, groups: readonly GroupOfRow[]): NewRows {
  const random = rows.random.map(({ Z }, term) => {
    const group = groups[model.factors.findIndex((factor) => factor.terms.some((one) => one.term === term))];
    return { Z, codes: new Int32Array(rows.n).fill(typeof group === 'number' ? group : -1) };
  });
  return { ...rows, random };
}

function effectSum(model: LinearMixedModel, rows: NewRows, i: number, groups: readonly GroupOfRow[]): EffectSum {
  const x = Array.from({ length: model.frame.p }, (_, j) => rows.X[j * rows.n + i]);
  const known = model.factors.flatMap(({ terms, k }, factor) => {
    const level = groups[factor];
    if (typeof level !== 'number') return [];
    const z = new Float64Array(k);
    for (const { term, first, size } of terms) z.set(rows.random[term].Z.subarray(i * size, (i + 1) * size), first);
    return [{ factor, level, z }];
  });
  return { x, groups: known };
}

/** Σ z'Σz over the terms of factors whose group is new. */
function freshVariance(model: LinearMixedModel, fit: MixedFit, rows: NewRows, i: number, groups: readonly GroupOfRow[]): number {
  const terms = model.factors.flatMap((factor, f) => (groups[f] === 'new' ? factor.terms : []));
  return terms.reduce((sum, { term, size }) => {
    const z = rows.random[term].Z.subarray(i * size, (i + 1) * size);
    const Sigma = termCovariance(model, fit, term);
    return sum + Sigma.reduce((total, row, a) => total + z[a] * row.reduce((inner, value, b) => inner + value * z[b], 0), 0);
  }, 0);
}

/** Value ± quantile × √variance; `df` null: normal. */
export function intervalAround(value: number, variance: number, df: number | null, coverage: number): [number, number] {
  const share = (1 + coverage) / 2;
  const reach = (df === null ? qnorm(share) : qt(share, df)) * Math.sqrt(variance);
  return [value - reach, value + reach];
}
