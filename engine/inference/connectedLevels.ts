/**
 * Levels of grouping factors that share rows, directly or through other levels: between such sets nothing is correlated, so that whatever
 * is asked of Z'V⁻¹Z can be asked set by set. One factor: a set per level. Nested factors: a set per outermost level. Crossed: mostly one.
 *
 * @see Tarjan (1975), J. ACM 22(2), on joining sets
 */
import type { LinearMixedModel } from '../lmm/index.ts';

export interface ConnectedLevels {
  /** First column of each member level within the set, by factor; the columns of the model's leaf factor come first. */
  readonly firstColumns: readonly (readonly number[])[];
  /** Random columns of the set, m. */
  readonly size: number;
  /** Z'DZ: m × m, column-major. */
  readonly ZZ: Float64Array;
  /** Z'√DQ, Q the orthonormal fixed columns: m × p, column-major. */
  readonly ZQ: Float64Array;
}

/** Z_r'DZ_c of two levels of different factors: entry (i, j) is values[at + i · alongRow + j · alongColumn]. */
interface SharedBlock {
  readonly row: number;
  readonly column: number;
  readonly values: Float64Array;
  readonly at: number;
  readonly alongRow: number;
  readonly alongColumn: number;
}

/** A level: level `level` of factor `factor` is node first[factor] + level. */
interface Node {
  readonly factor: number;
  readonly level: number;
}

/** The sets one after another, so that only one is in memory. */
export function* connectedLevels(model: LinearMixedModel): Generator<ConnectedLevels> {
  const nodes = model.factors.flatMap(({ levels }, factor) =>
    Array.from({ length: levels }, (_, level): Node => ({ factor, level })),
  );
  const blocks = sharedBlocks(model);
  const setOf = joined(nodes.length, blocks);
  const blocksOfSet = groupedBy(blocks, ({ row }) => setOf(row));
  const isRest = (node: number): number => Number(nodes[node].factor !== model.leaf.factor);
  const leafFirst = [...nodes.keys()].sort((one, other) => isRest(one) - isRest(other));
  const nodesOfSet = groupedBy(leafFirst, setOf);
  for (const [set, members] of nodesOfSet) yield productsOf(model, members, nodes, blocksOfSet.get(set) ?? []);
}

function sharedBlocks(model: LinearMixedModel): SharedBlock[] {
  const { factors, leaf, rest } = model;
  const first = factors.map((_, f) => factors.slice(0, f).reduce((sum, { levels }) => sum + levels, 0));
  const blocks: SharedBlock[] = [];
  for (let g = 0; g < leaf.levels; g++) {
    for (let b = leaf.blockStart[g]; b < leaf.blockStart[g + 1]; b++) {
      const row = first[leaf.blockFactor[b]] + leaf.blockLevel[b];
      const column = first[leaf.factor] + g;
      blocks.push({ row, column, values: leaf.cross, at: leaf.blockRow[b] * leaf.k, alongRow: leaf.k, alongColumn: 1 });
    }
  }
  for (const pair of rest.pairs) {
    const [alongRow, alongColumn] = pair.transposed ? [1, pair.kRow] : [pair.kColumn, 1];
    pair.block.forEach((block, i) => {
      const row = first[pair.row] + pair.rowLevel[i];
      const column = first[pair.column] + pair.columnLevel[i];
      blocks.push({ row, column, values: pair.values, at: block * pair.kRow * pair.kColumn, alongRow, alongColumn });
    });
  }
  return blocks;
}

/** The set of each node, named by one of its members. */
function joined(nodes: number, blocks: readonly SharedBlock[]): (node: number) => number {
  const parent = Int32Array.from({ length: nodes }, (_, node) => node);
  const root = (node: number): number => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const { row, column } of blocks) parent[root(row)] = root(column);
  return root;
}

function groupedBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function productsOf(
  model: LinearMixedModel,
  members: readonly number[],
  nodes: readonly Node[],
  blocks: readonly SharedBlock[],
): ConnectedLevels {
  const { factors } = model;
  const columnOf = new Map<number, number>();
  const firstColumns = factors.map((): number[] => []);
  let size = 0;
  for (const node of members) {
    columnOf.set(node, size);
    firstColumns[nodes[node].factor].push(size);
    size += factors[nodes[node].factor].k;
  }
  const ZZ = new Float64Array(size * size);
  const ZQ = new Float64Array(size * model.fixed.p);
  for (const node of members) copyOwn(model, nodes[node], columnOf.get(node)!, size, ZZ, ZQ);
  for (const block of blocks) {
    const rows = factors[nodes[block.row].factor].k;
    const columns = factors[nodes[block.column].factor].k;
    copyShared(block, rows, columns, columnOf.get(block.row)!, columnOf.get(block.column)!, size, ZZ);
  }
  return { firstColumns, size, ZZ, ZQ };
}

function copyOwn(
  { leaf, rest, fixed, plan }: LinearMixedModel,
  { factor, level }: Node,
  first: number,
  size: number,
  ZZ: Float64Array,
  ZQ: Float64Array,
): void {
  const { k, A, B } = factor === leaf.factor ? leaf : rest.factors.find((candidate) => candidate.factor === factor)!;
  for (let a = 0; a < k; a++) {
    for (let c = 0; c < k; c++) ZZ[first + a + (first + c) * size] = A[(level * k + a) * k + c];
    for (let j = 0; j < fixed.p; j++) ZQ[first + a + j * size] = B[(level * k + a) * plan.border + j];
  }
}

function copyShared(
  { values, at, alongRow, alongColumn }: SharedBlock,
  rows: number,
  columns: number,
  row: number,
  column: number,
  size: number,
  ZZ: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[at + i * alongRow + j * alongColumn];
      ZZ[row + i + (column + j) * size] = value;
      ZZ[column + j + (row + i) * size] = value;
    }
  }
}
