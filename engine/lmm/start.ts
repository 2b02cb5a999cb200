import type { LinearMixedModel } from './linearMixedModel.ts';
import type { LevelProducts } from './crossProducts.ts';
import type { ThetaPlace } from './theta.ts';

/** Starting values stay between these, in residual standard deviations. */
const SMALLEST = 0.2;
const LARGEST = 4;

/**
 * A first guess at theta in standard coordinates: each column's variance by equating the squares Σ_g (Z_g'r)² of the least-squares
 * residual to what they would be expected to be were that column the only random one; correlations 0.
 */
export function momentStart(model: LinearMixedModel): number[] {
  return model.places.map((place) => (place.row === place.column ? momentSd(model, place) : 0));
}

/** lme4's start, the identity for every λ; here in standard coordinates. */
export function unitStart(model: LinearMixedModel): number[] {
  return model.places.map(({ row, column }) => (row === column ? 1 : 0));
}

function momentSd(model: LinearMixedModel, { factor, at }: ThetaPlace): number {
  const { k, levels } = model.factors[factor];
  const { A, B } = productsOf(model, factor);
  const P = model.plan.border;
  const column = at % k;
  let squares = 0;
  let trace = 0;
  let traceOfSquare = 0;
  for (let level = 0; level < levels; level++) {
    squares += B[(level * k + column) * P + P - 1] ** 2;
    trace += A[level * k * k + at];
    traceOfSquare += A[level * k * k + at] ** 2;
  }
  const { n } = model.fixed;
  const variance = (squares - trace) / (traceOfSquare - trace ** 2 / n);
  const residual = 1 - (variance * trace) / n;
  if (!(variance > 0)) return SMALLEST;
  return Math.min(LARGEST, Math.max(SMALLEST, Math.sqrt(variance / Math.max(residual, 0.05))));
}

function productsOf({ leaf, rest }: LinearMixedModel, factor: number): LevelProducts {
  return leaf.factor === factor ? leaf : rest.factors.find((candidate) => candidate.factor === factor)!;
}
