import { inverse, Matrix } from 'ml-matrix';
import type { ModelFrame } from '../../engine/frame/types.ts';

/** A term's covariance matrix, by rows. */
type Covariance = readonly (readonly number[])[];

export interface DenseAnswer {
  readonly adjusted: number[][];
  /** Of each coefficient: A₁ = A₂ in the notation of the method, whose t test has 2/A₂ degrees of freedom. */
  readonly df: number[];
}

/** The method's formulas as they stand, with matrices of n rows: for small designs with parameters that can be told apart. */
export function denseKenwardRoger(frame: ModelFrame, covariances: readonly Covariance[], sigma: number): DenseAnswer {
  const { n, p } = frame;
  const X = new Matrix(Array.from({ length: n }, (_, i) => Array.from({ length: p }, (__, j) => frame.X[j * n + i])));
  const G = [...randomDerivatives(frame), Matrix.diag(Array.from({ length: n }, (_, i) => 1 / (frame.weights?.[i] ?? 1)))];
  const gamma = [...covariances.flatMap(lowerTriangle), sigma ** 2];
  const V = G.reduce((sum, one, r) => sum.add(Matrix.mul(one, gamma[r])), Matrix.zeros(n, n));
  const Vi = inverse(V);
  const Phi = inverse(X.transpose().mmul(Vi).mmul(X));
  const H = G.map((one) => one.mmul(Vi));
  const XVi = X.transpose().mmul(Vi);
  const P = H.map((one) => XVi.mmul(one).mmul(X).mul(-1));
  const Q = H.map((one) => H.map((other) => XVi.mmul(one).mmul(other).mmul(X)));
  const information = G.map((_, r) =>
    G.map((__, s) => H[r].mmul(H[s]).trace() - 2 * Phi.mmul(Q[r][s]).trace() + Phi.mmul(P[r]).mmul(Phi).mmul(P[s]).trace()),
  );
  const W = inverse(new Matrix(information)).mul(2);
  const bias = Matrix.zeros(p, p);
  G.forEach((_, r) => G.forEach((__, s) => bias.add(Matrix.sub(Q[r][s], P[r].mmul(Phi).mmul(P[s])).mul(W.get(r, s)))));
  const change = P.map((one) => Phi.mmul(one).mmul(Phi));
  const spread = (j: number): number =>
    G.reduce((sum, _, r) => G.reduce((part, __, s) => part + W.get(r, s) * change[r].get(j, j) * change[s].get(j, j), sum), 0);
  return {
    adjusted: Matrix.add(Phi, Phi.mmul(bias).mmul(Phi).mul(2)).to2DArray(),
    df: Array.from({ length: p }, (_, j) => (2 * Phi.get(j, j) ** 2) / spread(j)),
  };
}

/** ∂V/∂γ for the lower triangle of every term's covariance matrix, column by column. */
function randomDerivatives({ n, random, groups }: ModelFrame): Matrix[] {
  return random.flatMap(({ group, columns, Z }) => {
    const { codes } = groups[group];
    const k = columns.length;
    const product = (a: number, b: number): Matrix =>
      new Matrix(
        Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (__, j) => (codes[i] === codes[j] ? Z[i * k + a] * Z[j * k + b] : 0)),
        ),
      );
    return lowerPairs(k).map(([a, b]) => (a === b ? product(a, a) : product(a, b).add(product(b, a))));
  });
}

function lowerTriangle(covariance: Covariance): number[] {
  return lowerPairs(covariance.length).map(([a, b]) => covariance[a][b]);
}

function lowerPairs(k: number): [number, number][] {
  return Array.from({ length: k }, (_, b) => Array.from({ length: k - b }, (__, a): [number, number] => [a + b, b])).flat();
}
