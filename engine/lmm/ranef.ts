import type { ConditionalModes } from '../contract/index.ts';
import { coefficientsOnQ, factorAt } from './estimates.ts';
import type { Fit } from './fit.ts';
import { invertL, levelInverse, multiplyBorder } from './invertL.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { copyDiagonal } from './smallBlocks.ts';
import { sphericalEffects, timesLambda } from './sphericalEffects.ts';

/** Conditional modes of one grouping factor: all its terms' columns in one table, as lme4's ranef has them. */
export interface GroupEffects {
  readonly group: string;
  readonly columns: readonly string[];
  readonly levels: readonly string[];
  /** levels × columns, row-major. */
  readonly values: Float64Array;
}

/** Conditional covariances Var(b | y) of one grouping factor at the estimated theta, sigma and beta. */
export interface GroupCovariances {
  readonly group: string;
  readonly columns: readonly string[];
  readonly levels: readonly string[];
  /** levels × columns × columns. */
  readonly values: Float64Array;
}

/** b, the modes of the random effects given the data, by grouping factor. */
export function ranef(model: LinearMixedModel, { theta }: Pick<Fit, 'theta'>): GroupEffects[] {
  factorAt(model, theta);
  const V = Float64Array.from([...coefficientsOnQ(model), -1]);
  const standard = timesLambda(model, sphericalEffects(model, V, 1), 1);
  return model.factors.map(({ group, columns, k, levels, fromStandard }, f) => {
    const values = new Float64Array(levels * k);
    for (let at = 0; at < values.length; at++) {
      const level = at - (at % k);
      for (let m = 0; m < k; m++) values[at] += model.fixed.scale * fromStandard[(at % k) * k + m] * standard[f][level + m];
    }
    return { group: model.frame.groups[group].name, columns, levels: model.frame.groups[group].levels, values };
  });
}

/**
 * σ²Λ(Λ'Z'DZΛ + I)⁻¹Λ', the diagonal block of each level.
 *
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), eq. 58
 */
export function condVar(model: LinearMixedModel, { theta, sigma }: Pick<Fit, 'theta' | 'sigma'>): GroupCovariances[] {
  factorAt(model, theta);
  clearCorner(model);
  invertL(model);
  return model.factors.map(({ group, columns, k, levels }, f) => {
    const values = new Float64Array(levels * k * k);
    const toNamed = scaledLambda(model, f, sigma);
    for (let level = 0; level < levels; level++) {
      inverseBlock(model, f, level);
      sandwich(toNamed, model.numeric.small.M, k, values, level * k * k);
    }
    return { group: model.frame.groups[group].name, columns, levels: model.frame.groups[group].levels, values };
  });
}

/** Modes with their conditional standard deviations, as the contract has them. */
export function conditionalModes(model: LinearMixedModel, fit: Pick<Fit, 'theta' | 'sigma'>): ConditionalModes[] {
  const effects = ranef(model, fit);
  const covariances = condVar(model, fit);
  return effects.map(({ group, columns, levels, values }, f) => {
    const k = columns.length;
    const row = (level: number): number[] => Array.from(values.subarray(level * k, (level + 1) * k));
    const sd = (level: number): number[] => columns.map((_, a) => Math.sqrt(covariances[f].values[(level * k + a) * k + a]));
    return { group, columns, levels, values: levels.map((_, level) => row(level)), sd: levels.map((_, level) => sd(level)) };
  });
}

/** No border: the inverse of the random part alone. */
function clearCorner({ plan, numeric }: LinearMixedModel): void {
  numeric.L.fill(0, plan.offset[plan.panels - 1]);
}

/** σT⁻¹λ, k × k: spherical to named effects. */
function scaledLambda({ factors, numeric }: LinearMixedModel, f: number, sigma: number): Float64Array {
  const { k, fromStandard } = factors[f];
  const product = new Float64Array(k * k);
  for (let r = 0; r < k; r++) {
    for (let m = 0; m < k; m++) {
      for (let c = 0; c < k; c++) product[r * k + c] += sigma * fromStandard[r * k + m] * numeric.lambda[f][m * k + c];
    }
  }
  return product;
}

/** The level's diagonal block of the inverse into `small.M`. */
function inverseBlock(model: LinearMixedModel, f: number, level: number): void {
  const { leaf, rest, numeric } = model;
  if (f === leaf.factor) {
    multiplyBorder(model, level);
    levelInverse(model, level);
  } else {
    const { diagonal, ld, k } = rest.factors.find(({ factor }) => factor === f)!;
    copyDiagonal(numeric.L, diagonal[level], ld[level], k, numeric.small.M);
  }
}

/** into[at…] = C M C'. */
function sandwich(C: Float64Array, M: Float64Array, k: number, into: Float64Array, at: number): void {
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) sum += C[r * k + i] * M[i * k + j] * C[c * k + j];
      into[at + r * k + c] = sum;
    }
  }
}
