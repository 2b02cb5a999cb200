import { describe, expect, it } from 'vitest';
import { checkStored } from '../../engine/index.ts';
import { evaluateAt } from '../../engine/lmm/index.ts';
import { modelFrame } from '../../engine/frame/index.ts';
import { likelihoodRatio } from '../../engine/inference/likelihoodRatio.ts';
import { expected, fittedModel, likelihoodRatios, modelIds, specOf, tableOf } from './models.ts';
import { agrees, linear, mixed, type Tolerance } from './tolerances.ts';

function expectClose(what: string, found: number, value: number, tolerance: Tolerance): void {
  expect(agrees(found, value, tolerance), `${what}: found ${found}, R says ${value}`).toBe(true);
}

function expectAll(what: string, found: readonly number[], values: readonly number[], tolerance: Tolerance): void {
  expect(found).toHaveLength(values.length);
  values.forEach((value, index) => expectClose(`${what}[${index}]`, found[index], value, tolerance));
}

const linearIds = modelIds.filter((id) => !expected[id].theta);
const mixedIds = modelIds.filter((id) => expected[id].theta);

describe.each(linearIds)('%s is what R’s lm gives', (id) => {
  const want = expected[id];
  const [fit] = fittedModel(id).fits;

  it('in coefficients and tests', () => {
    expect(fit.coefNames).toEqual(want.coefNames);
    expectAll('beta', fit.beta, want.beta, linear.beta);
    expectAll('se', fit.se, want.se, linear.se);
    expect(fit.tests.map(({ df }) => df)).toEqual(want.df);
    expectAll(
      'p',
      fit.tests.map(({ p }) => p),
      want.p,
      linear.p,
    );
  });

  it('in fit', () => {
    expectClose('sigma', fit.sigma, want.sigma, linear.sigma);
    for (const quantity of ['logLik', 'AIC', 'BIC'] as const) expectClose(quantity, fit[quantity], want[quantity], linear.logLik);
    expect(fit.npar).toBe(want.npar);
    expectClose('R²', fit.rSquared!.value, want.r2!, linear.rSquared);
    expectClose('adjusted R²', fit.rSquared!.adjusted, want.r2adjusted!, linear.rSquared);
    expectAll('F', [fit.rSquared!.F!.value, fit.rSquared!.F!.df1, fit.rSquared!.F!.df2], want.F!, linear.sigma);
    expectAll('residuals', fit.scaledResiduals, want.scaledResiduals, linear.scaledResiduals);
  });
});

describe.each(mixedIds)('%s is what lme4 and lmerTest give', (id) => {
  const want = expected[id];
  const [fit] = fittedModel(id).fits;

  it('in the criterion at a given theta', () => {
    const frame = modelFrame(specOf(id).formula, tableOf(id));
    expectClose('criterion', evaluateAt(frame, want.at!.theta, specOf(id).criterion), want.at!.criterion, mixed.criterionAt);
  });

  it('in the optimum', () => {
    expect(fit.theta.map(({ name }) => name)).toEqual(want.thetaNames);
    expectAll(
      'theta',
      fit.theta.map(({ value }) => value),
      want.theta!,
      mixed.theta,
    );
    expectClose('criterion', fit.criterionValue, want.criterionValue!, mixed.criterion);
    expectClose('ML deviance', fit.devianceML!, want.devianceML!, mixed.criterion);
    expectClose('DIC', fit.DIC!, want.DIC!, mixed.logLik);
    for (const quantity of ['logLik', 'AIC', 'BIC'] as const) expectClose(quantity, fit[quantity], want[quantity], mixed.logLik);
    expect(fit.npar).toBe(want.npar);
  });

  it('in fixed effects, standard errors, degrees of freedom and p', () => {
    expect(fit.coefNames).toEqual(want.coefNames);
    expectAll(
      'beta in se',
      fit.beta.map((beta, j) => beta / want.se[j]),
      want.beta.map((beta, j) => beta / want.se[j]),
      mixed.betaOfSe,
    );
    expectAll('se', fit.se, want.se, mixed.se);
    expectAll(
      'df',
      fit.tests.map(({ df }) => df!),
      want.df,
      mixed.df,
    );
    expectAll(
      'p',
      fit.tests.map(({ p }) => p),
      want.p,
      mixed.p,
    );
  });

  it('in variances, correlations, groups and modes', () => {
    expect(fit.varCorr.map(({ grp, var1, var2 }) => [grp, var1, var2])).toEqual(
      want.varCorr!.map(({ grp, var1, var2 }) => [grp, var1, var2]),
    );
    fit.varCorr.forEach(({ var2, sdcor }, index) =>
      expectClose('sdcor', sdcor!, want.varCorr![index].sdcor, var2 ? mixed.correlation : mixed.sd),
    );
    expectClose('sigma', fit.sigma, want.sigma, mixed.sigma);
    expect(Object.fromEntries(fit.groups.map(({ name, levels }) => [name, levels]))).toEqual(want.groups);
    const { levels, values } = fit.conditionalModes[0];
    expectAll('modes', values[levels.indexOf(want.firstLevel!)], Object.values(want.firstModes!), mixed.modes);
  });

  it('in scaled residuals', () => {
    expectAll('scaled residuals', fit.scaledResiduals, want.scaledResiduals, mixed.scaledResiduals);
  });

  it('is recognised when it comes back from the project', () => {
    const stored = JSON.parse(JSON.stringify(fit));
    expect(checkStored(stored, tableOf(id)).agrees).toBe(true);
    expect(checkStored({ ...stored, criterionValue: stored.criterionValue + 0.01 }, tableOf(id)).agrees).toBe(false);
  });
});

describe('likelihood-ratio tests agree with R’s anova', () => {
  it.each(likelihoodRatios)('$smaller in $larger', ({ smaller, larger, chisq, df, p }) => {
    const mlFit = (id: string) => fittedModel(id).fits.find(({ criterion }) => criterion === 'ML')!;
    const test = likelihoodRatio(mlFit(smaller), mlFit(larger));
    if (test.kind !== 'test') throw new Error(`no test: ${test.why}`);
    expectClose('χ²', test.chisq, chisq, { absolute: 4e-6 });
    expect(test.df).toBe(df);
    expectClose('p', test.p, p, { relative: 1e-5, absolute: 1e-12 });
  });
});
