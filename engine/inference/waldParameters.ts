/**
 * Wald intervals of standard deviations and correlations: the delta method on the logarithm of an SD and on Fisher's z of a correlation, the
 * scales on which their estimates are nearest to normal and intervals cannot leave the range.
 *
 * @see Pinheiro & Bates (2000), Mixed-Effects Models in S and S-PLUS, §2.4.3
 */
import type { LinearMixedModel } from '../lmm/index.ts';
import { qnorm } from '../stats/index.ts';
import { parameterNames, parameterValues, varParJacobian, type Estimated } from './parameters.ts';
import type { SatterthwaitePieces } from './satterthwaite.ts';

export interface ParameterInterval {
  /** As `parameterNames`. */
  readonly name: string;
  readonly estimate: number;
  /** null where there is none; `why` then says which of the two reasons. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly why: 'boundary' | 'not-identified' | null;
}

/** Diagonal entries of λ below this share count as none (lme4's rule of singular fits). */
const NOTHING = 1e-4;

/**
 * Intervals of every standard deviation and correlation, then σ, from the Hessian of the fit's own criterion.
 *
 * A term whose covariance matrix is singular has none: at the edge of what is possible its estimates are far from normal.
 *
 * @param pieces A: covariance of (theta, σ); `lost`: directions in which the criterion does not curve
 */
export function waldVarPars(
  model: LinearMixedModel,
  fit: Estimated,
  { A, lost }: Pick<SatterthwaitePieces, 'A'> & { readonly lost: number },
  coverage: number,
): ParameterInterval[] {
  const z = qnorm((1 + coverage) / 2);
  const names = parameterNames(model);
  const values = parameterValues(model, fit);
  const singular = singularTerms(model, fit.theta);
  return varParJacobian(model, fit).map((slopes, i) => {
    const [name, estimate, place] = [names[i], values[i], model.places.at(i)];
    const isTerm = i < model.places.length && place !== undefined;
    if (isTerm && singular.has(place.term)) return { name, estimate, lower: null, upper: null, why: 'boundary' };
    const se = Math.sqrt(quadratic(slopes, A));
    if (lost > singular.size || !(se > 0)) return { name, estimate, lower: null, upper: null, why: 'not-identified' };
    const isCorrelation = isTerm && place.row !== place.column;
    const [lower, upper] = isCorrelation ? correlationInterval(estimate, se, z) : sdInterval(estimate, se, z);
    return { name, estimate, lower, upper, why: null };
  });
}

function sdInterval(sd: number, se: number, z: number): [number, number] {
  const factor = Math.exp((z * se) / sd);
  return [sd / factor, sd * factor];
}

function correlationInterval(rho: number, se: number, z: number): [number, number] {
  const reach = (z * se) / (1 - rho ** 2);
  return [Math.tanh(Math.atanh(rho) - reach), Math.tanh(Math.atanh(rho) + reach)];
}

function singularTerms({ places }: LinearMixedModel, theta: readonly number[]): ReadonlySet<number> {
  return new Set(places.flatMap(({ term, row, column }, i) => (row === column && theta[i] < NOTHING ? [term] : [])));
}

function quadratic(g: readonly number[], A: readonly (readonly number[])[]): number {
  return A.reduce((sum, row, i) => sum + g[i] * row.reduce((inner, value, j) => inner + value * g[j], 0), 0);
}
