import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../engine/contract/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { parameterNames, parameterValues, varParJacobian } from '../../../engine/inference/parameters.ts';
import { waldVarPars } from '../../../engine/inference/waldParameters.ts';
import { fit, linearMixedModel, satterthwaitePieces, varCorr } from '../../../engine/lmm/index.ts';
import { sampleTable } from '../../reference/models.ts';
import { handMadeFrame, ones } from '../../support/handMadeFrame.ts';
import { randomDesign } from '../../support/randomDesign.ts';

function intervals(formula: string, file: string, factors: readonly string[], criterion: Criterion) {
  const model = linearMixedModel(modelFrame(formula, sampleTable(file, factors)));
  const found = fit(model, criterion);
  return waldVarPars(model, found, satterthwaitePieces(model, found), 0.95);
}

describe('Wald intervals of standard deviations and correlations', () => {
  /** By the delta method from numDeriv's Hessian of lme4 1.1-31's criterion as a function of (theta, sigma). */
  it.each([
    {
      formula: 'Reaction ~ Days + (Days | Subject)',
      file: 'sleepstudy',
      factors: ['Subject'],
      criterion: 'REML',
      bounds: [
        [15.581529272, 39.283034264],
        [-0.5183928609, 0.607803394],
        [3.9182780401, 8.950784499],
        [22.800457979, 28.724907249],
      ],
    },
    {
      formula: 'Reaction ~ Days + (Days | Subject)',
      file: 'sleepstudy',
      factors: ['Subject'],
      criterion: 'ML',
      bounds: [
        [15.017089695, 37.6581136911],
        [-0.5055800238, 0.6167692833],
        [3.8054678208, 8.5882207269],
        [22.8004579335, 28.7249071704],
      ],
    },
    {
      formula: 'diameter ~ 1 + (1 | plate) + (1 | sample)',
      file: 'Penicillin',
      factors: ['plate', 'sample'],
      criterion: 'REML',
      bounds: [
        [0.6213660184, 1.1537617433],
        [1.0371107253, 3.5974163054],
        [0.4832539548, 0.6257899018],
      ],
    },
  ] as const)('are those of R ($file, $criterion)', ({ formula, file, factors, criterion, bounds }) => {
    const found = intervals(formula, file, factors, criterion);
    expect(found).toHaveLength(bounds.length);
    found.forEach(({ lower, upper }, i) => {
      expect(Math.abs(lower! - bounds[i][0])).toBeLessThan(2e-5 * (bounds[i][1] - bounds[i][0]));
      expect(Math.abs(upper! - bounds[i][1])).toBeLessThan(2e-5 * (bounds[i][1] - bounds[i][0]));
    });
  });

  it('are missing, with the reason, for a term whose variance is zero, and there for others', () => {
    const codes = Array.from({ length: 60 }, (_, i) => i % 6);
    const other = Array.from({ length: 60 }, (_, i) => Math.floor(i / 6));
    const y = codes.map((_, i) => 3 * Math.sin(1 + other[i] ** 2) + Math.cos(7 * i));
    const within = (values: readonly number[]) => {
      const means = codes.map((code) => values.filter((__, i) => codes[i] === code).reduce((a, b) => a + b, 0) / 10);
      return values.map((value, i) => value - means[i]);
    };
    const model = linearMixedModel(
      handMadeFrame({
        y: within(y),
        fixed: { '(Intercept)': ones(60) },
        groups: [
          { name: 'g', codes },
          { name: 'h', codes: other },
        ],
        random: [
          { group: 'g', columns: { '(Intercept)': ones(60) } },
          { group: 'h', columns: { '(Intercept)': ones(60) } },
        ],
      }),
    );
    const found = fit(model, 'REML');
    const byName = Object.fromEntries(
      waldVarPars(model, found, satterthwaitePieces(model, found), 0.95).map((interval) => [interval.name, interval]),
    );
    expect(byName['sd_(Intercept)|g']).toMatchObject({ lower: null, upper: null, why: 'boundary' });
    expect(byName['sd_(Intercept)|h']).toMatchObject({ why: null });
    expect(byName['sd_(Intercept)|h'].lower).toBeGreaterThan(0);
    expect(byName.sigma.why).toBeNull();
  });
});

describe('Parameters', () => {
  const model = linearMixedModel(
    randomDesign({
      seed: 4,
      n: 150,
      factors: [
        {
          name: 'g',
          levels: 15,
          terms: [
            [
              { column: 0, sd: 1 },
              { column: 1, sd: 0.6 },
              { column: 2, sd: 0.8 },
            ],
          ],
        },
        { name: 'h', levels: 6, terms: [[{ column: 0, sd: 1 }]] },
      ],
    }),
  );
  const theta = model.places.map(({ row, column }, i) => (row === column ? 0.8 + 0.1 * i : 0.3 - 0.1 * i));
  const at = { theta, sigma: 1.7, beta: [1, 2, 3] };

  it('are the standard deviations and correlations of the covariance matrices', () => {
    const entries = varCorr(model, at);
    const values = Object.fromEntries(parameterNames(model).map((name, i) => [name, parameterValues(model, at)[i]]));
    expect(values['sd_z|g']).toBeCloseTo(entries.find(({ var1, var2 }) => var1 === 'z' && var2 === null)!.sdcor!, 12);
    expect(values['cor_z.x|g']).toBeCloseTo(entries.find(({ var1, var2 }) => var1 === 'x' && var2 === 'z')!.sdcor!, 12);
    expect(values.sigma).toBe(1.7);
    expect(values.z).toBe(3);
  });

  it('have derivatives that agree with differences', () => {
    const jacobian = varParJacobian(model, at);
    const h = 1e-6;
    [...theta, 1.7].forEach((_, j) => {
      const moved = (step: number) =>
        parameterValues(model, {
          ...at,
          theta: theta.map((value, i) => (i === j ? value + step : value)),
          sigma: j === theta.length ? 1.7 + step : 1.7,
        });
      const [ahead, behind] = [moved(h), moved(-h)];
      jacobian.forEach((row, i) => expect(row[j]).toBeCloseTo((ahead[i] - behind[i]) / (2 * h), 8));
    });
  });
});
