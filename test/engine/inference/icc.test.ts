import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../engine/frame/index.ts';
import { groupVariances } from '../../../engine/inference/icc.ts';
import { fittedModel, specOf, tableOf } from '../../reference/models.ts';

const fitOf = (id: string) => fittedModel(id).fits[0];

describe('icc', () => {
  it('is each factor’s share of the total in nested and crossed models', () => {
    for (const id of ['pastes', 'penicillin']) {
      const { varCorr, icc } = fitOf(id);
      const total = varCorr.reduce((sum, { vcov }) => sum + vcov, 0);
      expect(icc.map(({ grp }) => grp)).toEqual(varCorr.slice(0, -1).map(({ grp }) => grp));
      icc.forEach(({ value }, index) => expect(value).toBeCloseTo(varCorr[index].vcov / total, 12));
    }
  });

  it('is residual once predictors are in', () => {
    expect(fitOf('exam-null').icc[0].residual).toBe(false);
    expect(fitOf('hsb-intercept').icc[0].residual).toBe(true);
  });

  it('averages the variance over the rows where slopes vary, and says so', () => {
    const fit = fitOf('sleep-slope');
    const { Days } = { Days: Array.from({ length: 10 }, (_, day) => day) };
    const [intercept, slope, covariance] = fit.varCorr.map(({ vcov }) => vcov);
    const average = Days.reduce((sum, day) => sum + intercept + 2 * day * covariance + day * day * slope, 0) / 10;
    expect(fit.icc[0].value).toBeCloseTo(average / (average + fit.sigma ** 2), 10);
    expect(fit.icc[0].at).toMatch(/averaged over the rows/);
    expect(fitOf('sleep-intercept').icc[0].at).toBeNull();
  });

  it('adds up the terms of one factor', () => {
    const fit = fitOf('sleep-uncorrelated');
    const [variance] = groupVariances(
      modelFrame(specOf('sleep-uncorrelated').formula, tableOf('sleep-uncorrelated')),
      fit.varCorr,
    );
    expect(variance).toBeCloseTo(fit.varCorr[0].vcov + 28.5 * fit.varCorr[1].vcov, 8);
  });
});
