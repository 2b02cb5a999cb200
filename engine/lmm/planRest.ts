import { failure } from '../contract/index.ts';
import type { FailureError } from '../contract/index.ts';
import { minimumDegreeOrder } from '../linalg/minimumDegree.ts';
import type { Cliques } from '../linalg/minimumDegree.ts';
import { planSupernodes } from '../linalg/supernodes.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import { modelTooLarge } from '../text/fitNotices.ts';
import type { GroupSize } from '../text/fitNotices.ts';
import type { LeafNeighbour } from './leafPart.ts';
import type { RestNodes } from './restPart.ts';

/** Entries of the factor (2.4 GB) and operations of one factorization (some minutes) beyond which a model is refused. */
const MOST_ENTRIES = 3e8;
const MOST_OPERATIONS = 2e12;
/** Operations a second, and factorizations a fit takes, gradients counted: for the guess that is told. */
const SPEED = 4e9;
const FACTORIZATIONS = 40;

/**
 * Order the rest: eliminating a level of the leaf joins all levels of other factors that it shares rows with.
 *
 * @throws Failure 'fit.too-large'
 */
export function planRest(
  nodes: readonly RestNodes[],
  neighbours: readonly LeafNeighbour[],
  levels: number,
  P: number,
  groups: readonly GroupSize[],
): SupernodalPlan {
  const widths = Int32Array.from(nodes.flatMap((node) => new Array<number>(node.levels).fill(node.k)));
  const order = minimumDegreeOrder(widths, leafCliques(neighbours, levels), MOST_ENTRIES);
  if (!Array.isArray(order)) throw tooLarge(groups, order.entries, denseOperations(order.entries));
  const plan = planSupernodes(order, widths, P);
  if (plan.flops > MOST_OPERATIONS) throw tooLarge(groups, plan.offset[plan.panels], plan.flops);
  return plan;
}

function leafCliques(neighbours: readonly LeafNeighbour[], levels: number): Cliques {
  const start = new Int32Array(levels + 1);
  const total = neighbours.reduce((sum, { pairs }) => sum + pairs.level.length, 0);
  const nodes = new Int32Array(total);
  let at = 0;
  for (let g = 0; g < levels; g++) {
    for (const { pairs, firstNode } of neighbours) {
      for (let pair = pairs.start[g]; pair < pairs.start[g + 1]; pair++) nodes[at++] = firstNode + pairs.level[pair];
    }
    start[g + 1] = at;
  }
  return { start, nodes };
}

function denseOperations(entries: number): number {
  return (2 * entries) ** 1.5 / 3;
}

function tooLarge(groups: readonly GroupSize[], entries: number, operations: number): FailureError {
  const gigabytes = (8 * entries) / 1e9;
  const hours = (operations * FACTORIZATIONS) / SPEED / 3600;
  return failure('fit.too-large', { groups, entries, operations, gigabytes, hours }, modelTooLarge(groups, gigabytes, hours));
}
