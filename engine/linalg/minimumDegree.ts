/**
 * A fill-reducing order for a symmetric sparse matrix that is a sum of cliques: its rows and columns are grouped into nodes, and each
 * clique is a set of nodes whose mutual blocks are all non-zero.
 *
 * Works on the quotient graph throughout: a clique of the input is an element that was there before anything was eliminated, so
 * edges are never written out. Approximate degrees, element absorption, mass elimination and indistinguishable nodes follow
 * Amestoy, Davis & Duff (1996), SIAM J. Matrix Anal. Appl. 17(4).
 */

/** Cliques as lists of nodes: clique c is `nodes[start[c]] … nodes[start[c + 1] − 1]`, without repetitions. */
export interface Cliques {
  readonly start: Int32Array;
  readonly nodes: Int32Array;
}

const LONG_CLIQUE = 64;

/** Nodes eliminated together, and the later nodes they are connected with then. */
export interface Supernode {
  readonly own: readonly number[];
  readonly rows: readonly number[];
}

/**
 * @param widths columns of each node
 * @param mostEntries entries of the factor beyond which ordering is given up
 * @returns the supernodes in elimination order; when given up, a guess at the entries there would be, the rest being taken as dense
 */
export function minimumDegreeOrder(
  widths: Int32Array,
  cliques: Cliques,
  mostEntries = Infinity,
): Supernode[] | { readonly entries: number } {
  const graph = quotientGraph(widths, cliques);
  const queue = degreeQueue(graph);
  const total = (nodes: readonly number[]): number => nodes.reduce((sum, node) => sum + widths[node], 0);
  const order: Supernode[] = [];
  let entries = 0;
  let left = total([...widths.keys()]);
  for (let pivot = queue.takeSmallest(); pivot >= 0; pivot = queue.takeSmallest()) {
    const supernode = eliminate(graph, queue, pivot);
    const columns = total(supernode.own);
    entries += columns * (columns / 2 + total(supernode.rows));
    left -= columns;
    if (entries > mostEntries) return { entries: entries + left ** 2 / 2 };
    order.push(supernode);
  }
  return order;
}

interface QuotientGraph {
  /** Total columns of each node with those merged into it; 0 once it was merged or eliminated. */
  readonly weight: Int32Array;
  /** The nodes each node stands for. */
  readonly members: number[][];
  /** Elements each node belongs to. */
  readonly elementsOf: number[][];
  /** Nodes of each element; null once absorbed. */
  readonly elements: (readonly number[] | null)[];
  /** Total weight of each element's nodes. */
  readonly sizes: number[];
  /** What of each element lies outside the pivot's neighbours, valid where `seen` has the current step. */
  readonly outside: number[];
  readonly seen: number[];
  readonly marked: Int32Array;
  step: number;
}

function quotientGraph(widths: Int32Array, cliques: Cliques): QuotientGraph {
  const count = widths.length;
  const graph: QuotientGraph = {
    weight: widths.slice(),
    members: Array.from({ length: count }, (_, node) => [node]),
    elementsOf: Array.from({ length: count }, () => []),
    elements: [],
    sizes: [],
    outside: [],
    seen: [],
    marked: new Int32Array(count).fill(-1),
    step: 0,
  };
  for (const nodes of distinctCliques(cliques)) addElement(graph, nodes);
  return graph;
}

/** Cliques of two nodes and more, each once; among long ones repetitions are left to absorption. */
function distinctCliques({ start, nodes }: Cliques): number[][] {
  const byHash = new Map<number, Int32Array[]>();
  const distinct: number[][] = [];
  for (let c = 0; c + 1 < start.length; c++) {
    const clique = nodes.slice(start[c], start[c + 1]).sort();
    if (clique.length < 2) continue;
    if (clique.length > LONG_CLIQUE || isNew(clique, byHash)) distinct.push(Array.from(clique));
  }
  return distinct;
}

function isNew(clique: Int32Array, byHash: Map<number, Int32Array[]>): boolean {
  let hash = clique.length;
  for (let i = 0; i < clique.length; i++) hash = (Math.imul(hash, 31) + clique[i]) | 0;
  const alike = byHash.get(hash);
  if (alike === undefined) byHash.set(hash, [clique]);
  else if (alike.some((other) => sameElements(clique, other))) return false;
  else alike.push(clique);
  return true;
}

function addElement(graph: QuotientGraph, nodes: readonly number[]): number {
  const element = graph.elements.length;
  let size = 0;
  for (const node of nodes) {
    graph.elementsOf[node].push(element);
    size += graph.weight[node];
  }
  graph.elements.push(nodes);
  graph.sizes.push(size);
  graph.outside.push(0);
  graph.seen.push(-1);
  return element;
}

function eliminate(graph: QuotientGraph, queue: DegreeQueue, pivot: number): Supernode {
  graph.step++;
  const own = graph.members[pivot].slice();
  const neighbours = takeNeighbours(graph, pivot);
  measureOutside(graph, neighbours);
  const kept = neighbours.filter((node) => {
    if (trimElements(graph, node)) return true;
    own.push(...graph.members[node]);
    graph.weight[node] = 0;
    queue.remove(node);
    return false;
  });
  const rows = kept.flatMap((node) => graph.members[node]);
  if (kept.length > 0) addElement(graph, kept);
  for (const node of mergeIndistinguishable(graph, queue, kept)) {
    const newcomers = kept.length > 0 ? graph.sizes[graph.elements.length - 1] - graph.weight[node] : 0;
    queue.update(node, Math.min(approximateDegree(graph, node, newcomers), queue.degree(node) + newcomers));
  }
  return { own, rows };
}

/** The nodes that share an element with the pivot; those elements are absorbed. */
function takeNeighbours(graph: QuotientGraph, pivot: number): number[] {
  const neighbours: number[] = [];
  graph.marked[pivot] = graph.step;
  graph.weight[pivot] = 0;
  for (const element of graph.elementsOf[pivot]) {
    for (const node of graph.elements[element] ?? []) {
      if (graph.weight[node] === 0 || graph.marked[node] === graph.step) continue;
      graph.marked[node] = graph.step;
      neighbours.push(node);
    }
    graph.elements[element] = null;
  }
  return neighbours;
}

/** For each element that touches the neighbours, the weight of its nodes that are not among them. */
function measureOutside(graph: QuotientGraph, neighbours: readonly number[]): void {
  for (const node of neighbours) {
    for (const element of graph.elementsOf[node]) {
      if (graph.elements[element] === null) continue;
      if (graph.seen[element] !== graph.step) {
        graph.seen[element] = graph.step;
        graph.outside[element] = graph.sizes[element];
      }
      graph.outside[element] -= graph.weight[node];
    }
  }
}

/** Drop a neighbour's elements that lie wholly among the neighbours; false when nothing else is left: it can go with the pivot. */
function trimElements(graph: QuotientGraph, node: number): boolean {
  const left = graph.elementsOf[node].filter((element) => {
    if (graph.elements[element] === null) return false;
    if (graph.outside[element] > 0) return true;
    graph.elements[element] = null;
    return false;
  });
  graph.elementsOf[node] = left;
  return left.length > 0;
}

/** Merge neighbours that belong to the same elements; returns those that stand for themselves and others. */
function mergeIndistinguishable(graph: QuotientGraph, queue: DegreeQueue, kept: readonly number[]): number[] {
  const representatives = new Map<number, number[]>();
  return kept.filter((node) => {
    const hash = graph.elementsOf[node].reduce((sum, element) => (sum + element * 31) | 0, graph.elementsOf[node].length);
    const alike = representatives.get(hash) ?? [];
    const twin = alike.find((other) => sameElements(graph.elementsOf[node], graph.elementsOf[other]));
    if (twin === undefined) {
      representatives.set(hash, [...alike, node]);
      return true;
    }
    graph.members[twin].push(...graph.members[node]);
    graph.weight[twin] += graph.weight[node];
    graph.weight[node] = 0;
    graph.elementsOf[node] = [];
    queue.remove(node);
    return false;
  });
}

/** Lists are ascending: elements are numbered as they appear and only ever removed or appended. */
function sameElements(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** An upper bound: the pivot's other neighbours, and of each further element what lies outside them. */
function approximateDegree(graph: QuotientGraph, node: number, newcomers: number): number {
  const newest = graph.elements.length - 1;
  let degree = newcomers;
  for (const element of graph.elementsOf[node]) if (element !== newest) degree += graph.outside[element];
  return degree;
}

interface DegreeQueue {
  /** The node of smallest degree, removed; −1 when there is none. */
  takeSmallest(): number;
  update(node: number, degree: number): void;
  /** The last degree that was given. */
  degree(node: number): number;
  remove(node: number): void;
}

/** Nodes in doubly linked lists, one for each degree. */
function degreeQueue(graph: QuotientGraph): DegreeQueue {
  const count = graph.weight.length;
  const most = graph.weight.reduce((sum, weight) => sum + weight, 0);
  const head = new Int32Array(most + 1).fill(-1);
  const next = new Int32Array(count).fill(-1);
  const previous = new Int32Array(count).fill(-1);
  const degreeOf = new Int32Array(count).fill(-1);
  const latest = new Int32Array(count);
  let smallest = 0;

  function remove(node: number): void {
    const degree = degreeOf[node];
    if (degree < 0) return;
    if (previous[node] >= 0) next[previous[node]] = next[node];
    else head[degree] = next[node];
    if (next[node] >= 0) previous[next[node]] = previous[node];
    degreeOf[node] = -1;
  }

  function insert(node: number, wanted: number): void {
    const degree = Math.min(wanted, most);
    latest[node] = degree;
    previous[node] = -1;
    next[node] = head[degree];
    if (head[degree] >= 0) previous[head[degree]] = node;
    head[degree] = node;
    degreeOf[node] = degree;
    smallest = Math.min(smallest, degree);
  }

  function update(node: number, degree: number): void {
    remove(node);
    insert(node, degree);
  }

  function takeSmallest(): number {
    while (smallest <= most && head[smallest] < 0) smallest++;
    if (smallest > most) return -1;
    const node = head[smallest];
    remove(node);
    return node;
  }

  const degreeAtFirst = workOfCounting(graph) < MOST_COUNTING ? exactDegree : initialDegree;
  for (let node = count - 1; node >= 0; node--) insert(node, degreeAtFirst(graph, node));
  return { takeSmallest, update, remove, degree: (node) => latest[node] };
}

function initialDegree(graph: QuotientGraph, node: number): number {
  return graph.elementsOf[node].reduce((sum, element) => sum + graph.sizes[element] - graph.weight[node], 0);
}

/** Neighbours looked at in counting all degrees exactly, up to which that is done. */
const MOST_COUNTING = 3e7;

function workOfCounting(graph: QuotientGraph): number {
  return graph.elements.reduce((sum, nodes) => sum + (nodes?.length ?? 0) ** 2, 0);
}

/** Weight of the nodes that share an element with this one. */
function exactDegree(graph: QuotientGraph, node: number): number {
  const { marked, weight, elementsOf, elements } = graph;
  const step = ++graph.step;
  let degree = 0;
  marked[node] = step;
  for (const element of elementsOf[node]) {
    for (const other of elements[element]!) {
      if (marked[other] === step) continue;
      marked[other] = step;
      degree += weight[other];
    }
  }
  return degree;
}
