import { describe, expect, it } from 'vitest';
import { minimumDegreeOrder } from '../../../engine/linalg/minimumDegree.ts';
import type { Cliques, Supernode } from '../../../engine/linalg/minimumDegree.ts';
import {
  factorSupernodes,
  panelHeight,
  selectedInverse,
  solveFromBorder,
  supernodalWork,
} from '../../../engine/linalg/supernodalCholesky.ts';
import { planSupernodes } from '../../../engine/linalg/supernodes.ts';
import type { SupernodalPlan } from '../../../engine/linalg/supernodes.ts';
import { seeded } from '../../support/seeded.ts';

interface Example {
  readonly widths: number[];
  readonly cliques: number[][];
  readonly border: number;
}

const examples: Record<string, Example> = {
  'a chain': { widths: new Array(30).fill(1), cliques: range(29).map((i) => [i, i + 1]), border: 2 },
  'a star': { widths: [3, ...new Array(20).fill(2)], cliques: range(20).map((i) => [0, i + 1]), border: 1 },
  'nothing joined': { widths: new Array(12).fill(2), cliques: range(12).map((i) => [i]), border: 3 },
  'all joined': { widths: new Array(40).fill(1), cliques: [range(40)], border: 4 },
  'a grid': { widths: new Array(100).fill(1), cliques: gridCliques(10), border: 2 },
  'cliques at random': { widths: widthsAtRandom(90), cliques: cliquesAtRandom(90, 60, 5), border: 3 },
  'wide enough to be cut into panels': {
    widths: new Array(150).fill(2),
    cliques: [range(150), ...cliquesAtRandom(150, 20, 3)],
    border: 3,
  },
};

const cases = Object.entries(examples).map(([name, example], seed) => ({ name, example, seed }));

describe('minimum degree', () => {
  it.each(cases)('eliminates every node once, and joins what the cliques and the fill join: $name', ({ example }) => {
    const order = orderOf(example);
    expect(order.flatMap(({ own }) => own).sort((a, b) => a - b)).toEqual(range(example.widths.length));
    const allowed = eliminationGame(example, order);
    order.forEach(({ rows }, turn) => expect(new Set(rows)).toEqual(allowed[turn]));
  });

  it('leaves a chain and a star without fill', () => {
    for (const name of ['a chain', 'a star'])
      for (const { own, rows } of orderOf(examples[name])) expect(own.length + rows.length).toBeLessThan(4);
  });

  it('gives up where the factor would be too large, with a guess at its size', () => {
    const { widths, cliques } = examples['all joined'];
    expect(minimumDegreeOrder(Int32Array.from(widths), csr(cliques), 100)).toEqual({ entries: 800 });
  });
});

describe('the supernodal factor', () => {
  it.each(cases)('has the determinant of the matrix, and solves with it: $name', ({ example, seed }) => {
    const { plan, A, L } = factored(example, seed);
    const dense = denseCholesky(A);
    const N = plan.sparse + plan.border;
    expect(sum(range(N).map((c) => Math.log(diagonal(plan, L, c))))).toBeCloseTo(sum(dense.map((row, i) => Math.log(row[i]))), 9);
    const U = new Float64Array(N);
    const V = range(plan.border).map((j) => 1 + j);
    V.forEach((value, j) => (U[plan.sparse + j] = value));
    solveFromBorder(plan, L, U, 1);
    for (let c = 0; c < plan.sparse; c++) expect(sum(A[c].map((value, i) => value * U[i]))).toBeCloseTo(0, 8);
  });

  it.each(cases)('gives the entries of the inverse on its own pattern: $name', ({ example, seed }) => {
    const { plan, A, L } = factored(example, seed);
    const inverse = denseInverse(A);
    const corner = plan.offset[plan.panels - 1];
    for (let i = 0; i < plan.border; i++) {
      for (let j = 0; j < plan.border; j++) L[corner + i + j * plan.border] = inverse[plan.sparse + i][plan.sparse + j];
    }
    selectedInverse(plan, L, supernodalWork(plan));
    forEachEntry(plan, (at, row, column) => expect(Math.abs(L[at] - inverse[row][column])).toBeLessThan(1e-10));
  });

  it('says when a pivot is not positive', () => {
    const { plan, values } = assembled(examples['a grid'], 1);
    values[plan.offset[3]] = -1;
    expect(factorSupernodes(plan, values, supernodalWork(plan))).toBe(false);
  });
});

function orderOf({ widths, cliques }: Example): Supernode[] {
  const order = minimumDegreeOrder(Int32Array.from(widths), csr(cliques));
  if (!Array.isArray(order)) throw new Error('given up');
  return order;
}

/** Neighbours of each supernode when nodes are eliminated one after the other in the most literal way. */
function eliminationGame({ widths, cliques }: Example, order: readonly Supernode[]): Set<number>[] {
  const joined = widths.map(() => new Set<number>());
  for (const clique of cliques) for (const a of clique) for (const b of clique) if (a !== b) joined[a].add(b);
  return order.map(({ own }) => {
    const members = new Set(own);
    const rows = new Set(own.flatMap((node) => [...joined[node]]).filter((node) => !members.has(node)));
    for (const node of rows) {
      own.forEach((gone) => joined[node].delete(gone));
      for (const other of rows) if (other !== node) joined[node].add(other);
    }
    return rows;
  });
}

function factored(example: Example, seed: number): { plan: SupernodalPlan; A: number[][]; L: Float64Array } {
  const { plan, A, values } = assembled(example, seed);
  expect(factorSupernodes(plan, values, supernodalWork(plan))).toBe(true);
  return { plan, A, L: values };
}

/** A positive definite matrix with the example's pattern and a full border, dense in elimination order and in panels. */
function assembled(example: Example, seed: number): { plan: SupernodalPlan; A: number[][]; values: Float64Array } {
  const random = seeded(seed);
  const plan = planSupernodes(orderOf(example), Int32Array.from(example.widths), example.border);
  const N = plan.sparse + plan.border;
  const A = range(N).map(() => new Array<number>(N).fill(0));
  const columnsOf = (node: number): number[] => range(example.widths[node]).map((c) => plan.nodeColumn[node] + c);
  const blocks = [
    ...example.cliques.map((clique) => clique.flatMap(columnsOf)),
    ...example.widths.map((_, node) => columnsOf(node)),
  ];
  for (const block of blocks) {
    const columns = [...block, ...range(plan.border).map((j) => plan.sparse + j)];
    const z = columns.map(() => random.normal());
    columns.forEach((a, i) => columns.forEach((b, j) => (A[a][b] += z[i] * z[j])));
  }
  for (let i = 0; i < N; i++) A[i][i] += 1;
  const values = new Float64Array(plan.offset[plan.panels]);
  forEachEntry(plan, (at, row, column) => (values[at] = A[row][column]));
  return { plan, A, values };
}

/** Every entry of the lower triangle that the panels keep. */
function forEachEntry(plan: SupernodalPlan, visit: (at: number, row: number, column: number) => void): void {
  for (let J = 0; J < plan.panels; J++) {
    const ld = panelHeight(plan, J);
    for (let c = plan.firstColumn[J]; c < plan.firstColumn[J + 1]; c++) {
      for (let i = 0; i < ld; i++) {
        const row = plan.rows[plan.rowStart[J] + i];
        if (row >= c) visit(plan.offset[J] + i + (c - plan.firstColumn[J]) * ld, row, c);
      }
    }
  }
}

function diagonal(plan: SupernodalPlan, L: Float64Array, column: number): number {
  const J = plan.panelOf[column];
  return L[plan.offset[J] + (column - plan.firstColumn[J]) * (panelHeight(plan, J) + 1)];
}

function denseCholesky(A: readonly (readonly number[])[]): number[][] {
  const L = A.map((row) => row.map(() => 0));
  A.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = row[j] - sum(range(j).map((k) => L[i][k] * L[j][k]));
      L[i][j] = i === j ? Math.sqrt(rest) : rest / L[j][j];
    }
  });
  return L;
}

/** By Gauss and Jordan, without pivoting: the matrices here are positive definite. */
function denseInverse(A: readonly (readonly number[])[]): number[][] {
  const n = A.length;
  const M = A.map((row, i) => [...row, ...range(n).map((j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    const pivot = M[i][i];
    M[i] = M[i].map((value) => value / pivot);
    for (let r = 0; r < n; r++) {
      const factor = M[r][i];
      if (r !== i && factor !== 0) M[r] = M[r].map((value, j) => value - factor * M[i][j]);
    }
  }
  return M.map((row) => row.slice(n));
}

function csr(cliques: readonly (readonly number[])[]): Cliques {
  const start = Int32Array.from([0, ...cliques.map((_, i) => sum(cliques.slice(0, i + 1).map((clique) => clique.length)))]);
  return { start, nodes: Int32Array.from(cliques.flat()) };
}

function gridCliques(side: number): number[][] {
  return range(side * side).flatMap((node) => [
    ...(node % side < side - 1 ? [[node, node + 1]] : []),
    ...(node < side * (side - 1) ? [[node, node + side]] : []),
  ]);
}

function cliquesAtRandom(nodes: number, count: number, size: number): number[][] {
  const random = seeded(nodes);
  return range(count).map(() => [...new Set(range(size).map(() => random.below(nodes)))]);
}

function widthsAtRandom(nodes: number): number[] {
  const random = seeded(nodes + 1);
  return range(nodes).map(() => 1 + random.below(3));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
