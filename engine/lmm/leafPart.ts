import { countingSort } from '../linalg/supernodes.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import type { LevelProducts, PairProducts } from './crossProducts.ts';

/**
 * The grouping factor that is eliminated first, level by level: its levels share no rows, so each is a small block of its own.
 *
 * Level g has rows in the rest of the system wherever one of its observations belongs to a level of another factor;
 * rows[rowStart[g] … rowStart[g + 1]) are those columns of the rest, ascending, in blocks of one level each.
 */
export interface LeafPart {
  /** Index into the model's factors. */
  readonly factor: number;
  readonly k: number;
  readonly levels: number;
  readonly A: Float64Array;
  readonly B: Float64Array;
  readonly rowStart: Int32Array;
  /** Column of the rest of each row. */
  readonly rows: Int32Array;
  /** Z_h'DZ_leaf: rows × k. */
  readonly cross: Float64Array;
  /** Blocks of rows that belong to one level of another factor: their first row, their factor and its level. */
  readonly blockStart: Int32Array;
  readonly blockRow: Int32Array;
  readonly blockFactor: Int32Array;
  readonly blockLevel: Int32Array;
  readonly intoPanels: LeafUpdates;
}

/** Rows [first, last) of level `leaf` are columns of one panel; by panel. */
export interface LeafUpdates {
  readonly start: Int32Array;
  readonly leaf: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** What the leaf shares with one other factor; its level l is node `firstNode` + l of the rest. */
export interface LeafNeighbour {
  readonly factor: number;
  readonly k: number;
  readonly firstNode: number;
  readonly pairs: PairProducts;
}

export function leafPart(
  factor: number,
  k: number,
  levels: number,
  products: LevelProducts,
  neighbours: readonly LeafNeighbour[],
  plan: SupernodalPlan,
): LeafPart {
  const panel = leafRows(k, levels, neighbours, plan);
  return { factor, k, levels, ...products, ...panel, intoPanels: leafUpdates(panel.rowStart, panel.rows, levels, plan) };
}

type LeafRows = Pick<LeafPart, 'rowStart' | 'rows' | 'cross' | 'blockStart' | 'blockRow' | 'blockFactor' | 'blockLevel'>;

function leafRows(k: number, levels: number, neighbours: readonly LeafNeighbour[], plan: SupernodalPlan): LeafRows {
  const blocks = neighbours.reduce((sum, { pairs }) => sum + pairs.level.length, 0);
  const total = neighbours.reduce((sum, neighbour) => sum + neighbour.pairs.level.length * neighbour.k, 0);
  const made: LeafRows = {
    rowStart: new Int32Array(levels + 1),
    rows: new Int32Array(total),
    cross: new Float64Array(total * k),
    blockStart: new Int32Array(levels + 1),
    blockRow: new Int32Array(blocks + 1),
    blockFactor: new Int32Array(blocks),
    blockLevel: new Int32Array(blocks),
  };
  const found = blocksByColumn(levels, neighbours, plan);
  let row = 0;
  for (let g = 0, block = 0; g < levels; g++) {
    for (; block < found.start[g + 1]; block++) {
      const neighbour = neighbours[found.neighbour[block]];
      const pair = found.pair[block];
      const size = neighbour.k * k;
      made.blockRow[block] = row;
      made.blockLevel[block] = neighbour.pairs.level[pair];
      made.blockFactor[block] = neighbour.factor;
      const { values } = neighbour.pairs;
      for (let i = 0; i < size; i++) made.cross[row * k + i] = values[pair * size + i];
      for (let c = 0; c < neighbour.k; c++) made.rows[row++] = found.column[block] + c;
    }
    made.rowStart[g + 1] = row;
    made.blockStart[g + 1] = block;
  }
  made.blockRow[blocks] = row;
  return made;
}

/** Blocks of all levels, level by level, those of a level in the order of their columns of the rest. */
interface LeafBlocks {
  readonly start: Int32Array;
  /** Which of the neighbours, and which of its pairs. */
  readonly neighbour: Int32Array;
  readonly pair: Int32Array;
  readonly column: Int32Array;
}

/** Sorted by column first and then dealt out to the levels, both by counting. */
function blocksByColumn(levels: number, neighbours: readonly LeafNeighbour[], plan: SupernodalPlan): LeafBlocks {
  const count = neighbours.reduce((sum, { pairs }) => sum + pairs.level.length, 0);
  const [level, neighbour, pair, column] = Array.from({ length: 4 }, () => new Int32Array(count));
  let at = 0;
  neighbours.forEach(({ pairs, firstNode }, n) => {
    for (let g = 0; g < levels; g++) {
      for (let p = pairs.start[g]; p < pairs.start[g + 1]; p++) {
        level[at] = g;
        neighbour[at] = n;
        pair[at] = p;
        column[at++] = plan.nodeColumn[firstNode + pairs.level[p]];
      }
    }
  });
  const byColumn = countingSort(column, plan.sparse).order;
  const { start, order } = countingSort(byColumn.map((block) => level[block]), levels); // prettier-ignore
  const sorted = order.map((turn) => byColumn[turn]);
  const inOrder = (list: Int32Array): Int32Array => sorted.map((block) => list[block]);
  return { start, neighbour: inOrder(neighbour), pair: inOrder(pair), column: inOrder(column) };
}

function leafUpdates(rowStart: Int32Array, rows: Int32Array, levels: number, plan: SupernodalPlan): LeafUpdates {
  const found: { target: number[]; leaf: number[]; first: number[]; last: number[] } = {
    target: [],
    leaf: [],
    first: [],
    last: [],
  };
  for (let g = 0; g < levels; g++) {
    for (let at = rowStart[g]; at < rowStart[g + 1];) {
      const J = plan.panelOf[rows[at]];
      let end = at + 1;
      while (end < rowStart[g + 1] && plan.panelOf[rows[end]] === J) end++;
      found.target.push(J);
      found.leaf.push(g);
      found.first.push(at);
      found.last.push(end);
      at = end;
    }
  }
  const { start, order } = countingSort(found.target, plan.panels);
  const inOrder = (list: readonly number[]): Int32Array => order.map((entry) => list[entry]);
  return { start, leaf: inOrder(found.leaf), first: inOrder(found.first), last: inOrder(found.last) };
}
