import type { Supernode } from './minimumDegree.ts';

/**
 * Where the entries of a supernodal Cholesky factor stand: the symbolic half of the factorization, made once.
 *
 * The matrix has N columns in elimination order: the columns of the sparse part, then a dense border that every panel reaches.
 * A panel is a run of neighbouring columns with the same rows below them, kept as one dense column-major rectangle whose first
 * rows are its own columns.
 */
export interface SupernodalPlan {
  /** Columns of the sparse part, and of the border after it. */
  readonly sparse: number;
  readonly border: number;
  /** Number of panels; the last one is the border. */
  readonly panels: number;
  /** panels + 1 entries: first column of each panel. */
  readonly firstColumn: Int32Array;
  /** Panel of each column. */
  readonly panelOf: Int32Array;
  /** Rows of panel J, ascending, its own columns first: `rows[rowStart[J]] …`; their number is its leading dimension. */
  readonly rowStart: Int32Array;
  readonly rows: Int32Array;
  /** Where each panel's values start; the last entry is the length of the factor. */
  readonly offset: Float64Array;
  /** First column of each node of the sparse part. */
  readonly nodeColumn: Int32Array;
  readonly updates: PanelUpdates;
  /** Multiplications and additions of one factorization. */
  readonly flops: number;
}

/**
 * Which panels change which: rows [first, last) of panel `source` are columns of panel `target`. In the order of sources;
 * `byTarget` lists the same by target.
 */
export interface PanelUpdates {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly sourceStart: Int32Array;
  readonly targetStart: Int32Array;
  readonly byTarget: Int32Array;
}

/** Wider supernodes are cut, so that their upper triangles are not kept and products fit the cache. */
const PANEL_WIDTH = 128;

export function planSupernodes(order: readonly Supernode[], widths: Int32Array, border: number): SupernodalPlan {
  const merged = postordered(amalgamate(order, widths));
  const nodeColumn = numberColumns(merged, widths);
  const sparse = widths.reduce((sum, width) => sum + width, 0);
  const shapes = merged.flatMap((supernode) => panelShapes(supernode, widths, nodeColumn, sparse, border));
  shapes.push({ first: sparse, width: border, rows: range(sparse, sparse + border) });
  return layOut(shapes, sparse, border, nodeColumn);
}

interface TreeNode {
  own: number[];
  rows: readonly number[];
  columns: number;
  below: number;
  /** Entries kept that are zero whatever the values. */
  zeros: number;
  parent: number;
  readonly children: number[];
  merged: boolean;
}

/** Merge supernodes into their parents where that costs few zeros: fewer, wider panels are faster. */
function amalgamate(order: readonly Supernode[], widths: Int32Array): TreeNode[] {
  const tree = assemblyTree(order, widths);
  tree.forEach((node) => {
    for (const child of [...node.children].sort((i, j) => tree[j].columns - tree[i].columns))
      mergeIfCheap(tree, node, tree[child]);
  });
  return tree;
}

function assemblyTree(order: readonly Supernode[], widths: Int32Array): TreeNode[] {
  const turn = new Int32Array(widths.length);
  order.forEach((supernode, at) => supernode.own.forEach((node) => (turn[node] = at)));
  const total = (nodes: readonly number[]): number => nodes.reduce((sum, node) => sum + widths[node], 0);
  const tree = order.map(({ own, rows }): TreeNode => {
    const parent = rows.reduce((earliest, node) => Math.min(earliest, turn[node]), Infinity);
    return { own: [...own], rows, columns: total(own), below: total(rows), zeros: 0, parent, children: [], merged: false };
  });
  tree.forEach((node, at) => {
    if (node.parent === Infinity) node.parent = -1;
    else tree[node.parent].children.push(at);
  });
  return tree;
}

/** The zeros allowed shrink with the width, as in Chen, Davis, Hager & Rajamanickam (2008), ACM Trans. Math. Softw. 35(3). */
function mergeIfCheap(tree: TreeNode[], node: TreeNode, child: TreeNode): void {
  const columns = node.columns + child.columns;
  const zeros = node.zeros + child.zeros + child.columns * (node.columns + node.below - child.below);
  const entries = (columns * (columns + 1)) / 2 + columns * node.below;
  const share = zeros / entries;
  const cheap = columns <= 8 || (columns <= 24 && share < 0.8) || (columns <= 64 && share < 0.15) || share < 0.05;
  if (!cheap) return;
  node.own = child.own.concat(node.own);
  node.columns = columns;
  node.zeros = zeros;
  child.merged = true;
  for (const grandchild of child.children) {
    tree[grandchild].parent = child.parent;
    node.children.push(grandchild);
  }
}

/** Children before parents, each subtree together. */
function postordered(tree: TreeNode[]): TreeNode[] {
  const ordered: TreeNode[] = [];
  const stack = tree.filter((node) => node.parent < 0 && !node.merged).map((node) => ({ node, entered: false }));
  while (stack.length > 0) {
    const { node, entered } = stack.pop()!;
    if (entered) {
      ordered.push(node);
      continue;
    }
    stack.push({ node, entered: true });
    for (const child of node.children) if (!tree[child].merged) stack.push({ node: tree[child], entered: false });
  }
  return ordered;
}

function numberColumns(supernodes: readonly TreeNode[], widths: Int32Array): Int32Array {
  const nodeColumn = new Int32Array(widths.length);
  let column = 0;
  for (const { own } of supernodes) {
    for (const node of own) {
      nodeColumn[node] = column;
      column += widths[node];
    }
  }
  return nodeColumn;
}

interface PanelShape {
  readonly first: number;
  readonly width: number;
  readonly rows: Int32Array;
}

function panelShapes(
  supernode: TreeNode,
  widths: Int32Array,
  nodeColumn: Int32Array,
  sparse: number,
  border: number,
): PanelShape[] {
  const end = nodeColumn[supernode.own[0]] + supernode.columns;
  const below: number[] = [];
  for (const node of supernode.rows) for (let c = 0; c < widths[node]; c++) below.push(nodeColumn[node] + c);
  below.sort((i, j) => i - j);
  for (let j = 0; j < border; j++) below.push(sparse + j);
  const starts = panelStarts(supernode, widths, nodeColumn);
  return starts.map((first, cut) => {
    const rows = Int32Array.from([...range(first, end), ...below]);
    return { first, width: (starts[cut + 1] ?? end) - first, rows };
  });
}

/** First columns of the panels a supernode is cut into; the columns of a node stay together. */
function panelStarts(supernode: TreeNode, widths: Int32Array, nodeColumn: Int32Array): number[] {
  const starts: number[] = [];
  let filled = PANEL_WIDTH;
  for (const node of supernode.own) {
    if (filled >= PANEL_WIDTH) {
      starts.push(nodeColumn[node]);
      filled = 0;
    }
    filled += widths[node];
  }
  return starts;
}

function layOut(shapes: readonly PanelShape[], sparse: number, border: number, nodeColumn: Int32Array): SupernodalPlan {
  const panels = shapes.length;
  const firstColumn = new Int32Array(panels + 1).fill(sparse + border);
  const rowStart = new Int32Array(panels + 1);
  const offset = new Float64Array(panels + 1);
  const panelOf = new Int32Array(sparse + border);
  let flops = 0;
  shapes.forEach(({ first, width, rows }, J) => {
    firstColumn[J] = first;
    rowStart[J + 1] = rowStart[J] + rows.length;
    offset[J + 1] = offset[J] + rows.length * width;
    panelOf.fill(J, first, first + width);
    for (let c = 0; c < width; c++) flops += (rows.length - c) ** 2;
  });
  const rows = new Int32Array(rowStart[panels]);
  shapes.forEach((shape, J) => rows.set(shape.rows, rowStart[J]));
  const updates = panelUpdates(shapes, panelOf);
  return { sparse, border, panels, firstColumn, panelOf, rowStart, rows, offset, nodeColumn, updates, flops };
}

function panelUpdates(shapes: readonly PanelShape[], panelOf: Int32Array): PanelUpdates {
  const source: number[] = [];
  const target: number[] = [];
  const first: number[] = [];
  const last: number[] = [];
  shapes.forEach(({ width, rows }, J) => {
    for (let at = width; at < rows.length; at = last[last.length - 1]) {
      let end = at + 1;
      while (end < rows.length && panelOf[rows[end]] === panelOf[rows[at]]) end++;
      source.push(J);
      target.push(panelOf[rows[at]]);
      first.push(at);
      last.push(end);
    }
  });
  const sources = countingSort(source, shapes.length);
  const targets = countingSort(target, shapes.length);
  const lists = { source, target, first, last };
  return {
    source: Int32Array.from(lists.source),
    target: Int32Array.from(lists.target),
    first: Int32Array.from(lists.first),
    last: Int32Array.from(lists.last),
    sourceStart: sources.start,
    targetStart: targets.start,
    byTarget: targets.order,
  };
}

/** Indices of `keys` in the order of the keys, ties as they come; key v stands at `order[start[v]] … order[start[v + 1] − 1]`. */
export function countingSort(keys: ArrayLike<number>, count: number): { start: Int32Array; order: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < keys.length; i++) start[keys[i] + 1]++;
  for (let v = 0; v < count; v++) start[v + 1] += start[v];
  const next = start.slice(0, count);
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[keys[i]]++] = i;
  return { start, order };
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}
