/**
 * Kenward and Roger's tests in linear mixed models fitted by REML: a covariance of β that allows for the estimation of V, and F tests
 * whose degrees of freedom and scale match the first two moments.
 *
 * @see Kenward & Roger (1997), Biometrics 53(3), 983–997; Halekoh & Højsgaard (2014), J. Stat. Softw. 59(9), whose limiting cases are taken here
 */
import { Matrix } from 'ml-matrix';
import type { CheckCancelled } from '../contract/index.ts';
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { factorAt, inverseFactor } from '../lmm/estimates.ts';
import type { Fit, LinearMixedModel } from '../lmm/index.ts';
import { covarianceMoments, type CovarianceMoments } from './covarianceMoments.ts';
import { directionsOf, sandwich, selecting, waldStatistic, type Rows } from './linearHypothesis.ts';

/** What the tests need of a fit with p coefficients and m covariance parameters (every variance and covariance, the residual's last). */
export interface KenwardRogerPieces {
  /** σ²(X'V⁻¹X)⁻¹, p × p. */
  readonly vcov: Rows;
  /** The adjusted covariance of β, p × p. */
  readonly adjusted: Rows;
  /** m × m: covariance of the covariance parameters, twice the inverse of their expected information. */
  readonly W: Rows;
  /** m matrices p × p: change of vcov with each parameter. */
  readonly jacobian: readonly Rows[];
}

export interface KenwardRogerF {
  /** Wald statistic by the adjusted covariance over its degrees of freedom, before scaling. */
  readonly unscaled: number;
  /** λ: the test's F is λ times `unscaled`. */
  readonly scale: number;
  readonly numDf: number;
  readonly denDf: number;
}

/** Directions in which the information is below this share of the parameters' own tell nothing of them. */
const NOTHING = 1e-10;

/**
 * @param fit a REML fit: the method rests on the restricted likelihood
 * @throws Failure 'job.cancelled' from `checkCancelled`, asked between sets of connected levels
 */
export function kenwardRogerPieces(
  model: LinearMixedModel,
  { theta, sigma }: Pick<Fit, 'theta' | 'sigma'>,
  checkCancelled?: CheckCancelled,
): KenwardRogerPieces {
  factorAt(model, theta);
  const Phi = covarianceOnQ(model);
  const moments = covarianceMoments(model, informationOnQ(model), checkCancelled);
  const W = covarianceOfParameters(moments, Phi);
  const adjusted = Matrix.add(
    Phi,
    Phi.mmul(biasOfInformation(moments, W, Phi))
      .mmul(Phi)
      .mul(2),
  );
  const { p, toNamed } = model.fixed;
  const N = new Matrix(Array.from({ length: p }, (_, i) => Array.from({ length: p }, (__, j) => sigma * toNamed[i + j * p])));
  const named = (M: Matrix): Rows => N.mmul(M).mmul(N.transpose()).to2DArray();
  return { vcov: named(Phi), adjusted: named(adjusted), W, jacobian: moments.P.map((P) => named(Phi.mmul(P).mmul(Phi))) };
}

/** Degrees of freedom of a t test of l'β. */
export function kenwardRogerDf(l: readonly number[], pieces: KenwardRogerPieces): number {
  return kenwardRogerScale([l], pieces).denDf;
}

/** Degrees of freedom and adjusted standard error of each coefficient's t test. */
export function kenwardRogerCoefficients(pieces: KenwardRogerPieces): { readonly df: number; readonly se: number }[] {
  const p = pieces.vcov.length;
  return pieces.adjusted.map((row, j) => ({ df: kenwardRogerDf(selecting([j], p)[0], pieces), se: Math.sqrt(row[j]) }));
}

/** F test of Lβ = 0; rows that repeat others do not count. */
export function kenwardRogerF(L: Rows, beta: ArrayLike<number>, pieces: KenwardRogerPieces): KenwardRogerF {
  const ofUnitVariance = L.map((l) => l.map((value) => value / Math.sqrt(sandwich([l], pieces.vcov)[0][0])));
  const { rows } = directionsOf(ofUnitVariance, beta, pieces.vcov);
  return { unscaled: waldStatistic(rows, beta, pieces.adjusted).chisq / rows.length, ...kenwardRogerScale(rows, pieces) };
}

/**
 * λ and the denominator's degrees of freedom, from the moments of the Wald statistic (Kenward & Roger 1997, eqs. 3–7). For a single row
 * they come to λ = 1 and 2/A₂.
 */
function kenwardRogerScale(L: Rows, pieces: KenwardRogerPieces): Pick<KenwardRogerF, 'scale' | 'numDf' | 'denDf'> {
  const q = L.length;
  const { A1, A2 } = traceSums(L, pieces);
  if (q === 1 || !(A2 > 0)) return { scale: 1, numDf: q, denDf: A2 > 0 ? 2 / A2 : Infinity };
  const B = (A1 + 6 * A2) / (2 * q);
  const g = ((q + 1) * A1 - (q + 4) * A2) / ((q + 2) * A2);
  const common = 3 * q + 2 * (1 - g);
  const numerator = cleared(1 + (g / common) * B);
  const middle = 1 - ((q - g) / common) * B;
  const last = 1 - ((q + 2 - g) / common) * B;
  const mean = 1 - A2 / q;
  const rho = (ratio(mean, middle) ** 2 * numerator) / last / q;
  const denDf = 4 + (q + 2) / (q * rho - 1);
  return { scale: Math.abs(denDf - 2) < 0.01 ? 1 : (denDf * mean) / (denDf - 2), numDf: q, denDf };
}

/** A₁ = Σ W_rs tr(T_r) tr(T_s) and A₂ = Σ W_rs tr(T_rT_s), T_r the change of LVL' with parameter r in units of LVL' itself. */
function traceSums(L: Rows, { vcov, W, jacobian }: KenwardRogerPieces): { A1: number; A2: number } {
  const inverse = new Matrix(inverseOf(sandwich(L, vcov)));
  const T = jacobian.map((derivative) => inverse.mmul(new Matrix(sandwich(L, derivative))));
  const traces = T.map((own) => own.trace());
  const sum = (term: (r: number, s: number) => number): number =>
    W.reduce((total, row, r) => total + row.reduce((part, weight, s) => part + weight * term(r, s), 0), 0);
  return { A1: sum((r, s) => traces[r] * traces[s]), A2: sum((r, s) => traceOfProduct(T[r], T[s])) };
}

/** Of a positive definite matrix. */
function inverseOf(M: Rows): number[][] {
  const { values, vectors } = symmetricEigen(M);
  return M.map((_, i) => M.map((__, j) => values.reduce((sum, value, k) => sum + (vectors[k][i] * vectors[k][j]) / value, 0)));
}

/** Both vanish together at some small designs, where the limit is 1. */
function ratio(x: number, y: number): number {
  return Math.abs(x) < 1e-14 && Math.abs(y) < 1e-14 ? 1 : x / y;
}

function cleared(value: number): number {
  return Math.abs(value) < 1e-10 ? 0 : value;
}

/** (Q'V⁻¹Q)⁻¹ in units of σ²; L must be fresh. */
function covarianceOnQ(model: LinearMixedModel): Matrix {
  const C = new Matrix(inverseFactor(model));
  return C.transpose().mmul(C);
}

/** Q'V⁻¹Q in units of 1/σ², from the corner of L. */
function informationOnQ({ plan, numeric, fixed: { p } }: LinearMixedModel): Matrix {
  const corner = plan.offset[plan.panels - 1];
  const LX = Matrix.zeros(p, p);
  for (let j = 0; j < p; j++) for (let i = j; i < p; i++) LX.set(i, j, numeric.L[corner + i + j * plan.border]);
  return LX.mmul(LX.transpose());
}

/** 2 I⁻¹, I_rs = K_rs − 2 tr(ΦQ_rs) + tr(ΦP_rΦP_s) the expected information under REML; nothing for what the data do not tell. */
function covarianceOfParameters({ P, Q, K }: CovarianceMoments, Phi: Matrix): number[][] {
  const PhiP = P.map((own) => Phi.mmul(own));
  const information = K.map((row, r) =>
    row.map((value, s) => value - 2 * traceOfProduct(Phi, Q[r][s]) + traceOfProduct(PhiP[r], PhiP[s])),
  );
  const unit = information.map((row, r) => (row[r] > NOTHING * Math.abs(K[r][r]) ? 1 / Math.sqrt(row[r]) : 0));
  const { values, vectors } = symmetricEigen(information.map((row, r) => row.map((value, s) => unit[r] * value * unit[s])));
  const kept = [...values.keys()].filter((k) => values[k] > NOTHING);
  return unit.map((one, r) =>
    unit.map((other, s) => kept.reduce((sum, k) => sum + (2 * one * other * vectors[k][r] * vectors[k][s]) / values[k], 0)),
  );
}

/** Σ W_rs (Q_rs − P_rΦP_s). */
function biasOfInformation({ P, Q }: CovarianceMoments, W: Rows, Phi: Matrix): Matrix {
  const sum = Matrix.zeros(Phi.rows, Phi.columns);
  W.forEach((row, r) => row.forEach((weight, s) => sum.add(Matrix.sub(Q[r][s], P[r].mmul(Phi).mmul(P[s])).mul(weight))));
  return Matrix.add(sum, sum.transpose()).mul(0.5);
}

function traceOfProduct(A: Matrix, B: Matrix): number {
  let sum = 0;
  for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.columns; j++) sum += A.get(i, j) * B.get(j, i);
  return sum;
}
