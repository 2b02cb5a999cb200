import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { centralHessian } from '../optim/index.ts';
import { estimatesAt, factorAt } from './estimates.ts';
import type { Fit } from './fit.ts';
import { gradientByLambda } from './gradient.ts';
import type { Criterion } from '../contract/index.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { residualDf } from './objective.ts';
import { gradientByTheta } from './theta.ts';
import { vcovGradient } from './vcovGradient.ts';

/**
 * What degrees of freedom by Satterthwaite's method need, with respect to ϕ = (theta, sigma).
 *
 * @see Kuznetsova, Brockhoff & Christensen (2017), J. Stat. Softw. 82(13), §2.2; Giesbrecht & Burns (1985), Biometrics 41(2)
 */
export interface SatterthwaitePieces {
  /** Asymptotic covariance of ϕ: 2H⁻¹ for the Hessian H of the deviance; without directions in which the deviance is flat or falls. */
  readonly A: readonly (readonly number[])[];
  /** Derivative of vcov(beta) with respect to each of ϕ: p × p by rows. */
  readonly jacobian: readonly (readonly (readonly number[])[])[];
  readonly hessian: readonly (readonly number[])[];
  /** Number of eigenvalues that were left out for being too small or negative. */
  readonly lost: number;
}

/**
 * Eigenvalues of H at or below this do not count. lmerTest has the same limit for H as it is, so that its degrees of freedom are infinite
 * where the outcome is in small units; ours holds in units of σ and of the random effects' columns.
 */
const SMALLEST_EIGENVALUE = 1e-8;
/** Step of the differences, in natural units of each variable: the error is its square. */
const STEP = 1e-4;

export function satterthwaitePieces(
  model: LinearMixedModel,
  { theta, sigma, criterion }: Pick<Fit, 'theta' | 'sigma' | 'criterion'>,
): SatterthwaitePieces {
  const hessian = varParHessian(model, theta, sigma, criterion);
  const units = [...theta.map((_, i) => naturalUnit(model, i)), sigma];
  const { values, vectors } = symmetricEigen(hessian.map((row, i) => row.map((value, j) => value * units[i] * units[j])));
  const kept = values.map((_, k) => k).filter((k) => values[k] > SMALLEST_EIGENVALUE);
  const A = hessian.map((row, i) =>
    row.map((_, j) => kept.reduce((sum, k) => sum + (2 * units[i] * vectors[k][i] * (units[j] * vectors[k][j])) / values[k], 0)),
  );
  return { A, jacobian: vcovGradient(model, theta, sigma), hessian, lost: values.length - kept.length };
}

/** −2 log (restricted) likelihood as a function of theta and sigma, beta profiled out; constants in the weights left out. */
export function devianceOfVarPar(model: LinearMixedModel, theta: ArrayLike<number>, sigma: number, criterion: Criterion): number {
  const { logDetL, logDetRX, pwrss } = factorAt(model, theta);
  const df = residualDf(model, criterion);
  return logDetL + (criterion === 'REML' ? logDetRX : 0) + pwrss / sigma ** 2 + df * Math.log(2 * Math.PI * sigma ** 2);
}

/** Covariance of beta at theta and sigma, p × p by rows. */
export function vcovBetaAt(model: LinearMixedModel, theta: readonly number[], sigma: number): number[][] {
  return estimatesAt(model, theta, 'ML').unscaledVcov.map((row) => row.map((value) => sigma ** 2 * value));
}

/** Hessian of `devianceOfVarPar` from central differences of its exact gradient. */
function varParHessian(model: LinearMixedModel, theta: readonly number[], sigma: number, criterion: Criterion): number[][] {
  const m = theta.length;
  const steps = [...theta.map((value, i) => STEP * Math.max(Math.abs(value), naturalUnit(model, i))), STEP * sigma];
  const f = {
    size: m + 1,
    evaluate(x: Float64Array, gradient?: Float64Array): number {
      if (gradient !== undefined) varParGradient(model, x.subarray(0, m), x[m], criterion, gradient);
      return NaN;
    },
  };
  return centralHessian(f, Float64Array.from([...theta, sigma]), steps);
}

/** What one unit of standard theta is in the entry's own coordinates. */
function naturalUnit({ factors, places }: LinearMixedModel, i: number): number {
  const { factor, at } = places[i];
  const { k, fromStandard } = factors[factor];
  const row = Math.floor(at / k);
  return fromStandard[row * k + row];
}

function varParGradient(
  model: LinearMixedModel,
  theta: Float64Array,
  sigma: number,
  criterion: Criterion,
  into: Float64Array,
): void {
  const { pwrss } = factorAt(model, theta);
  gradientByLambda(model, criterion === 'REML' ? 1 : 0, pwrss / sigma ** 2);
  gradientByTheta(model.factors, model.places, model.numeric.byLambda, into);
  into[theta.length] = (2 * (residualDf(model, criterion) - pwrss / sigma ** 2)) / sigma;
}
