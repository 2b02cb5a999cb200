import type { Criterion, MachineSpeed } from '../contract/index.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import type { LeafPart } from './leafPart.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/** A machine of 2023 on one core; what is predicted for a machine that was not measured. */
export const usualSpeed: MachineSpeed = { dense: 2e10, scattered: 3.2e9, groups: 6e9, cells: 1.8e7 };

/** Seconds of one column of a leaf's level scattered into a panel, and of one panel's update, on the machine that `usualSpeed` speaks of. */
const SECONDS_A_ROW = 26e-9;
const SECONDS_AN_UPDATE = 60e-9;
/** Blocks that stay in plain TypeScript are slower than groups side by side by this much; each evaluation costs something besides. */
const PLAIN = 6;
const SECONDS_AN_EVALUATION = 5e-6;
/** A criterion and its gradient, in factorizations. */
const WITH_GRADIENT = 3;

/** Operations of one evaluation above which the optimum is not looked for again. */
export const AFFORDABLE = 2e8;

/** What fitting a model will take, known before it begins. */
export interface FitCost {
  /** Of one evaluation of criterion and gradient: multiplications, each with an addition. */
  readonly operations: number;
  readonly evaluations: number;
  readonly seconds: number;
  /** Of the factor and the products, the data not counted. */
  readonly bytes: number;
}

/** @param speed of the machine; a usual one where it was not measured */
export function fitCost(model: LinearMixedModel, criterion: Criterion = 'REML', speed: MachineSpeed = usualSpeed): FitCost {
  const evaluations = expectedEvaluations(model, criterion);
  return {
    operations: evaluationCost(model),
    evaluations,
    seconds: evaluations * evaluationSeconds(model, speed),
    bytes: 8 * storedNumbers(model),
  };
}

/** Seconds of one evaluation of criterion and gradient. */
export function evaluationSeconds({ leaf, plan, numeric }: LinearMixedModel, speed: MachineSpeed = usualSpeed): number {
  const own = leafCost(leaf, plan);
  if (plan.sparse === 0) {
    const slower = numeric.sweeps ? 1 : PLAIN;
    return SECONDS_AN_EVALUATION + (WITH_GRADIENT * slower * own) / speed.groups;
  }
  const slowness = usualSpeed.scattered / speed.scattered;
  const pieces = leaf.rows.length * SECONDS_A_ROW + plan.updates.source.length * SECONDS_AN_UPDATE;
  const factorization = plan.flops / speed.dense + own / speed.scattered + slowness * pieces;
  return SECONDS_AN_EVALUATION + WITH_GRADIENT * factorization;
}

/**
 * How often a fit evaluates criterion and gradient, counted on some fifteen models: the search, its Hessians, and, where that is not too dear,
 * the search from elsewhere that has to come back. Many parameters often end at zero variances, which are searched for from several starts.
 */
export function expectedEvaluations(model: LinearMixedModel, criterion: Criterion): number {
  const m = model.places.length;
  if (evaluationCost(model) > AFFORDABLE) return criterion === 'REML' ? 2 + 2 * m : 1 + 1.3 * m;
  const searched = 4 + m + 0.2 * m ** 3;
  return criterion === 'REML' ? searched : 0.6 * searched;
}

/** Multiplications of one evaluation of criterion and gradient; the gradient takes about two thirds of them. */
export function evaluationCost({ leaf, plan, factors }: LinearMixedModel): number {
  return WITH_GRADIENT * factorCost(leaf, plan) + factors.reduce((sum, { levels, k }) => sum + levels * k * k * plan.border, 0);
}

/** Multiplications of one factorization. */
export function factorCost(leaf: LeafPart, plan: SupernodalPlan): number {
  return plan.flops + leafCost(leaf, plan);
}

function leafCost({ k, levels, rowStart }: LeafPart, { border }: SupernodalPlan): number {
  let operations = 0;
  for (let g = 0; g < levels; g++) operations += k * (rowStart[g + 1] - rowStart[g] + border + k) ** 2;
  return operations;
}

function storedNumbers({ leaf, plan, factors, numeric }: LinearMixedModel): number {
  const products = factors.reduce((sum, { levels, k }) => sum + levels * k * (k + plan.border), 0);
  return (
    plan.offset[plan.panels] + numeric.work.update.length + numeric.work.product.length + 3 * leaf.cross.length + 2 * products
  );
}
