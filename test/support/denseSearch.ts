import type { Criterion } from '../../engine/contract/index.ts';
import type { ModelFrame } from '../../engine/frame/types.ts';

/**
 * −2 log (restricted) likelihood as `denseCriterion` has it, with arrays that are kept: V = D⁻¹ + ZΛΛ'Z' is built and factored at every
 * theta, and β is found by weighted least squares. For searches on a few dozen rows.
 */
export function denseObjective(frame: ModelFrame, criterion: Criterion): (theta: readonly number[]) => number {
  const { n, p } = frame;
  const V = new Float64Array(n * n);
  const W = new Float64Array((p + 1) * n);
  const m = criterion === 'REML' ? n - p : n;
  return (theta) => {
    fillV(frame, theta, V);
    let logDet = factorInto(V, n);
    W.set(frame.X);
    for (let i = 0; i < n; i++) W[p * n + i] = frame.y[i] - (frame.offset?.[i] ?? 0);
    for (let j = 0; j <= p; j++) solveInto(V, n, W.subarray(j * n, (j + 1) * n));
    for (let j = 0; j < p; j++) {
      const pivot = sweepColumn(W, n, p, j);
      if (criterion === 'REML') logDet += Math.log(pivot);
    }
    const rss = dot(W.subarray(p * n), W.subarray(p * n));
    return logDet + m * (1 + Math.log((2 * Math.PI * rss) / m));
  };
}

/** The lowest value that simplices find from several starts, each begun again from its end. */
export function lowestFound(
  f: (theta: readonly number[]) => number,
  starts: readonly (readonly number[])[],
  evaluations: number,
): number {
  return Math.min(
    ...starts.map((start) => {
      const rough = simplex(f, start, 0.5, evaluations);
      return simplex(f, rough.x, 0.02, evaluations).value;
    }),
  );
}

function fillV({ n, weights, random, groups }: ModelFrame, theta: readonly number[], V: Float64Array): void {
  V.fill(0);
  for (let i = 0; i < n; i++) V[i * n + i] = 1 / (weights?.[i] ?? 1);
  let at = 0;
  for (const { group, columns, Z } of random) {
    const S = columns.length;
    const { codes } = groups[group];
    const ZL = new Float64Array(n * S);
    for (let c = 0; c < S; c++)
      for (let r = c; r < S; r++, at++) for (let i = 0; i < n; i++) ZL[i * S + c] += Z[i * S + r] * theta[at];
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        if (codes[i] === codes[j]) for (let c = 0; c < S; c++) V[i * n + j] += ZL[i * S + c] * ZL[j * S + c];
  }
}

/** Cholesky in the lower triangle; returns log |V|. */
function factorInto(V: Float64Array, n: number): number {
  let logDet = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = V[i * n + j];
      for (let k = 0; k < j; k++) sum -= V[i * n + k] * V[j * n + k];
      V[i * n + j] = i === j ? Math.sqrt(sum) : sum / V[j * n + j];
      if (i === j) logDet += Math.log(sum);
    }
  return logDet;
}

function solveInto(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= L[i * n + k] * b[k];
    b[i] = sum / L[i * n + i];
  }
}

/** Gram–Schmidt: takes column j out of those after it; returns its squared length. */
function sweepColumn(W: Float64Array, n: number, p: number, j: number): number {
  const own = W.subarray(j * n, (j + 1) * n);
  const length = dot(own, own);
  for (let k = j + 1; k <= p; k++) {
    const other = W.subarray(k * n, (k + 1) * n);
    const share = dot(own, other) / length;
    for (let i = 0; i < n; i++) other[i] -= share * own[i];
  }
  return length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

interface Vertex {
  readonly x: readonly number[];
  readonly value: number;
}

/** @see Nelder & Mead (1965), Computer Journal 7(4) */
function simplex(f: (x: readonly number[]) => number, start: readonly number[], size: number, evaluations: number): Vertex {
  const vertex = (x: readonly number[]): Vertex => ({ x, value: f(x) });
  const corners = [start, ...start.map((_, i) => start.map((value, j) => (i === j ? value + size : value)))];
  let vertices = corners.map(vertex);
  for (let used = vertices.length; used < evaluations; used += 2) {
    vertices.sort((a, b) => a.value - b.value);
    const worst = vertices[vertices.length - 1];
    if (worst.value - vertices[0].value < 1e-10) break;
    const centre = start.map((_, j) => vertices.slice(0, -1).reduce((sum, { x }) => sum + x[j], 0) / start.length);
    const towards = (share: number): Vertex => vertex(centre.map((value, j) => value + share * (value - worst.x[j])));
    const reflected = towards(1);
    const second =
      reflected.value < vertices[0].value ? towards(2) : reflected.value < worst.value ? towards(0.5) : towards(-0.5);
    const better = second.value < reflected.value ? second : reflected;
    if (better.value < worst.value) vertices[vertices.length - 1] = better;
    else vertices = vertices.map(({ x }) => vertex(x.map((value, j) => (value + vertices[0].x[j]) / 2)));
  }
  return vertices.reduce((one, other) => (other.value < one.value ? other : one));
}
