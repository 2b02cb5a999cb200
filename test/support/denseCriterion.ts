import type { Criterion } from '../../engine/contract/index.ts';
import type { ModelFrame } from '../../engine/frame/types.ts';

/**
 * −2 log (restricted) likelihood from V = ZΛΛ'Z' + D⁻¹ written out as an n × n matrix: slow, short and nothing like the engine's way.
 */
export function denseCriterion(frame: ModelFrame, theta: readonly number[], criterion: Criterion): number {
  const { n, p } = frame;
  const L = cholesky(marginalCovariance(frame, theta));
  const y = frame.y.map((value, i) => value - (frame.offset?.[i] ?? 0));
  const columns = Array.from({ length: p }, (_, j) => forward(L, frame.X.subarray(j * n, (j + 1) * n)));
  const gram = columns.map((one) => columns.map((other) => dot(one, other)));
  const white = forward(L, y);
  const R = cholesky(gram);
  const solved = forward(
    R,
    Float64Array.from(columns, (column) => dot(column, white)),
  );
  const rss = dot(white, white) - dot(solved, solved);
  const df = criterion === 'REML' ? n - p : n;
  return logDet(L) + (criterion === 'REML' ? logDet(R) : 0) + df * (1 + Math.log((2 * Math.PI * rss) / df));
}

function marginalCovariance(frame: ModelFrame, theta: readonly number[]): number[][] {
  const { n } = frame;
  const V = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 / (frame.weights?.[i] ?? 1) : 0)),
  );
  let at = 0;
  for (const { group, columns, Z } of frame.random) {
    const S = columns.length;
    const lambda = columns.map(() => new Array<number>(S).fill(0));
    for (let c = 0; c < S; c++) for (let r = c; r < S; r++) lambda[r][c] = theta[at++];
    const { codes } = frame.groups[group];
    const ZL = Array.from({ length: n }, (_, i) =>
      columns.map((_, c) => columns.reduce((sum, _, r) => sum + Z[i * S + r] * lambda[r][c], 0)),
    );
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (codes[i] === codes[j]) V[i][j] += dot(ZL[i], ZL[j]);
  }
  return V;
}

function cholesky(A: readonly (readonly number[])[]): number[][] {
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i][j];
      for (let k = 0; k < j; k++) sum -= L[i][k] * L[j][k];
      L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
    }
  }
  return L;
}

function forward(L: readonly (readonly number[])[], b: ArrayLike<number>): number[] {
  const x: number[] = [];
  for (let i = 0; i < L.length; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= L[i][k] * x[k];
    x.push(sum / L[i][i]);
  }
  return x;
}

function logDet(L: readonly (readonly number[])[]): number {
  return L.reduce((sum, row, i) => sum + 2 * Math.log(row[i]), 0);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
