import { describe, expect, it } from 'vitest';
import { recoded, expandedOn, termsOfFrame } from '../../../engine/analyses/modelTerms.ts';
import type { ModelFrame } from '../../../engine/frame/types.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { typeIII } from '../../../engine/inference/contrasts.ts';
import { kenwardRogerCoefficients, kenwardRogerF, kenwardRogerPieces } from '../../../engine/inference/kenwardRoger.ts';
import { isKenwardRogerQuick } from '../../../engine/inference/kenwardRogerCost.ts';
import { selecting } from '../../../engine/inference/linearHypothesis.ts';
import { coefficientTests, fTestP } from '../../../engine/inference/wald.ts';
import * as lmm from '../../../engine/lmm/index.ts';
import { sampleTable } from '../../reference/models.ts';
import values from '../../reference/values/kenwardRoger.json' with { type: 'json' };
import { awkwardDesign } from '../../support/awkwardDesign.ts';
import { denseKenwardRoger } from '../../support/denseKenwardRoger.ts';
import { randomDesign, type MadeDesign } from '../../support/randomDesign.ts';

describe.each(values.models)('$formula, $subset', (want) => {
  const options = want.subset ? { subset: want.subset } : {};
  const table = sampleTable(want.file, want.factors);
  const frame = modelFrame(want.formula, table, options);
  const { pieces, beta } = tested(frame);

  it('has the adjusted covariance that pbkrtest gives', () => {
    near(pieces.adjusted.flat(), want.adjusted.flat(), 1e-5);
  });

  it('has lmerTest’s standard errors, degrees of freedom and p', () => {
    const rows = kenwardRogerCoefficients(pieces);
    const tests = coefficientTests(frame.coefNames, beta, rows.map(({ se }) => se), rows.map(({ df }) => df)); // prettier-ignore
    expect(frame.coefNames).toEqual(want.coefNames);
    tests.forEach(({ se, df, p }, j) => {
      close(se, want.se[j], 1e-5);
      close(df!, want.df[j], 1e-5);
      expect(Math.abs(p - want.p[j])).toBeLessThan(Math.max(1e-4 * want.p[j], 1e-12));
    });
  });

  it('has lmerTest’s F tests of type III', () => {
    const terms = termsOfFrame(expandedOn(want.formula, table), frame);
    const found = typeIII(frame, terms, recoded(want.formula, table, frame, options)).map((L) => kenwardRogerF(L, beta, pieces));
    expect(terms.map(({ label }) => label)).toEqual(want.terms);
    found.forEach(({ unscaled, scale, numDf, denDf }, index) => {
      close(scale * unscaled, want.F[index], 1e-5);
      expect(numDf).toBe(want.numDf[index]);
      close(denDf, want.denDf[index], 1e-5);
      close(fTestP(scale * unscaled, numDf, denDf), want.termP[index], 1e-4);
    });
  });

  it('has pbkrtest’s scaled F test of all coefficients together', () => {
    const columns = frame.coefNames.map((_, j) => j);
    const { unscaled, scale, numDf, denDf } = kenwardRogerF(selecting(columns, frame.p), beta, pieces);
    close(unscaled, want.together.unscaled, 1e-5);
    close(scale, want.together.scale, 1e-5);
    close(scale * unscaled, want.together.F, 1e-5);
    expect(numDf).toBe(want.together.numDf);
    close(denDf, want.together.denDf, 1e-5);
  });
});

const intercept = [{ column: 0, sd: 1 }] as const;
const slope = [{ column: 0, sd: 1 }, { column: 1, sd: 0.7 }] as const; // prettier-ignore

const designs: Record<string, MadeDesign> = {
  'one factor with weights': { seed: 51, n: 70, weighted: true, factors: [{ name: 'a', levels: 9, terms: [slope] }] },
  'uncorrelated terms': { seed: 52, n: 80, factors: [{ name: 'a', levels: 9, terms: [intercept, [{ column: 1, sd: 1 }]] }] },
  'nested with weights': { seed: 53, n: 90, weighted: true, factors: [{ name: 'a', levels: 6, terms: [slope] }, { name: 'b', levels: 18, terms: [intercept], within: 'a' }] },
  'crossed with weights': { seed: 54, n: 90, weighted: true, factors: [{ name: 'a', levels: 12, terms: [slope] }, { name: 'b', levels: 7, terms: [slope] }] },
  'three crossed factors': { seed: 55, n: 90, factors: [{ name: 'a', levels: 12, terms: [intercept] }, { name: 'b', levels: 7, terms: [slope] }, { name: 'c', levels: 5, terms: [intercept] }] },
}; // prettier-ignore

describe('Kenward–Roger tests without a matrix of n rows', () => {
  it.each(Object.entries(designs))('are those of the formulas with such matrices: %s', (_, design) => {
    const frame = randomDesign(design);
    const { model, fit, pieces } = tested(frame);
    const dense = denseKenwardRoger(frame, frame.random.map((__, t) => lmm.termCovariance(model, fit, t)), fit.sigma); // prettier-ignore
    near(pieces.adjusted.flat(), dense.adjusted.flat(), 1e-9);
    kenwardRogerCoefficients(pieces).forEach(({ df }, j) => close(df, dense.df[j], 1e-8));
  });

  it('are those of the formulas where a variance is zero', () => {
    const frame = randomDesign(designs['three crossed factors']);
    const model = lmm.linearMixedModel(frame);
    const theta = model.places.map(({ factor, row, column }) => (factor === 1 || row !== column ? 0 : 0.8));
    const { sigma } = lmm.estimatesAt(model, theta, 'REML');
    const pieces = kenwardRogerPieces(model, { theta, sigma });
    const dense = denseKenwardRoger(frame, frame.random.map((__, t) => lmm.termCovariance(model, { theta, sigma }, t)), sigma); // prettier-ignore
    near(pieces.adjusted.flat(), dense.adjusted.flat(), 1e-9);
    kenwardRogerCoefficients(pieces).forEach(({ df }, j) => close(df, dense.df[j], 1e-8));
  });

  it('do not depend on where a predictor is counted from, nor in which unit', () => {
    const frame = randomDesign(designs['crossed with weights']);
    const other = tested(moved(frame, (x) => 1e5 + 300 * x));
    const own = tested(frame);
    close(kenwardRogerCoefficients(other.pieces)[1].df, kenwardRogerCoefficients(own.pieces)[1].df, 1e-5);
    close(kenwardRogerCoefficients(other.pieces)[1].se * 300, kenwardRogerCoefficients(own.pieces)[1].se, 1e-6);
  });

  it('test several coefficients at once whatever their units', () => {
    const frame = randomDesign(designs['nested with weights']);
    const far = moved(frame, (x) => 1e-6 * x);
    const [one, other] = [frame, far].map((each) => {
      const { beta, pieces } = tested(each);
      return kenwardRogerF(selecting([1, 2], 3), beta, pieces);
    });
    expect(other.numDf).toBe(2);
    close(other.denDf, one.denDf, 1e-5);
    close(other.scale * other.unscaled, one.scale * one.unscaled, 1e-5);
  });

  it('pass over parameters that the data cannot tell apart', () => {
    const once = tested(randomDesign({ seed: 61, n: 60, factors: [{ name: 'a', levels: 8, terms: [intercept] }] }));
    const twice = tested(randomDesign({ seed: 61, n: 60, factors: [{ name: 'a', levels: 8, terms: [[{ column: 0, sd: 1 }], [{ column: 0, sd: 0 }]] }] })); // prettier-ignore
    const found = kenwardRogerCoefficients(twice.pieces);
    kenwardRogerCoefficients(once.pieces).forEach(({ df, se }, j) => {
      close(found[j].df, df, 1e-6);
      close(found[j].se, se, 1e-6);
    });
  });
});

describe('Kenward–Roger tests of awkward designs', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('have standard errors and degrees of freedom: %i', (seed) => {
    const { pieces } = tested(randomDesign(awkwardDesign(seed)));
    for (const { se, df } of kenwardRogerCoefficients(pieces)) expect(Math.min(se, df)).toBeGreaterThan(0);
  });
});

describe('the cost of Kenward–Roger tests', () => {
  const sizes = (groups: readonly [string, number, number][]) => ({
    groups: groups.map(([name, levels, level]) => ({ name, levels, level })),
    random: groups.map(([group]) => ({ group, columns: ['(Intercept)'] })),
    coefNames: ['(Intercept)', 'x'],
  });

  it('grows with the number of groups of one factor or of nested ones', () => {
    expect(isKenwardRogerQuick(sizes([['g', 2000, 2]]))).toBe(true);
    expect(isKenwardRogerQuick(sizes([['g', 1e6, 2]]))).toBe(false);
    expect(isKenwardRogerQuick(sizes([['b:a', 2000, 2], ['a', 100, 3]]))).toBe(true); // prettier-ignore
  });

  it('grows faster with crossed factors', () => {
    expect(isKenwardRogerQuick(sizes([['a', 200, 2], ['b', 40, 2]]))).toBe(true); // prettier-ignore
    expect(isKenwardRogerQuick(sizes([['a', 3000, 2], ['b', 1000, 2]]))).toBe(false); // prettier-ignore
  });
});

function tested(frame: ModelFrame) {
  const model = lmm.linearMixedModel(frame);
  const fit = lmm.fit(model, 'REML');
  return { model, fit, beta: fit.beta, pieces: kenwardRogerPieces(model, fit) };
}

/** x of a made-up design changed wherever it stands. */
function moved(frame: ModelFrame, change: (x: number) => number): ModelFrame {
  const X = frame.X.slice();
  for (let i = frame.n; i < 2 * frame.n; i++) X[i] = change(X[i]);
  const random = frame.random.map((term) => ({
    ...term,
    Z: term.Z.map((value, at) => (term.columns[at % term.columns.length] === 'x' ? change(value) : value)),
  }));
  return { ...frame, X, random };
}

function close(found: number, value: number, share: number): void {
  expect(Math.abs(found - value), `found ${found}, not ${value}`).toBeLessThanOrEqual(share * Math.abs(value));
}

/** To a share of the largest. */
function near(found: readonly number[], wanted: readonly number[], share: number): void {
  expect(found).toHaveLength(wanted.length);
  const size = Math.max(...wanted.map(Math.abs));
  expect(Math.max(...wanted.map((value, i) => Math.abs(found[i] - value)))).toBeLessThan(share * size);
}
