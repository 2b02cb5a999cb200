import { failure } from '../contract/index.ts';
import type { CheckCancelled } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { supernodalWork } from '../linalg/supernodalCholesky.ts';
import type { SupernodalWork } from '../linalg/supernodalCholesky.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import { levelProducts, pairProducts } from './crossProducts.ts';
import type { PairProducts } from './crossProducts.ts';
import { fixedPart } from './fixedPart.ts';
import type { FixedPart } from './fixedPart.ts';
import { leafPart } from './leafPart.ts';
import type { LeafPart } from './leafPart.ts';
import { planRest } from './planRest.ts';
import { randomFactors } from './randomFactors.ts';
import type { RandomFactor } from './randomFactors.ts';
import { restPart } from './restPart.ts';
import type { RestNodes, RestPart } from './restPart.ts';
import { outcomeExplained } from '../text/fitNotices.ts';
import { thetaPlaces } from './theta.ts';
import type { ThetaPlace } from './theta.ts';

/**
 * y | b ~ N(Xβ + Zb + offset, σ²D⁻¹), b = Λ(θ)u, u ~ N(0, σ²I), D the prior weights.
 *
 * All that depends neither on theta nor on the criterion, and the arrays the criterion is computed in.
 */
export interface LinearMixedModel {
  readonly frame: ModelFrame;
  readonly fixed: FixedPart;
  readonly factors: readonly RandomFactor[];
  readonly places: readonly ThetaPlace[];
  readonly leaf: LeafPart;
  readonly rest: RestPart;
  readonly plan: SupernodalPlan;
  readonly numeric: Numeric;
}

/** Work arrays. The factor of Ω(θ) = [Λ'Z'DZΛ + I, ·; [Q r]'√DZΛ, [Q r]'[Q r]] = LL' is in `leafL`, `leafW`, `leafBorder` and `L`. */
export interface Numeric {
  /** λ of each factor in standard coordinates, k × k, row-major. */
  readonly lambda: readonly Float64Array[];
  readonly leafL: Float64Array;
  /** Rows of L below the leaf's blocks: rows of the rest × k, and levels × k × P for the border. */
  readonly leafW: Float64Array;
  readonly leafBorder: Float64Array;
  /** The supernodal part: rest and border. */
  readonly L: Float64Array;
  readonly work: SupernodalWork;
  /** Row within the panel at hand of each column of the supernodal part. */
  readonly localRow: Int32Array;
  /** S times the leaf's rows, filled panel by panel. */
  readonly leafY: Float64Array;
  /** Gradient with respect to each factor's λ. */
  readonly byLambda: readonly Float64Array[];
  readonly small: SmallWork;
}

/** k × k and P × k arrays for one block at a time. */
export interface SmallWork {
  readonly M: Float64Array;
  readonly N: Float64Array;
  readonly T: Float64Array;
  readonly borderY: Float64Array;
}

/** A residual below this share of the outcome's root mean square is rounding. */
const EXPLAINED = 1e-14;

const never: CheckCancelled = () => undefined;

/**
 * Build the model of a frame with at least one random term.
 *
 * @throws Failure 'fit.outcome-explained' when the least-squares residual is zero but for rounding, 'fit.too-large' when the factor would not
 *   fit into memory or take days
 */
export function linearMixedModel(frame: ModelFrame, checkCancelled: CheckCancelled = never): LinearMixedModel {
  const { fixed, columns } = fixedPart(frame);
  if (isExplained(fixed)) {
    throw failure('fit.outcome-explained', { outcome: frame.outcome }, outcomeExplained(frame.outcome));
  }
  const P = fixed.p + 1;
  const { factors, rows } = randomFactors(frame);
  const rowsOf = factors.map(({ group, levels, k }, f) => ({ codes: frame.groups[group].codes, levels, k, Z: rows[f] }));
  const products = rowsOf.map((factor) => levelProducts(factor, columns, P, checkCancelled));
  const pairsOf = (f: number, h: number): PairProducts => pairProducts(rowsOf[f], rowsOf[h], checkCancelled);
  const leafAt = leafFactor(factors);
  const nodes = restNodes(factors, leafAt).map((node) => ({ ...node, products: products[node.factor] }));
  const neighbours = nodes.map((node) => ({ ...node, pairs: pairsOf(leafAt, node.factor) }));
  const { k, levels } = factors[leafAt];
  const plan = planRest(nodes, neighbours, levels, P);
  const leaf = leafPart(leafAt, k, levels, products[leafAt], neighbours, plan);
  const rest = restPart(nodes, pairsOf, plan);
  const places = thetaPlaces(frame, factors);
  return { frame, fixed, factors, places, leaf, rest, plan, numeric: numericArrays(factors, leaf, plan) };
}

/** Whether the least-squares residual is nothing but rounding. */
export function isExplained({ scale, outcomeSize }: FixedPart): boolean {
  return !(scale > EXPLAINED * outcomeSize);
}

/** The factor with most random columns. */
function leafFactor(factors: readonly RandomFactor[]): number {
  const columns = factors.map(({ levels, k }) => levels * k);
  return columns.indexOf(Math.max(...columns));
}

function restNodes(factors: readonly RandomFactor[], leafAt: number): Omit<RestNodes, 'products'>[] {
  let firstNode = 0;
  return factors.flatMap(({ k, levels }, factor) => {
    if (factor === leafAt) return [];
    firstNode += levels;
    return [{ factor, k, levels, firstNode: firstNode - levels }];
  });
}

function numericArrays(factors: readonly RandomFactor[], leaf: LeafPart, plan: SupernodalPlan): Numeric {
  const { k, levels } = leaf;
  const widest = Math.max(...factors.map((factor) => factor.k));
  const square = (): Float64Array => new Float64Array(widest * widest);
  return {
    lambda: factors.map((factor) => new Float64Array(factor.k ** 2)),
    leafL: new Float64Array(levels * k * k),
    leafW: new Float64Array(leaf.cross.length),
    leafBorder: new Float64Array(levels * k * plan.border),
    L: new Float64Array(plan.offset[plan.panels]),
    work: supernodalWork(plan),
    localRow: new Int32Array(plan.sparse + plan.border),
    leafY: new Float64Array(leaf.cross.length),
    byLambda: factors.map((factor) => new Float64Array(factor.k ** 2)),
    small: { M: square(), N: square(), T: square(), borderY: new Float64Array(k * plan.border) },
  };
}
