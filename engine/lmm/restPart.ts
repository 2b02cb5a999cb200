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
  /** Column of the rest at which each level starts. */
  readonly nodeColumns: Int32Array;
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
  /** The levels each block joins. */
  readonly rowLevel: Int32Array;
  readonly columnLevel: Int32Array;
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

/** @param pairsOf products of two of the model's factors */
export function restPart(
  nodes: readonly RestNodes[],
  pairsOf: (f: number, h: number) => PairProducts,
  plan: SupernodalPlan,
): RestPart {
  const factors = nodes.map((node) => restFactor(node, plan));
  const pairs = nodes.flatMap((f, i) => nodes.slice(i + 1).flatMap((h) => restPairs(f, h, pairsOf(f.factor, h.factor), plan)));
  return { factors, pairs };
}

function restFactor({ factor, k, levels, firstNode, products }: RestNodes, plan: SupernodalPlan): RestFactor {
  const diagonal = new Float64Array(levels);
  const border = new Float64Array(levels);
  const ld = new Int32Array(levels);
  const nodeColumns = plan.nodeColumn.slice(firstNode, firstNode + levels);
  for (let level = 0; level < levels; level++) {
    const column = nodeColumns[level];
    const J = plan.panelOf[column];
    ld[level] = panelHeight(plan, J);
    const within = column - plan.firstColumn[J];
    diagonal[level] = plan.offset[J] + within + within * ld[level];
    border[level] = plan.offset[J] + (ld[level] - plan.border) + within * ld[level];
  }
  return { factor, k, levels, ...products, nodeColumns, diagonal, ld, border };
}

/** Split the pairs of f and h by which of the two comes first in the elimination order. */
function restPairs(f: RestNodes, h: RestNodes, pairs: PairProducts, plan: SupernodalPlan): RestPair[] {
  const forward: PairPlace[] = [];
  const backward: PairPlace[] = [];
  for (let level = 0; level < f.levels; level++) {
    for (let block = pairs.start[level]; block < pairs.start[level + 1]; block++) {
      const other = pairs.level[block];
      const isForward = plan.nodeColumn[h.firstNode + other] > plan.nodeColumn[f.firstNode + level];
      if (isForward) forward.push({ block, rowLevel: other, columnLevel: level });
      else backward.push({ block, rowLevel: level, columnLevel: other });
    }
  }
  const placed = [placedPair(h, f, false, forward, pairs, plan), placedPair(f, h, true, backward, pairs, plan)];
  return placed.filter(({ block }) => block.length > 0);
}

interface PairPlace {
  readonly block: number;
  readonly rowLevel: number;
  readonly columnLevel: number;
}

function placedPair(
  row: RestNodes,
  column: RestNodes,
  transposed: boolean,
  places: readonly PairPlace[],
  { values }: PairProducts,
  plan: SupernodalPlan,
): RestPair {
  const columns = places.map(({ columnLevel }) => plan.nodeColumn[column.firstNode + columnLevel]);
  const ld = Int32Array.from(columns, (first) => panelHeight(plan, plan.panelOf[first]));
  const at = Float64Array.from(places, ({ rowLevel }, i) => {
    const J = plan.panelOf[columns[i]];
    const within = rowWithin(plan, J, plan.nodeColumn[row.firstNode + rowLevel]);
    return plan.offset[J] + within + (columns[i] - plan.firstColumn[J]) * ld[i];
  });
  const list = (pick: (place: PairPlace) => number): Int32Array => Int32Array.from(places, pick);
  return {
    values,
    row: row.factor,
    column: column.factor,
    kRow: row.k,
    kColumn: column.k,
    transposed,
    rowLevel: list(({ rowLevel }) => rowLevel),
    columnLevel: list(({ columnLevel }) => columnLevel),
    block: list(({ block }) => block),
    at,
    ld,
  };
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
