/**
 * A linear mixed model as the plain result that is kept, shown and compared: by the criterion asked for and, where that is REML, by maximum
 * likelihood too, for everything that compares models.
 */
import type { FitResult, ModelSpec } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { icc } from '../inference/icc.ts';
import { aic, bic, dic } from '../inference/information.ts';
import { explainedShares } from '../inference/rSquared.ts';
import { coefficientDf, satterthwaiteDf } from '../inference/satterthwaite.ts';
import { coefficientTests } from '../inference/wald.ts';
import { conditionalModes, fixedPredictor, linearMixedModel, ranef, residuals, satterthwaitePieces } from '../lmm/index.ts';
import { fiveNumbers } from '../stats/index.ts';
import { describeFrame } from './describeFrame.ts';
import { kenwardRogerTests } from './kenwardRoger.ts';
import { factorMeans, type FactorMargins } from './marginalMeans.ts';
import { estimatesOf, type EstimationHooks, type MixedEstimates } from './mixedEstimates.ts';
import { frameNotices } from './notices.ts';
import { profileOf } from './profile.ts';

/** @returns the fit asked for, then the maximum-likelihood fit where that is another */
export function fitMixed(
  frame: ModelFrame,
  spec: ModelSpec,
  frameMs: number,
  hooks: EstimationHooks,
  margins: readonly FactorMargins[] = [],
  model = linearMixedModel(frame, hooks.checkCancelled),
): FitResult[] {
  const began = performance.now();
  const described = describeFrame(frame, spec);
  const asked = estimatesOf(model, spec.criterion, hooks);
  const ml = asked.criterion === 'ML' ? asked : estimatesOf(model, 'ML', hooks, asked.fit.theta);
  const profile = profileOf(ml, described, hooks.checkCancelled);
  const fits = [...new Set([asked, ml])].map((estimates) => ({
    ...fitResult(estimates, described, ml.deviance, margins),
    profile,
  }));
  return fits.map((fit) => timed(fit, frameMs, frameMs + performance.now() - began));
}

/** `total` is what the person waits for: both fits and everything made from them. */
function timed(fit: FitResult, frame: number, total: number): FitResult {
  return { ...fit, log: { ...fit.log, ms: { frame, fit: fit.log.ms.fit, total } } };
}

function fitResult(
  estimates: MixedEstimates,
  described: ReturnType<typeof describeFrame>,
  devianceML: number,
  margins: readonly FactorMargins[],
): FitResult {
  const { frame, model, fit, criterion, beta, se, vcov, sigma, logLik, npar } = estimates;
  const pieces = satterthwaitePieces(model, fit);
  const df = coefficientDf(vcov, pieces);
  const kenwardRoger = kenwardRogerTests(estimates, described);
  return {
    method: 'lmm',
    ...described,
    criterion,
    beta,
    se,
    vcovBeta: vcov,
    tests: coefficientTests(frame.coefNames, beta, se, df),
    kenwardRoger: kenwardRoger.tests,
    marginalMeans: factorMeans(margins, { beta, vcov, dfOf: (l) => satterthwaiteDf(l, vcov, pieces) }),
    theta: estimates.theta,
    sigma,
    varCorr: estimates.varCorr,
    icc: icc(frame, estimates.varCorr, sigma),
    conditionalModes: conditionalModes(model, fit),
    criterionValue: fit.criterionValue,
    logLik,
    npar,
    AIC: aic(logLik, npar),
    BIC: bic(logLik, npar, frame.n),
    dfResidual: frame.n - npar,
    deviance: estimates.deviance,
    devianceML,
    DIC: dic(devianceML, fit.criterionValue),
    isSingular: fit.isSingular,
    scaledResiduals: fiveNumbers(scaledResiduals(estimates)),
    rSquared: null,
    explained: explainedShares(frame, fixedPredictor(model, fit), estimates.varCorr, sigma),
    log: fit.log,
    notices: [...fit.notices, ...frameNotices(frame), ...kenwardRoger.notices],
  };
}

/** Residuals over sigma, weighted where rows have weights. */
export function scaledResiduals({ model, fit, frame, sigma }: MixedEstimates): Float64Array {
  const { weights } = frame;
  return residuals(model, fit, ranef(model, fit)).map((e, i) => (e * Math.sqrt(weights?.[i] ?? 1)) / sigma);
}
