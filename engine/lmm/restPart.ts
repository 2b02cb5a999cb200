import { panelHeight } from '../linalg/supernodalCholesky.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import type { LevelProducts, PairProducts } from './crossProducts.ts';

/**
 * The other grouping factors: one node for each level, and where their products with each other and with the border enter the
 * supernodal matrix.
 */
export interface RestPart {
  readonly factors: readonly RestFactor[];
  readonly pairs: readonly RestPair[];
}

export interface RestFactor {
  /** Index into the model's factors. */
  readonly factor: number;
  readonly k: number;
  readonly levels: number;
  readonly A: Float64Array;
  readonly B: Float64Array;
  /** Where each level's first diagonal entry stands in the panel values, and the panel's leading dimension. */
  readonly diagonal: Float64Array;
  readonly ld: Int32Array;
  /** Where each level's first border entry stands. */
  readonly border: Float64Array;
}

/** Blocks between levels of two factors: `row` gives the rows of the lower triangle, `column` the columns. */
export interface RestPair {
  readonly values: Float64Array;
  /** Sizes of a block in `values`: kRow × kColumn, unless `transposed`, when it is stored kColumn × kRow. */
  readonly row: number;
  readonly column: number;
  readonly kRow: number;
  readonly kColumn: number;
  readonly transposed: boolean;
  /** Index of each block in `values`, its first entry in the panel values, and the panel's leading dimension. */
  readonly block: Int32Array;
  readonly at: Float64Array;
  readonly ld: Int32Array;
}

/** A factor of the rest before the plan is known; its level l is node `firstNode` + l. */
export interface RestNodes {
  readonly factor: number;
  readonly k: number;
  readonly levels: number;
  readonly firstNode: number;
  readonly products: LevelProducts;
}

export function restFactor({ factor, k, levels, firstNode, products }: RestNodes, plan: SupernodalPlan): RestFactor {
  const diagonal = new Float64Array(levels);
  const border = new Float64Array(levels);
  const ld = new Int32Array(levels);
  for (let level = 0; level < levels; level++) {
    const column = plan.nodeColumn[firstNode + level];
    const J = plan.panelOf[column];
    ld[level] = panelHeight(plan, J);
    const within = column - plan.firstColumn[J];
    diagonal[level] = plan.offset[J] + within + within * ld[level];
    border[level] = plan.offset[J] + (ld[level] - plan.border) + within * ld[level];
  }
  return { factor, k, levels, ...products, diagonal, ld, border };
}

/** Split the pairs of f and h by which of the two comes first in the elimination order. */
export function restPairs(f: RestNodes, h: RestNodes, pairs: PairProducts, plan: SupernodalPlan): RestPair[] {
  const forward: number[][] = [];
  const backward: number[][] = [];
  for (let level = 0; level < f.levels; level++) {
    const column = plan.nodeColumn[f.firstNode + level];
    for (let pair = pairs.start[level]; pair < pairs.start[level + 1]; pair++) {
      const row = plan.nodeColumn[h.firstNode + pairs.level[pair]];
      if (row > column) forward.push([pair, row, column]);
      else backward.push([pair, column, row]);
    }
  }
  return [placedPair(h, f, false, forward, pairs, plan), placedPair(f, h, true, backward, pairs, plan)].filter(
    ({ block }) => block.length > 0,
  );
}

function placedPair(
  row: RestNodes,
  column: RestNodes,
  transposed: boolean,
  places: readonly number[][],
  pairs: PairProducts,
  plan: SupernodalPlan,
): RestPair {
  const panels = places.map(([, , first]) => plan.panelOf[first]);
  const ld = Int32Array.from(panels, (J) => panelHeight(plan, J));
  const at = places.map(([, rowColumn, first], i) => {
    const J = panels[i];
    return plan.offset[J] + rowWithin(plan, J, rowColumn) + (first - plan.firstColumn[J]) * ld[i];
  });
  const block = Int32Array.from(places, ([pair]) => pair);
  const { values } = pairs;
  const sizes = { row: row.factor, column: column.factor, kRow: row.k, kColumn: column.k };
  return { values, ...sizes, transposed, block, at: Float64Array.from(at), ld };
}

/** Position of a column of the matrix among the rows of panel J, by bisection. */
function rowWithin(plan: SupernodalPlan, J: number, column: number): number {
  let low = plan.rowStart[J];
  let high = plan.rowStart[J + 1] - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (plan.rows[middle] < column) low = middle + 1;
    else high = middle;
  }
  return low - plan.rowStart[J];
}
