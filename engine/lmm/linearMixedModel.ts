import { failure } from '../contract/index.ts';
import type { CheckCancelled } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { isKernelModeChosen } from '../kernels/index.ts';
import { supernodalWork } from '../linalg/supernodalCholesky.ts';
import type { SupernodalWork } from '../linalg/supernodalCholesky.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import { compiledModel } from './compiledModel.ts';
import type { CompiledSweeps } from './compiledModel.ts';
import { factorCost } from './cost.ts';
import { levelProducts, pairProducts } from './crossProducts.ts';
import type { FactorRows, PairProducts } from './crossProducts.ts';
import { fixedPart } from './fixedPart.ts';
import type { FixedPart } from './fixedPart.ts';
import { leafPart } from './leafPart.ts';
import type { LeafPart } from './leafPart.ts';
import { planRest } from './planRest.ts';
import { standardFactors, standardRows } from './randomFactors.ts';
import type { RandomFactor, StandardFactor } from './randomFactors.ts';
import { restPart } from './restPart.ts';
import { rowPass } from './rowPass.ts';
import type { RowPass } from './rowPass.ts';
import type { RestNodes, RestPart } from './restPart.ts';
import { outcomeExplained } from '../text/fitNotices.ts';
import type { GroupSize } from '../text/fitNotices.ts';
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
  /** Compiled sweeps over these arrays; null where plain TypeScript runs. */
  readonly sweeps: CompiledSweeps | null;
}

/** How long the work arrays must be. */
export interface NumericSizes {
  /** k × k of each factor. */
  readonly byFactor: readonly number[];
  readonly leafL: number;
  readonly leafW: number;
  readonly leafBorder: number;
  readonly L: number;
  readonly localRow: number;
  readonly small: number;
  readonly borderY: number;
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
  const standard = standardFactors(frame);
  const factors = standard.map(({ factor }) => factor);
  const rowsOf = rowsOfFactors(frame, standard);
  const { fixed, products } = productsOfRows(frame, standard, rowsOf, checkCancelled);
  if (isExplained(fixed)) {
    throw failure('fit.outcome-explained', { outcome: frame.outcome }, outcomeExplained(frame.outcome));
  }
  const P = fixed.p + 1;
  const pairsOf = (f: number, h: number): PairProducts => pairProducts(rowsOf(f), rowsOf(h), checkCancelled);
  const leafAt = leafFactor(factors);
  const nodes = restNodes(factors, leafAt).map((node) => ({ ...node, products: products[node.factor] }));
  const neighbours = nodes.map((node) => ({ ...node, pairs: pairsOf(leafAt, node.factor) }));
  const { k, levels } = factors[leafAt];
  const plan = planRest(nodes, neighbours, levels, P, factors.map(sizeOf(frame)));
  const leaf = leafPart(leafAt, k, levels, products[leafAt], neighbours, plan);
  const rest = restPart(nodes, pairsOf, plan);
  const places = thetaPlaces(frame, factors);
  return { frame, fixed, factors, places, rest, ...withWorkArrays(factors, leaf, plan) };
}

function sizeOf({ groups }: ModelFrame): (factor: RandomFactor) => GroupSize {
  return ({ group, levels }) => ({ name: groups[group].name, levels });
}

/** A factor's rows, made when they are first asked for: products of pairs of levels need them. */
function rowsOfFactors(frame: ModelFrame, standard: readonly StandardFactor[]): (f: number) => FactorRows {
  const made: FactorRows[] = [];
  return (f) => {
    const { group, levels, k } = standard[f].factor;
    made[f] ??= { codes: frame.groups[group].codes, levels, k, Z: standardRows(frame, standard[f]) };
    return made[f];
  };
}

/** Rows times columns above which a pass with compiled kernels pays. */
const WORTH_PASSING = 20_000;

/** The fixed part, and every factor's products with itself and with [Q r]. */
function productsOfRows(
  frame: ModelFrame,
  standard: readonly StandardFactor[],
  rowsOf: (f: number) => FactorRows,
  checkCancelled: CheckCancelled,
): RowPass {
  const isWorth = isKernelModeChosen() || frame.n * (frame.p + 1) > WORTH_PASSING;
  const pass = isWorth ? rowPass(frame, standard, checkCancelled) : null;
  if (pass) return pass;
  const { fixed, columns } = fixedPart(frame);
  return { fixed, products: standard.map((_, f) => levelProducts(rowsOf(f), columns, fixed.p + 1, checkCancelled)) };
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

/** Multiplications of one factorization above which a memory of their own for compiled kernels pays. */
const WORTH_COMPILING = 50_000;

function withWorkArrays(
  factors: readonly RandomFactor[],
  leaf: LeafPart,
  plan: SupernodalPlan,
): Pick<LinearMixedModel, 'leaf' | 'plan' | 'numeric'> {
  const sizes = numericSizes(factors, leaf, plan);
  const isWorth = isKernelModeChosen() || factorCost(leaf, plan) > WORTH_COMPILING;
  const compiled = isWorth ? compiledModel(leaf, plan, sizes) : null;
  return compiled ?? { leaf, plan, numeric: numericArrays(sizes, plan) };
}

function numericSizes(factors: readonly RandomFactor[], leaf: LeafPart, plan: SupernodalPlan): NumericSizes {
  const { k, levels } = leaf;
  return {
    byFactor: factors.map((factor) => factor.k ** 2),
    leafL: levels * k * k,
    leafW: leaf.cross.length,
    leafBorder: levels * k * plan.border,
    L: plan.offset[plan.panels],
    localRow: plan.sparse + plan.border,
    small: Math.max(...factors.map((factor) => factor.k)) ** 2,
    borderY: k * plan.border,
  };
}

function numericArrays(sizes: NumericSizes, plan: SupernodalPlan): Numeric {
  const { byFactor, leafL, leafW, leafBorder, L, localRow, small, borderY } = sizes;
  return {
    lambda: byFactor.map((size) => new Float64Array(size)),
    leafL: new Float64Array(leafL),
    leafW: new Float64Array(leafW),
    leafBorder: new Float64Array(leafBorder),
    L: new Float64Array(L),
    work: supernodalWork(plan),
    localRow: new Int32Array(localRow),
    leafY: new Float64Array(leafW),
    byLambda: byFactor.map((size) => new Float64Array(size)),
    small: {
      M: new Float64Array(small),
      N: new Float64Array(small),
      T: new Float64Array(small),
      borderY: new Float64Array(borderY),
    },
    sweeps: null,
  };
}
