/**
 * A mixed model, fitted, with the quantities that everything else is made from.
 */
import type { CheckCancelled, Criterion, FitResult, OnProgress, ThetaEntry, VarCorrEntry } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import type { Rows } from '../inference/linearHypothesis.ts';
import {
  fit,
  fitAt,
  linearMixedModel,
  objective,
  stdErrors,
  thetaEntries,
  varCorr,
  vcovBeta,
  type Fit,
  type LinearMixedModel,
} from '../lmm/index.ts';

export interface MixedEstimates {
  readonly frame: ModelFrame;
  readonly model: LinearMixedModel;
  readonly fit: Fit;
  readonly criterion: Criterion;
  readonly beta: readonly number[];
  readonly vcov: Rows;
  readonly se: readonly number[];
  readonly sigma: number;
  readonly theta: readonly ThetaEntry[];
  readonly varCorr: readonly VarCorrEntry[];
  /** Restricted for a REML fit. */
  readonly logLik: number;
  /** −2 log-likelihood, unrestricted, at this theta. */
  readonly deviance: number;
  /** Fixed effects, theta and sigma. */
  readonly npar: number;
}

export interface EstimationHooks {
  /** Theta of a like model, to start near; the answer does not depend on it. */
  readonly near?: readonly ThetaEntry[];
  readonly onProgress?: OnProgress;
  readonly checkCancelled?: CheckCancelled;
}

/** @throws Failure 'lmm.…' where the model cannot be estimated; 'job.cancelled' from the hooks */
export function mixedEstimates(frame: ModelFrame, criterion: Criterion, hooks: EstimationHooks = {}): MixedEstimates {
  return estimatesOf(linearMixedModel(frame, hooks.checkCancelled), criterion, hooks);
}

/** As `mixedEstimates`, of a model that is built already; `start` is a theta near the optimum, such as that of the other criterion. */
export function estimatesOf(
  model: LinearMixedModel,
  criterion: Criterion,
  hooks: EstimationHooks,
  start?: readonly number[],
): MixedEstimates {
  return describeEstimates(model, fit(model, criterion, { ...hooks, start }));
}

/** The estimates of a fit whose theta is kept: nothing is searched. */
export function estimatesKept(model: LinearMixedModel, { criterion, theta, log }: FitResult): MixedEstimates {
  const kept = theta.map(({ value }) => value);
  return describeEstimates(model, fitAt(model, criterion, kept, log));
}

function describeEstimates(model: LinearMixedModel, fitted: Fit): MixedEstimates {
  const { frame } = model;
  const { criterion } = fitted;
  return {
    frame,
    model,
    fit: fitted,
    criterion,
    beta: fitted.beta,
    vcov: vcovBeta(fitted),
    se: stdErrors(fitted),
    sigma: fitted.sigma,
    theta: thetaEntries(model, fitted),
    varCorr: varCorr(model, fitted),
    logLik: -0.5 * fitted.criterionValue,
    deviance: criterion === 'ML' ? fitted.criterionValue : objective(model, fitted.theta, 'ML'),
    npar: frame.p + fitted.theta.length + 1,
  };
}
