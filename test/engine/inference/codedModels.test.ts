import { describe, expect, it } from 'vitest';
import type { FactorContrast, FitResult } from '../../../engine/contract/index.ts';
import { expandFormula, parseFormula } from '../../../engine/formula/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { marginFamilies } from '../../../engine/inference/emmeans.ts';
import { run } from '../../../engine/run.ts';
import { sampleTable } from '../../reference/models.ts';

/** A model of Oats is one model however its factor is coded: only its coefficients say something else. */
const table = sampleTable('Oats', ['Block', 'Variety']);
const formula = 'yield ~ nitro * Variety + (1 | Block)';
const hooks = { onProgress: () => undefined, checkCancelled: () => undefined };

const codings: readonly (readonly [string, FactorContrast])[] = [
  ['another reference', { kind: 'treatment', reference: 'Victory' }],
  ['sum', 'sum'],
  ['Helmert', 'helmert'],
  ['polynomial', 'polynomial'],
  ['difference', 'difference'],
  ['custom', { kind: 'custom', comparisons: [{ name: ' V', weights: { Victory: 1, 'Golden Rain': -0.5, Marvellous: -0.5 } }] }],
];

function fitWith(contrast: FactorContrast): FitResult {
  return run({ kind: 'model', formula, criterion: 'REML', contrasts: { Variety: contrast } }, table, hooks).fits[0];
}

const usual = fitWith('treatment');

describe('under every coding of a factor', () => {
  it.each(codings)('the fit is the same: %s', (_, contrast) => {
    const fit = fitWith(contrast);
    expect(fit.sigma).toBeCloseTo(usual.sigma, 6);
    expect(fit.deviance).toBeCloseTo(usual.deviance, 6);
    expect(fit.factors).toEqual([{ name: 'Variety', levels: ['Golden Rain', 'Marvellous', 'Victory'], contrast }]);
  });

  it.each(codings)('the marginal means and their differences are the same: %s', (_, contrast) => {
    const [own, same] = [fitWith(contrast).marginalMeans![0], usual.marginalMeans![0]];
    own.means.forEach(({ level, estimate, se }, at) => {
      expect(level).toBe(same.means[at].level);
      expect(estimate).toBeCloseTo(same.means[at].estimate, 6);
      expect(se).toBeCloseTo(same.means[at].se, 6);
    });
    own.pairs.forEach(({ estimate }, at) => expect(estimate).toBeCloseTo(same.pairs[at].estimate, 6));
  });
});

describe('a coefficient says what its coding says', () => {
  const means = Object.fromEntries(
    run(
      { kind: 'model', formula: 'yield ~ Variety + (1 | Block)', criterion: 'REML' },
      table,
      hooks,
    ).fits[0].marginalMeans![0].means.map(({ level, estimate }) => [level, estimate]),
  );
  const beta = (contrast: FactorContrast) =>
    run(
      { kind: 'model', formula: 'yield ~ Variety + (1 | Block)', criterion: 'REML', contrasts: { Variety: contrast } },
      table,
      hooks,
    ).fits[0].beta;
  const [g, m, v] = ['Golden Rain', 'Marvellous', 'Victory'].map((level) => means[level]);

  it('a comparison of one’s own is that weighted sum of category means, whatever is left out', () => {
    const [, first] = beta({
      kind: 'custom',
      comparisons: [{ name: '', weights: { Victory: 1, 'Golden Rain': -0.5, Marvellous: -0.5 } }],
    });
    expect(first).toBeCloseTo(v - (g + m) / 2, 6);
  });

  it('comparisons that overlap keep their meaning', () => {
    const [intercept, first, second] = beta({
      kind: 'custom',
      comparisons: [
        { name: ' a', weights: { Marvellous: 1, 'Golden Rain': -1 } },
        { name: ' b', weights: { Victory: 1, 'Golden Rain': -1 } },
      ],
    });
    [first, second, intercept].forEach((value, at) => expect(value).toBeCloseTo([m - g, v - g, (g + m + v) / 3][at], 6));
  });

  it('a difference is a category minus the one before it', () => {
    const [intercept, first, second] = beta('difference');
    [first, second, intercept].forEach((value, at) => expect(value).toBeCloseTo([m - g, v - m, (g + m + v) / 3][at], 6));
  });

  it('a reference is what every other category is compared with', () => {
    const [intercept, first, second] = beta({ kind: 'treatment', reference: 'Marvellous' });
    [intercept, first, second].forEach((value, at) => expect(value).toBeCloseTo([m, g - m, v - m][at], 6));
  });
});

describe('predictors centred in groups', () => {
  it('are held at their own means for marginal means, and their groups are no predictor', () => {
    const hsb = sampleTable('hsb', ['School', 'Sector']);
    const expanded = expandFormula(
      parseFormula('MathAch ~ within(SES, School) + between(SES, School) + Sector'),
      hsb.columns.map(({ name }) => name),
    );
    const families = marginFamilies({ of: ['Sector'], by: [] }, expanded, modelFrame(expanded, hsb), hsb)!;
    expect(families[0].factors.map(({ name }) => name)).toEqual(['Sector']);
    const [catholic] = families[0].margins;
    expect(catholic.l!.map((weight) => Number(weight.toFixed(10)))).toEqual([1, 0, Number(meanSES(hsb).toFixed(10)), 0]);
  });

  function meanSES({ columns }: typeof table): number {
    const column = columns.find(({ name }) => name === 'SES') as { values: Float64Array };
    return column.values.reduce((sum, value) => sum + value, 0) / column.values.length;
  }
});
