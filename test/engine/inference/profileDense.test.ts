/**
 * Profile intervals against a search that shares nothing with the engine's.
 *
 * Jaws of 27 children at ages 8, 10, 12 and 14 (Potthoff & Roy 1964, Biometrika 51, 313–326). Ages being the same for all, β is least squares
 * whatever the variances, and −2 log L is 27 (log|V| + tr V⁻¹S) + 108 log 2π with S the mean cross product of residuals.
 */
import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../engine/frame/index.ts';
import { profileIntervals } from '../../../engine/inference/profile.ts';
import { fit, linearMixedModel } from '../../../engine/lmm/index.ts';
import { nelderMead } from '../../support/nelderMead.ts';

const AGES = [8, 10, 12, 14];
// prettier-ignore
const JAWS = [
  [26, 25, 29, 31], [21.5, 22.5, 23, 26.5], [23, 22.5, 24, 27.5], [25.5, 27.5, 26.5, 27], [20, 23.5, 22.5, 26],
  [24.5, 25.5, 27, 28.5], [22, 22, 24.5, 26.5], [24, 21.5, 24.5, 25.5], [23, 20.5, 31, 26], [27.5, 28, 31, 31.5],
  [23, 23, 23.5, 25], [21.5, 23.5, 24, 28], [17, 24.5, 26, 29.5], [22.5, 25.5, 25.5, 26], [23, 24.5, 26, 30],
  [22, 21.5, 23.5, 25], [21, 20, 21.5, 23], [21, 21.5, 24, 25.5], [20.5, 24, 24.5, 26], [23.5, 24.5, 25, 26.5],
  [21.5, 23, 22.5, 23.5], [20, 21, 21, 22.5], [21.5, 22.5, 23, 25], [23, 23, 23.5, 24], [20, 21, 22, 21.5],
  [16.5, 19, 19, 19.5], [24.5, 25, 28, 28],
];

describe('Profile intervals of jaws on age, intercepts and slopes by child', () => {
  const [, correlation, slope] = intervals();

  it('reach every correlation, as the intercepts may not vary at all', () => {
    expect([correlation.lower, correlation.upper]).toEqual([-1, 1]);
    expect(zetaOfSlope(slope.estimate, 0)).toBeLessThan(1.959964);
  });

  it('begin for the slope’s SD where everything else estimated anew raises the deviance by 1.96²', () => {
    expect(zetaOfSlope(slope.lower!)).toBeCloseTo(1.959964, 4);
    expect(zetaOfSlope(slope.upper!)).toBeCloseTo(1.959964, 4);
  });

  /** lme4's spline through the profile of the REML fit has the bound at 0.01056, of the ML fit at 0.006455; ζ at the former is 1.906. */
  it('are not where a spline through the profile may miss it', () => {
    expect(zetaOfSlope(0.0105642747902511)).toBeCloseTo(1.906, 2);
  });
});

function intervals() {
  const subject = { kind: 'factor', name: 'g', levels: JAWS.map((_, g) => `${g}`), scale: 'nominal' } as const;
  const codes = Int32Array.from(JAWS.flatMap((_, g) => AGES.map(() => g)));
  const columns = [
    { kind: 'number', name: 'y', values: Float64Array.from(JAWS.flat()) } as const,
    { kind: 'number', name: 'age', values: Float64Array.from(JAWS.flatMap(() => AGES)) } as const,
    { ...subject, codes },
  ];
  const model = linearMixedModel(modelFrame('y ~ age + (age | g)', { rows: codes.length, columns }));
  return profileIntervals(model, fit(model, 'ML')).slice(0, 3);
}

/** √ of what holding the slope's SD (and, if given, the intercept's) adds to the lowest deviance. */
function zetaOfSlope(sdSlope: number, sdIntercept?: number): number {
  const best = lowest(([a, r, s, b]) => deviance(Math.exp(a), Math.tanh(r), Math.exp(b), Math.exp(s)), [Math.log(0.2)]);
  const held =
    sdIntercept === undefined
      ? lowest(([a, r, s]) => deviance(Math.exp(a), Math.tanh(r), sdSlope, Math.exp(s)), [])
      : lowest(([, , s, b]) => deviance(sdIntercept, 0, Math.exp(b), Math.exp(s)), [Math.log(0.2)]);
  return Math.sqrt(held - best);
}

/** The lowest of searches from many starts; their variables are log SD, atanh of the correlation, log σ and what else is named. */
function lowest(f: (x: readonly number[]) => number, others: readonly number[]): number {
  const starts = [-0.9, -0.5, 0, 0.9].flatMap((r) => [0.1, 2].map((sd) => [Math.log(sd), Math.atanh(r), 0.3, ...others]));
  return Math.min(...starts.map((start) => nelderMead(f, start, 3000)));
}

function deviance(sdIntercept: number, rho: number, sdSlope: number, sigma: number): number {
  const between = rho * sdIntercept * sdSlope;
  const V = AGES.map((s, i) =>
    AGES.map((t, j) => sdIntercept ** 2 + between * (s + t) + sdSlope ** 2 * s * t + (i === j ? sigma ** 2 : 0)),
  );
  const own = residuals();
  let sum = own.length * Math.log(2 * Math.PI) * AGES.length;
  for (const child of own) sum += normalDeviance(V, child);
  return sum;
}

let kept: number[][] | undefined;

/** From the least-squares line. */
function residuals(): number[][] {
  const means = AGES.map((_, i) => JAWS.reduce((sum, child) => sum + child[i] / JAWS.length, 0));
  const mean = means.reduce((sum, value) => sum + value / 4, 0);
  const slope = AGES.reduce((sum, age, i) => sum + ((age - 11) * means[i]) / 20, 0);
  kept ??= JAWS.map((child) => child.map((value, i) => value - mean - slope * (AGES[i] - 11)));
  return kept;
}

/** log|V| + r'V⁻¹r by elimination. */
function normalDeviance(V: readonly (readonly number[])[], r: readonly number[]): number {
  const A = V.map((row, i) => [...row, r[i]]);
  let sum = 0;
  for (let k = 0; k < A.length; k++) {
    const pivot = A[k][k];
    sum += Math.log(pivot) + A[k][A.length] ** 2 / pivot;
    for (let i = k + 1; i < A.length; i++) {
      const share = A[i][k] / pivot;
      for (let j = k; j <= A.length; j++) A[i][j] -= share * A[k][j];
    }
  }
  return sum;
}
