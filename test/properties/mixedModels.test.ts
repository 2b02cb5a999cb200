import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../engine/contract/index.ts';
import type { ModelFrame } from '../../engine/frame/types.ts';
import * as lmm from '../../engine/lmm/index.ts';
import { awkwardDesign } from '../support/awkwardDesign.ts';
import { nelderMead } from '../support/nelderMead.ts';
import { randomDesign } from '../support/randomDesign.ts';
import type { MadeDesign } from '../support/randomDesign.ts';
import { seeded } from '../support/seeded.ts';

const intercept = [{ column: 0, sd: 1 }] as const;
const slope = [{ column: 0, sd: 1 }, { column: 1, sd: 0.5 }] as const; // prettier-ignore

const designs: Record<string, MadeDesign> = {
  'one factor': { seed: 31, n: 120, factors: [{ name: 'a', levels: 10, terms: [slope] }] },
  nested: { seed: 32, n: 200, factors: [{ name: 'a', levels: 8, terms: [slope] }, { name: 'b', levels: 24, terms: [intercept], within: 'a' }] },
  crossed: { seed: 33, n: 200, weighted: true, factors: [{ name: 'a', levels: 20, terms: [intercept] }, { name: 'b', levels: 9, terms: [slope] }] },
}; // prettier-ignore
const named = Object.entries(designs);

describe('a mixed model', () => {
  it.each(named)('does not depend on the order of rows and levels: %s', (_, design) => {
    const frame = randomDesign(design);
    const fit = fitted(frame);
    const other = fitted(shuffled(frame));
    expect(other.criterionValue).toBeCloseTo(fit.criterionValue, 8);
    near(other.theta, fit.theta, 1e-6);
    near(other.beta, fit.beta, 1e-7);
  });

  it.each(named)('moves only its intercept when a constant is added to the outcome: %s', (_, design) => {
    const frame = randomDesign(design);
    const fit = fitted(frame);
    const other = fitted({ ...frame, y: frame.y.map((value) => value + 1000) });
    near(other.beta, [fit.beta[0] + 1000, ...fit.beta.slice(1)], 1e-8);
    near(other.theta, fit.theta, 1e-6);
    expect(other.criterionValue).toBeCloseTo(fit.criterionValue, 7);
  });

  it.each(named)('takes an offset as part of the outcome: %s', (_, design) => {
    const frame = randomDesign(design);
    const random = seeded(5);
    const offset = frame.y.map(() => 10 * random.normal());
    const other = fitted({ ...frame, offset, y: frame.y.map((value, i) => value + offset[i]) });
    near(other.beta, fitted(frame).beta, 1e-7);
  });

  it.each(named)('scales with the outcome, its criterion by the known constant: %s', (_, design) => {
    const frame = randomDesign(design);
    const fit = fitted(frame);
    const other = fitted({ ...frame, y: frame.y.map((value) => 1e-6 * value) });
    near(other.theta, fit.theta, 1e-6);
    expect(other.sigma / fit.sigma).toBeCloseTo(1e-6, 12);
    expect(other.criterionValue - fit.criterionValue).toBeCloseTo(2 * (frame.n - frame.p) * Math.log(1e-6), 6);
  });

  it('keeps its digits with a predictor around 10⁷ and an outcome around 10⁶', () => {
    const frame = randomDesign(designs.crossed);
    const x = frame.X.subarray(frame.n, 2 * frame.n).map((value) => 1e7 + 3e5 * value);
    const X = frame.X.slice();
    X.set(x, frame.n);
    const random = frame.random.map((term) => (term.columns.includes('x') ? { ...term, Z: withColumn(term.Z, 1, x) } : term));
    const fit = fitted(frame);
    const other = fitted({ ...frame, X, random, y: frame.y.map((value) => 1e6 + value) });
    // The criterion of REML has log |X'X| in it, and so the scale of x.
    expect(other.criterionValue - fit.criterionValue).toBeCloseTo(2 * Math.log(3e5), 6);
    expect(other.sigma / fit.sigma - 1).toBeLessThan(1e-8);
    expect(other.beta[1] * 3e5).toBeCloseTo(fit.beta[1], 6);
    expect(lmm.stdErrors(other)[1] * 3e5).toBeCloseTo(lmm.stdErrors(fit)[1], 6);
  });

  it.each(named)('is ordinary regression at theta = 0: %s', (_, design) => {
    const { weights: _w, ...frame } = randomDesign(design);
    const model = lmm.linearMixedModel({ ...frame, weights: null });
    const { beta, sigma } = lmm.estimatesAt(model, model.places.map(() => 0), 'REML'); // prettier-ignore
    const residual = frame.y.map((value, i) => value - beta.reduce((sum, b, j) => sum + b * frame.X[j * frame.n + i], 0));
    for (let j = 0; j < frame.p; j++) expect(dot(residual, frame.X.subarray(j * frame.n, (j + 1) * frame.n))).toBeCloseTo(0, 8);
    expect(sigma ** 2).toBeCloseTo(dot(residual, residual) / (frame.n - frame.p), 8);
  });

  it.each(named)('has conditional modes that solve the penalized normal equations: %s', (_, design) => {
    const frame = randomDesign(design);
    const model = lmm.linearMixedModel(frame);
    const fit = lmm.fit(model, 'REML');
    const effects = lmm.ranef(model, fit);
    const residuals = lmm.residuals(model, fit, effects).map((value, i) => value * (frame.weights?.[i] ?? 1));
    for (let j = 0; j < frame.p; j++) expect(dot(residuals, frame.X.subarray(j * frame.n, (j + 1) * frame.n))).toBeCloseTo(0, 5);
    frame.random.forEach((term, t) => {
      const { codes, levels } = frame.groups[term.group];
      const S = term.columns.length;
      const G = lmm.termCovariance(model, fit, t);
      const b = effects[term.group].values;
      const score = levels.map(() => new Array<number>(S).fill(0));
      codes.forEach((level, i) =>
        score[level].forEach((__, a) => (score[level][a] += (term.Z[i * S + a] * residuals[i]) / fit.sigma ** 2)),
      );
      score.forEach((row, level) => G.forEach((g, a) => expect(dot(g, row)).toBeCloseTo(b[level * S + a], 6)));
    });
  });

  it.each(named)('has pieces for degrees of freedom that differences confirm: %s', (_, design) => {
    const model = lmm.linearMixedModel(randomDesign(design));
    const fit = lmm.fit(model, 'REML');
    const { A, jacobian, hessian } = lmm.satterthwaitePieces(model, fit);
    const at = [...fit.theta, fit.sigma];
    const deviance = (v: readonly number[]): number => lmm.devianceOfVarPar(model, v.slice(0, -1), v[v.length - 1], 'REML');
    const vcov = (v: readonly number[]): number[] => lmm.vcovBetaAt(model, v.slice(0, -1), v[v.length - 1]).flat();
    at.forEach((_value, i) => {
      const [ahead, behind] = [moved(at, i, 1e-4), moved(at, i, -1e-4)];
      const slopes = vcov(behind).map((value, e) => (vcov(ahead)[e] - value) / 2e-4);
      near(jacobian[i].flat(), slopes, 1e-5);
      expect((deviance(ahead) + deviance(behind) - 2 * deviance(at)) / 1e-8 / hessian[i][i]).toBeCloseTo(1, 2);
    });
    const product = A.map((row) => hessian.map((__, j) => row.reduce((sum, value, k) => sum + value * hessian[k][j], 0)));
    product.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 2 : 0, 6)));
  });
});

describe('awkward designs', () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed);

  it.each(seeds)('are fitted as low as a simplex gets, without an exception or a NaN: %i', (seed) => {
    const criterion: Criterion = seed % 2 === 0 ? 'REML' : 'ML';
    const model = lmm.linearMixedModel(randomDesign(awkwardDesign(seed)));
    const fit = lmm.fit(model, criterion);
    const modes = lmm.conditionalModes(model, fit).flatMap(({ values, sd }) => [...values.flat(), ...sd.flat()]);
    const { A } = lmm.satterthwaitePieces(model, fit);
    const numbers = [fit.criterionValue, fit.sigma, ...fit.theta, ...fit.beta, ...lmm.stdErrors(fit), ...modes, ...A.flat()];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(fit.log.converged).toBe(true);
    expect(fit.theta.every((value, i) => model.places[i].row !== model.places[i].column || value >= 0)).toBe(true);
    if (model.places.length > 6) return;
    const f = (theta: readonly number[]): number => lmm.objective(model, theta, criterion);
    const starts = [1, 0.1].map((size) => model.places.map(({ row, column }) => (row === column ? size : 0)));
    const lowest = Math.min(...[...starts, fit.theta].map((start) => nelderMead(f, start, 1500)));
    expect(fit.criterionValue).toBeLessThan(lowest + 1e-6);
  });

  it('end with a notice where the outcome does not vary within groups', () => {
    const frame = randomDesign({ seed: 3, n: 60, factors: [{ name: 'a', levels: 6, terms: [intercept] }] });
    const y = frame.y.map((_, i) => frame.groups[0].codes[i] + 1e-9 * frame.y[i]);
    const fit = fitted({ ...frame, y, X: frame.X.slice(0, frame.n), p: 1, coefNames: ['(Intercept)'] });
    expect(fit.notices.map(({ code }) => code)).toContain('fit.residual-vanishes');
  });

  it('are refused where the fixed effects reproduce the outcome', () => {
    const frame = randomDesign(designs.nested);
    const y = frame.X.subarray(frame.n, 2 * frame.n).map((value) => 3 + 2 * value);
    expect(() => lmm.linearMixedModel({ ...frame, y })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'fit.outcome-explained' }) }),
    );
  });

  it('say when two terms cannot be told apart, and only then', () => {
    const twice = randomDesign({ seed: 4, n: 80, factors: [{ name: 'a', levels: 8, terms: [intercept, intercept] }] });
    expect(fitted(twice).notices.map(({ code }) => code)).toEqual(['fit.not-identified']);
    for (const design of Object.values(designs)) expect(fitted(randomDesign(design)).notices).toEqual([]);
  });

  it('say which variance or correlation has collapsed', () => {
    const none = randomDesign({ seed: 10, n: 90, factors: [{ name: 'a', levels: 6, terms: [[{ column: 0, sd: 0 }]] }] });
    const fit = fitted(none);
    expect(fit.isSingular).toBe(true);
    expect(fit.theta).toEqual([0]);
    expect(fit.notices[0]).toMatchObject({
      code: 'fit.singular',
      details: { collapses: [{ kind: 'variance', group: 'a', columns: ['(Intercept)'] }] },
    });
  });
});

function fitted(frame: ModelFrame): lmm.Fit {
  return lmm.fit(lmm.linearMixedModel(frame), 'REML');
}

/** The same rows in another order, the levels numbered the other way round. */
function shuffled(frame: ModelFrame): ModelFrame {
  const random = seeded(99);
  const order = Array.from({ length: frame.n }, (_, i) => ({ i, key: random.uniform() })).sort((a, b) => a.key - b.key).map(({ i }) => i); // prettier-ignore
  const rows = (values: Float64Array, width = 1): Float64Array => Float64Array.from({ length: values.length }, (_, at) => values[order[Math.floor(at / width)] * width + (at % width)]); // prettier-ignore
  const X = new Float64Array(frame.X.length);
  for (let j = 0; j < frame.p; j++) X.set(rows(frame.X.subarray(j * frame.n, (j + 1) * frame.n)), j * frame.n);
  return {
    ...frame,
    X,
    y: rows(frame.y),
    weights: frame.weights && rows(frame.weights),
    groups: frame.groups.map((group) => ({
      ...group,
      levels: [...group.levels].reverse(),
      codes: Int32Array.from(order, (i) => group.levels.length - 1 - group.codes[i]),
    })),
    random: frame.random.map((term) => ({ ...term, Z: rows(term.Z, term.columns.length) })),
  };
}

function withColumn(Z: Float64Array, column: number, values: Float64Array): Float64Array {
  const size = Z.length / values.length;
  return Z.map((value, at) => (at % size === column ? values[Math.floor(at / size)] : value));
}

function moved(values: readonly number[], i: number, by: number): number[] {
  return values.map((value, j) => (j === i ? value + by : value));
}

function near(actual: readonly number[], expected: readonly number[], share: number): void {
  const size = Math.max(...expected.map(Math.abs), 1e-6);
  expect(Math.max(...expected.map((value, i) => Math.abs(actual[i] - value)))).toBeLessThan(share * size);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
