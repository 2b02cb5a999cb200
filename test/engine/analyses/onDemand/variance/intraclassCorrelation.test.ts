import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../../../engine/frame/index.ts';
import { meanProducts, relativeVariances, varianceShare } from '../../../../../engine/inference/varianceShares.ts';
import { fit, linearMixedModel, satterthwaitePieces } from '../../../../../engine/lmm/index.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/variance.json' with { type: 'json' };
import { askedOf } from '../../../../support/askedOf.ts';
import { handMadeFrame, ones } from '../../../../support/handMadeFrame.ts';
import { seeded } from '../../../../support/seeded.ts';

const hsb = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ 1 + (1 | School)').ask('icc-by-level');
const pastes = askedOf(sampleTable('Pastes', ['batch', 'cask', 'sample']), 'strength ~ 1 + (1 | batch/cask)').ask('icc-by-level');
const penicillinModel = askedOf(sampleTable('Penicillin', ['plate', 'sample']), 'diameter ~ 1 + (1 | plate) + (1 | sample)');
const penicillin = penicillinModel.ask('icc-by-level');
const sleep = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (Days | Subject)');

/** What is asked of R to the digits that its optimum has. */
const close = (found: number | null, wanted: number) => expect(Math.abs(found! - wanted)).toBeLessThan(2e-5);

describe('intraclass correlations', () => {
  it('are the share of the variance where there is one grouping factor', () => {
    close(hsb.number('variance-shares', 'School', 'value'), values.shares.hsb.value);
    close(hsb.number('row-correlations', 'School', 'value'), values.shares.hsb.value);
    close(hsb.number('variance-shares', 'Residual', 'value'), 1 - values.shares.hsb.value);
  });

  it('add up this level and those above it for groups within groups', () => {
    close(pastes.number('variance-shares', 'cask:batch', 'value'), values.shares.pastesCask.value);
    close(pastes.number('row-correlations', 'cask:batch', 'value'), values.shares.pastesSameCask.value);
    close(pastes.number('row-correlations', 'batch', 'value'), values.shares.pastesBatch.value);
    expect(pastes.table('row-correlations').rows.map(({ cells }) => cells.rows)).toEqual([
      'Same cask:batch',
      'Same batch, different cask:batch',
    ]);
  });

  it('have a row for each factor alone and for both where they are crossed', () => {
    close(penicillin.number('row-correlations', 'plate', 'value'), values.shares.penicillinPlate.value);
    close(penicillin.number('row-correlations', 'plate & sample', 'value'), values.shares.penicillinBoth.value);
    expect(penicillin.table('row-correlations').rows).toHaveLength(3);
  });

  it('are averaged over the rows with slopes, or taken where the person says', () => {
    const at = (choices: Record<string, string | number[] | null[]>) =>
      sleep.ask('icc-by-level', choices).number('variance-shares', 'Subject', 'value');
    close(at({}), values.shares.sleepAverage.value);
    close(at({ taken: 'at' }), values.shares.sleepMean.value);
    close(at({ taken: 'at', values: [3] }), values.shares.sleepThree.value);
    close(at({}), sleep.fit.icc[0].value);
  });

  it('say whether they are residual and at which value they were taken', () => {
    expect(hsb.table('variance-shares').title).toBe('Variance by level');
    const answer = sleep.ask('icc-by-level', { taken: 'at', values: [3] });
    expect(answer.table('row-correlations').title).toMatch(/Residual/);
    expect(answer.notes).toContain('Days = 3');
  });

  it('have intervals between 0 and 1 around them that widen with the coverage', () => {
    const [narrow, wide] = [80, 99].map((coverage) => penicillinModel.ask('icc-by-level', { coverage }));
    const limit = (answer: typeof narrow, side: string) => answer.number('row-correlations', 'plate & sample', side)!;
    expect(limit(wide, 'lower')).toBeLessThan(limit(narrow, 'lower'));
    expect(limit(wide, 'upper')).toBeGreaterThan(limit(narrow, 'upper'));
    expect(limit(wide, 'upper')).toBeLessThan(1);
  });

  it('have no interval where the variance is estimated as 0', () => {
    const table = sampleTable('Pastes', ['batch', 'cask', 'sample']);
    const answer = askedOf(table, 'strength ~ 1 + (1 | sample) + (1 | cask)').ask('icc-by-level');
    expect(answer.number('variance-shares', 'cask', 'value')).toBeCloseTo(0, 6);
    expect(answer.number('variance-shares', 'cask', 'lower')).toBeNull();
    expect(answer.number('variance-shares', 'sample', 'lower')).toBeGreaterThan(0);
  });

  it.each([
    ['hsb', ['School'], 'MathAch ~ 1 + (1 | School)', [0], values.shares.hsb],
    ['Pastes', ['batch', 'cask'], 'strength ~ 1 + (1 | batch/cask)', [0, 1], values.shares.pastesSameCask],
    ['Penicillin', ['plate', 'sample'], 'diameter ~ 1 + (1 | plate) + (1 | sample)', [0, 1], values.shares.penicillinBoth],
    ['sleepstudy', ['Subject'], 'Reaction ~ Days + (Days | Subject)', [0], values.shares.sleepAverage],
  ] as const)('have the standard errors of the delta method: %s', (file, factors, formula, groups, wanted) => {
    const model = linearMixedModel(modelFrame(formula, sampleTable(file, factors)));
    const fitted = fit(model, 'REML');
    const relative = relativeVariances(model, fitted.theta, model.frame.random.map(meanProducts));
    const { se } = varianceShare(relative, groups, satterthwaitePieces(model, fitted).A);
    expect(Math.abs(se / wanted.se - 1)).toBeLessThan(1e-3);
  });

  it('are the analysis-of-variance estimate in a balanced one-way design by REML', () => {
    for (const seed of [1, 2, 3]) {
      const { frame, icc } = oneWay(seed);
      const model = linearMixedModel(frame);
      const fitted = fit(model, 'REML');
      const { values: found } = relativeVariances(model, fitted.theta, [[[1]]]);
      expect(found[0] / (found[0] + 1)).toBeCloseTo(icc, 6);
    }
  });
});

describe('reliability of group means', () => {
  it('averages what Raudenbush and Bryk give for each group', () => {
    close(hsb.number('reliability', 'School', 'reliability'), values.reliability.mean);
    expect(hsb.number('reliability', 'School', 'harmonic')).toBeCloseTo(values.reliability.harmonic, 10);
  });

  it('equals ICC(2) where groups have one size', () => {
    const answer = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ 1 + (1 | Subject)').ask('icc-by-level');
    const [reliability, icc2] = ['reliability', 'icc2'].map((column) => answer.number('reliability', 'Subject', column)!);
    expect(reliability).toBeCloseTo(icc2, 12);
  });

  it('does not hold against groups what all of them share', () => {
    const { value } = values.shares.penicillinPlate;
    const residual = 1 - values.shares.penicillinBoth.value;
    close(penicillin.number('reliability', 'plate', 'reliability'), value / (value + residual / 6));
  });
});

/** 12 groups of 5 with their ICC by analysis of variance. */
function oneWay(seed: number) {
  const { normal } = seeded(seed);
  const [J, m] = [12, 5];
  const effects = Array.from({ length: J }, () => 2 * normal());
  const codes = Array.from({ length: J * m }, (_, i) => Math.floor(i / m));
  const y = codes.map((code) => effects[code] + normal());
  const means = effects.map((_, j) => y.slice(j * m, (j + 1) * m).reduce((sum, value) => sum + value, 0) / m);
  const grand = means.reduce((sum, value) => sum + value, 0) / J;
  const msb = (m * means.reduce((sum, value) => sum + (value - grand) ** 2, 0)) / (J - 1);
  const msw = y.reduce((sum, value, i) => sum + (value - means[codes[i]]) ** 2, 0) / (J * (m - 1));
  const fixed = { '(Intercept)': ones(J * m) };
  const frame = handMadeFrame({ y, fixed, groups: [{ name: 'g', codes }], random: [{ group: 'g', columns: fixed }] });
  return { frame, icc: (msb - msw) / (msb + (m - 1) * msw) };
}
