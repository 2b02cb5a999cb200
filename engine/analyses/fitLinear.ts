/**
 * A least-squares fit as the plain result that is kept, shown and compared.
 */
import type { FitLog, FitResult, ModelSpec } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { lm, rSquared, weightedResiduals, type LinearFit } from '../glm/lm.ts';
import { aic, bic } from '../inference/information.ts';
import { coefficientTests } from '../inference/wald.ts';
import { fiveNumbers } from '../stats/index.ts';
import { perfectFit } from '../text/notices.ts';
import { describeFrame } from './describeFrame.ts';
import { factorMeans, type FactorMargins } from './marginalMeans.ts';
import { frameNotices } from './notices.ts';

/** Residual sums of squares below this share of the outcome's own are rounding: the fit is exact. */
const EXACT = 1e-26;

export function fitLinear(
  frame: ModelFrame,
  spec: ModelSpec,
  frameMs: number,
  margins: readonly FactorMargins[] = [],
): FitResult {
  const start = performance.now();
  const fit = lm(frame);
  const vcovBeta = scaledRows(fit);
  const se = vcovBeta.map((row, j) => Math.sqrt(row[j]));
  const npar = fit.p + 1;
  return {
    method: 'lm',
    ...describeFrame(frame, spec),
    criterion: 'ML',
    beta: [...fit.beta],
    se,
    vcovBeta,
    tests: coefficientTests(
      frame.coefNames,
      fit.beta,
      se,
      frame.coefNames.map(() => fit.dfResidual),
    ),
    marginalMeans: factorMeans(margins, { beta: [...fit.beta], vcov: vcovBeta, dfOf: () => fit.dfResidual }),
    theta: [],
    sigma: fit.sigma,
    varCorr: [{ grp: 'Residual', var1: null, var2: null, vcov: fit.sigma ** 2, sdcor: fit.sigma }],
    icc: [],
    conditionalModes: [],
    criterionValue: -2 * fit.logLik,
    logLik: fit.logLik,
    npar,
    AIC: aic(fit.logLik, npar),
    BIC: bic(fit.logLik, npar, fit.n),
    dfResidual: fit.dfResidual,
    deviance: -2 * fit.logLik,
    devianceML: -2 * fit.logLik,
    DIC: null,
    isSingular: false,
    scaledResiduals: fiveNumbers(weightedResiduals(fit).map((e) => e / fit.sigma)),
    rSquared: rSquared(fit, frame),
    log: linearLog(frameMs, performance.now() - start),
    notices: [...(isExact(fit, frame) ? [perfectFit()] : []), ...frameNotices(frame)],
  };
}

function scaledRows({ p, sigma, unscaledCov }: LinearFit): number[][] {
  return Array.from({ length: p }, (_, a) => Array.from({ length: p }, (__, b) => sigma ** 2 * unscaledCov[a * p + b]));
}

function isExact(fit: LinearFit, frame: ModelFrame): boolean {
  return fit.dfResidual === 0 || fit.rss <= EXACT * frame.y.reduce((sum, y) => sum + y * y, 0);
}

function linearLog(frame: number, fit: number): FitLog {
  return {
    optimizer: 'QR',
    converged: true,
    message: 'exact',
    evaluations: 1,
    steps: [],
    gradient: 0,
    ms: { frame, fit, total: frame + fit },
  };
}
