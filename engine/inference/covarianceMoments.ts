/**
 * What Kenward and Roger's method needs of V = Σ γ_r G_r, every variance and covariance of the random terms being a parameter γ_r with
 * G_r = Z E_r Z', and the residual variance the last one with G = D⁻¹. In units of σ², so that the residual's parameter is 1; with fixed
 * columns Q (orthonormal) and random columns in the model's standard coordinates. None of what is built on them depends on these units,
 * since the parameters of other units are linear in these.
 *
 * With W = Z'V⁻¹Z and U = Z'V⁻¹Q: P_r = −U'E_rU, Q_rs = U'E_rWE_sU, K_rs = tr(WE_rWE_s), sums over sets of connected levels. What belongs to
 * the residual follows from Σ γ_r G_r = V. No matrix has n rows.
 *
 * @see Kenward & Roger (1997), Biometrics 53(3), 983–997; Halekoh & Højsgaard (2014), J. Stat. Softw. 59(9), §2
 */
import { Matrix } from 'ml-matrix';
import type { CheckCancelled } from '../contract/index.ts';
import { gemm } from '../kernels/index.ts';
import type { LinearMixedModel } from '../lmm/index.ts';
import { connectedLevels, type ConnectedLevels } from './connectedLevels.ts';
import { inverseProducts, type InverseProducts } from './inverseProducts.ts';

/** m covariance parameters, the residual variance last. */
export interface CovarianceMoments {
  /** ∂(Q'V⁻¹Q)/∂γ_r, p × p. */
  readonly P: readonly Matrix[];
  /** Q'V⁻¹G_rV⁻¹G_sV⁻¹Q, p × p. */
  readonly Q: readonly (readonly Matrix[])[];
  /** tr(V⁻¹G_rV⁻¹G_s). */
  readonly K: readonly (readonly number[])[];
}

/** Entry (row, column) of a term's covariance matrix and its mirror image, by columns of the factor. */
interface Parameter {
  readonly factor: number;
  readonly row: number;
  readonly column: number;
  /** In units of σ². */
  readonly value: number;
}

/** Sums over the sets so far, of the random terms' parameters. */
interface Sums {
  readonly P: Matrix[];
  readonly Q: Matrix[][];
  readonly K: number[][];
  /** tr(WE_r). */
  readonly traces: number[];
}

/** @param F Q'V⁻¹Q in units of 1/σ²; λ in the model's work arrays must be that of the fit */
export function covarianceMoments(model: LinearMixedModel, F: Matrix, checkCancelled?: CheckCancelled): CovarianceMoments {
  const { p } = model.fixed;
  const parameters = randomParameters(model);
  const zero = (): Matrix => Matrix.zeros(p, p);
  const sums: Sums = {
    P: parameters.map(zero),
    Q: parameters.map(() => parameters.map(zero)),
    K: parameters.map(() => parameters.map(() => 0)),
    traces: parameters.map(() => 0),
  };
  for (const set of connectedLevels(model)) {
    checkCancelled?.();
    addSet(set, inverseProducts(model, set), parameters, p, sums);
  }
  return withResidual(sums, parameters, F, model.fixed.n);
}

function randomParameters({ factors, numeric }: LinearMixedModel): Parameter[] {
  return factors.flatMap(({ k, terms }, factor) => {
    const lambda = numeric.lambda[factor];
    const value = (row: number, column: number): number => {
      let sum = 0;
      for (let m = 0; m < k; m++) sum += lambda[row * k + m] * lambda[column * k + m];
      return sum;
    };
    return terms.flatMap(({ first, size }) => {
      const columns = Array.from({ length: size }, (_, j) => first + j);
      return columns.flatMap((column, j) =>
        columns.slice(j).map((row): Parameter => ({ factor, row, column, value: value(row, column) })),
      );
    });
  });
}

function addSet(set: ConnectedLevels, { W, U }: InverseProducts, parameters: readonly Parameter[], p: number, sums: Sums): void {
  const { size } = set;
  const EU = parameters.map((parameter) => swappedRows(set, parameter, U, p));
  parameters.forEach((one, r) => {
    addCross(size, p, -1, U, EU[r], sums.P[r]);
    sums.traces[r] += trace(set, one, W);
    const WEU = new Float64Array(size * p);
    gemm(size, p, size, 1, W, 0, 1, size, EU[r], 0, 1, size, WEU, 0, size);
    parameters.forEach((other, s) => {
      addCross(size, p, 1, EU[s], WEU, sums.Q[s][r]);
      sums.K[r][s] += traceOfProduct(set, one, other, W);
    });
  });
}

/** E_rU: rows of U exchanged between the parameter's two columns of every level, all others zero. */
function swappedRows(
  { firstColumns, size }: ConnectedLevels,
  { factor, row, column }: Parameter,
  U: Float64Array,
  p: number,
): Float64Array {
  const EU = new Float64Array(size * p);
  for (const first of firstColumns[factor]) {
    for (let at = first; at < size * p; at += size) {
      EU[at + row] = U[at + column];
      EU[at + column] = U[at + row];
    }
  }
  return EU;
}

/** into += scale · A'B for A and B of m × p. */
function addCross(m: number, p: number, scale: number, A: Float64Array, B: Float64Array, into: Matrix): void {
  const product = new Float64Array(p * p);
  gemm(p, p, m, scale, A, 0, m, 1, B, 0, 1, m, product, 0, p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) into.set(i, j, into.get(i, j) + product[i + j * p]);
}

/** tr(WE_r). */
function trace({ firstColumns, size }: ConnectedLevels, { factor, row, column }: Parameter, W: Float64Array): number {
  const twice = row === column ? 1 : 2;
  return firstColumns[factor].reduce((sum, first) => sum + twice * W[first + row + (first + column) * size], 0);
}

/** tr(WE_rWE_s): for every two levels with block B = W_gh, the sum of B[a, d] B[b, c] over the entries (a, b) of E_r and (c, d) of E_s. */
function traceOfProduct({ firstColumns, size }: ConnectedLevels, r: Parameter, s: Parameter, W: Float64Array): number {
  const both = (r.row === r.column ? 1 : 2) * (s.row === s.column ? 0.5 : 1);
  let sum = 0;
  for (const h of firstColumns[s.factor]) {
    const c = (h + s.column) * size;
    const d = (h + s.row) * size;
    for (const g of firstColumns[r.factor]) {
      sum += W[g + r.row + d] * W[g + r.column + c] + W[g + r.row + c] * W[g + r.column + d];
    }
  }
  return both * sum;
}

/** γ₀ = 1: G₀ = V − Σ γ_rG_r in each of the products. */
function withResidual({ P, Q, K, traces }: Sums, parameters: readonly Parameter[], F: Matrix, n: number): CovarianceMoments {
  const values = parameters.map(({ value }) => value);
  const less = (from: Matrix, parts: readonly Matrix[]): Matrix =>
    parts.reduce((rest, part, r) => rest.sub(Matrix.mul(part, values[r])), from.clone());
  const lessNumbers = (from: number, parts: readonly number[]): number =>
    parts.reduce((rest, part, r) => rest - values[r] * part, from);
  const residualK = traces.map((own, s) => lessNumbers(own, K[s]));
  const residualP = less(Matrix.mul(F, -1), P);
  const residualQ = P.map((own, s) => less(Matrix.mul(own, -1), Q.map((row) => row[s]))); // prettier-ignore
  return {
    P: [...P, residualP],
    Q: [...Q.map((row, r) => [...row, residualQ[r].transpose()]), [...residualQ, less(Matrix.mul(residualP, -1), residualQ)]],
    K: [...K.map((row, r) => [...row, residualK[r]]), [...residualK, lessNumbers(lessNumbers(n, traces), residualK)]],
  };
}
