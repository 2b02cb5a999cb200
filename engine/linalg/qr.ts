/**
 * Householder QR with the limited column pivoting that R's lm and lme4 use to find linearly dependent columns.
 */
export interface PivotedQR {
  readonly n: number;
  readonly p: number;
  /** Number of columns that do not depend linearly on earlier ones. */
  readonly rank: number;
  /** Column of X at each position of the factor: the kept ones first, in their order, then the dependent ones. */
  readonly pivot: Int32Array;
  /** rank × rank upper triangle, column-major; X[, pivot[0..rank)] = Q R. Diagonal entries may have either sign. */
  readonly R: Float64Array;
  /** n × p, column-major: the Householder vectors below the diagonal, their rescaled heads in `heads`. */
  readonly reflectors: Float64Array;
  readonly heads: Float64Array;
}

/** A squared norm that one step shrinks below this share has lost its digits and is computed afresh. */
const DOWNDATE_LIMIT = 1e-6;

/**
 * Factor X (n × p, column-major; left as it is). A column whose norm, after the earlier columns are taken out of it, falls below
 * `tolerance` of its original norm is moved to the end; the others keep their order.
 *
 * @see Dongarra, Bunch, Moler & Stewart (1979), LINPACK Users' Guide, ch. 9; the limited pivoting is R's, see ?qr
 */
export function pivotedQR(X: Float64Array, n: number, p: number, tolerance = 1e-7): PivotedQR {
  const reflectors = X.slice(0, n * p);
  const columns = Array.from({ length: p }, (_, j) => reflectors.subarray(j * n, (j + 1) * n));
  const norms = Float64Array.from(columns, (column) => tailNorm(column, 0));
  const state: Factoring = { n, columns, norms, originals: norms.map((norm) => norm || 1), order: identity(p) };
  const heads = new Float64Array(p);
  let candidates = p;
  for (let step = 0; step < Math.min(n, p); step++) {
    while (step < candidates && state.norms[step] < state.originals[step] * tolerance) {
      moveToEnd(state, step);
      candidates--;
    }
    if (step < n - 1) heads[step] = eliminate(state, step);
  }
  const rank = Math.min(candidates, n);
  return { n, p, rank, pivot: state.order, R: upperTriangle(columns, rank), reflectors: joined(columns, n), heads };
}

/** Orthonormal basis of the kept columns: n × rank, column-major. */
export function thinQ(qr: PivotedQR): Float64Array {
  const Q = new Float64Array(qr.n * qr.rank);
  for (let j = 0; j < qr.rank; j++) {
    const column = Q.subarray(j * qr.n, (j + 1) * qr.n);
    column[j] = 1;
    for (let k = j; k >= 0; k--) reflect(qr, k, column);
  }
  return Q;
}

/** Overwrite `y` (n) by Q'y, Q being the full n × n orthogonal matrix: the first `rank` entries are the effects, the rest the residual. */
export function updateByQTranspose(qr: PivotedQR, y: Float64Array): void {
  for (let k = 0; k < qr.rank; k++) reflect(qr, k, y);
}

/** Overwrite `z` (n) by Qz, the inverse of `updateByQTranspose`. */
export function updateByQ(qr: PivotedQR, z: Float64Array): void {
  for (let k = qr.rank - 1; k >= 0; k--) reflect(qr, k, z);
}

interface Factoring {
  readonly n: number;
  readonly columns: Float64Array[];
  /** Norm of what is left of each column, and of the whole column at the start. */
  readonly norms: Float64Array;
  readonly originals: Float64Array;
  readonly order: Int32Array;
}

function moveToEnd(state: Factoring, at: number): void {
  const [column] = state.columns.splice(at, 1);
  state.columns.push(column);
  for (const list of [state.norms, state.originals, state.order]) {
    const moved = list[at];
    list.copyWithin(at, at + 1);
    list[list.length - 1] = moved;
  }
}

/** Reflect column `step` onto its diagonal and apply the reflection to the columns after it; returns the head of its vector. */
function eliminate(state: Factoring, step: number): number {
  const column = state.columns[step];
  const norm = tailNorm(column, step);
  if (norm === 0) return 0;
  const signed = column[step] < 0 ? -norm : norm;
  for (let i = step; i < state.n; i++) column[i] /= signed;
  column[step] += 1;
  const head = column[step];
  for (let j = step + 1; j < state.columns.length; j++) {
    reflectBy(column, head, step, state.columns[j]);
    downdateNorm(state, step, j);
  }
  column[step] = -signed;
  return head;
}

function downdateNorm(state: Factoring, step: number, j: number): void {
  const { norms, columns } = state;
  if (norms[j] === 0) return;
  const left = Math.max(1 - (Math.abs(columns[j][step]) / norms[j]) ** 2, 0);
  norms[j] = left < DOWNDATE_LIMIT ? tailNorm(columns[j], step + 1) : norms[j] * Math.sqrt(left);
}

function reflect(qr: PivotedQR, k: number, vector: Float64Array): void {
  if (qr.heads[k] !== 0) reflectBy(qr.reflectors.subarray(k * qr.n, (k + 1) * qr.n), qr.heads[k], k, vector);
}

/** vector −= u (u'vector) / head, where u is `head` at `step` and `column` below it. */
function reflectBy(column: Float64Array, head: number, step: number, vector: Float64Array): void {
  let dot = head * vector[step];
  for (let i = step + 1; i < column.length; i++) dot += column[i] * vector[i];
  const t = -dot / head;
  vector[step] += t * head;
  for (let i = step + 1; i < column.length; i++) vector[i] += t * column[i];
}

/** Euclidean norm of column[from..], safe against overflow. */
function tailNorm(column: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < column.length; i++) sum += column[i] * column[i];
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum);
  let largest = 0;
  for (let i = from; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]));
  if (largest === 0) return 0;
  let scaled = 0;
  for (let i = from; i < column.length; i++) scaled += (column[i] / largest) ** 2;
  return largest * Math.sqrt(scaled);
}

function upperTriangle(columns: readonly Float64Array[], rank: number): Float64Array {
  const R = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) for (let i = 0; i <= j; i++) R[j * rank + i] = columns[j][i];
  return R;
}

function joined(columns: readonly Float64Array[], n: number): Float64Array {
  const all = new Float64Array(columns.length * n);
  columns.forEach((column, j) => all.set(column, j * n));
  return all;
}

function identity(p: number): Int32Array {
  return Int32Array.from({ length: p }, (_, j) => j);
}
