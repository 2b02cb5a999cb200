import { kernelMode } from '../kernels/index.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import type { LeafPart } from './leafPart.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/** Operations a second of the kernels, compiled and plain, and evaluations a fit takes. */
const SPEED = { fused: 1e10, plain: 8e9, typescript: 4e9 };
const EVALUATIONS = 20;

/** What fitting a model will take, known before it begins. */
export interface FitCost {
  /** Of one evaluation of criterion and gradient: multiplications, each with an addition. */
  readonly operations: number;
  readonly seconds: number;
  /** Of the factor and the products, the data not counted. */
  readonly bytes: number;
}

export function fitCost(model: LinearMixedModel): FitCost {
  const operations = evaluationCost(model);
  return { operations, seconds: (operations * EVALUATIONS) / SPEED[kernelMode()], bytes: 8 * storedNumbers(model) };
}

/** Multiplications of one evaluation of criterion and gradient; the gradient takes about two thirds of them. */
export function evaluationCost({ leaf, plan, factors }: LinearMixedModel): number {
  return 3 * factorCost(leaf, plan) + factors.reduce((sum, { levels, k }) => sum + levels * k * k * plan.border, 0);
}

/** Multiplications of one factorization. */
export function factorCost({ k, levels, rowStart }: LeafPart, { flops, border }: SupernodalPlan): number {
  let operations = flops;
  for (let g = 0; g < levels; g++) operations += k * (rowStart[g + 1] - rowStart[g] + border + k) ** 2;
  return operations;
}

function storedNumbers({ leaf, plan, factors, numeric }: LinearMixedModel): number {
  const products = factors.reduce((sum, { levels, k }) => sum + levels * k * (k + plan.border), 0);
  return (
    plan.offset[plan.panels] + numeric.work.update.length + numeric.work.product.length + 3 * leaf.cross.length + 2 * products
  );
}
