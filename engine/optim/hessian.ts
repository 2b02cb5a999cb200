import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { SmoothFunction } from './types.ts';

/** Hessian at x from forward differences of the gradient, by rows, made symmetric; `gradient` is the one at x. */
export function forwardHessian(f: SmoothFunction, x: Float64Array, gradient: Float64Array, step = 1e-5): number[][] {
  const rows = Array.from(x, (value, i) => {
    const h = step * Math.max(1, Math.abs(value));
    const moved = gradientAt(f, x, i, h);
    return Array.from(moved, (entry, j) => (entry - gradient[j]) / h);
  });
  return symmetrized(rows);
}

/** The same from central differences: twice the work, error of second order. `steps` gives the step in each variable. */
export function centralHessian(f: SmoothFunction, x: Float64Array, steps: ArrayLike<number>): number[][] {
  const rows = Array.from(x, (_, i) => {
    const ahead = gradientAt(f, x, i, steps[i]);
    const behind = gradientAt(f, x, i, -steps[i]);
    return Array.from(ahead, (entry, j) => (entry - behind[j]) / (2 * steps[i]));
  });
  return symmetrized(rows);
}

function gradientAt(f: SmoothFunction, x: Float64Array, i: number, h: number): Float64Array {
  const moved = x.slice();
  moved[i] += h;
  const gradient = new Float64Array(x.length).fill(NaN);
  f.evaluate(moved, gradient);
  return gradient;
}

function symmetrized(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row, i) => row.map((value, j) => (value + rows[j][i]) / 2));
}

/** Eigenvalues below this share of the largest are taken for it: the function is flat along them as far as its digits go. */
const FLAT = 1e-9;

export interface NewtonStep {
  readonly step: Float64Array;
  /** ½ g'|H|⁻¹g: what the quadratic promises. */
  readonly decrement: number;
  /** Lowest eigenvalue with its vector, and the largest in absolute value. */
  readonly smallest: number;
  readonly lowest: readonly number[];
  readonly largest: number;
}

/** A Newton step that goes downhill whatever the curvature: eigenvalues are replaced by their absolute values. */
export function newtonStep(hessian: readonly (readonly number[])[], gradient: ArrayLike<number>): NewtonStep {
  const { values, vectors } = symmetricEigen(hessian);
  const largest = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
  const step = new Float64Array(gradient.length);
  let decrement = 0;
  values.forEach((value, k) => {
    const along = vectors[k].reduce((sum, entry, i) => sum + entry * gradient[i], 0);
    const curvature = Math.max(Math.abs(value), FLAT * largest);
    vectors[k].forEach((entry, i) => (step[i] -= (along / curvature) * entry));
    decrement += (along * along) / curvature / 2;
  });
  return { step, decrement, smallest: values[0], largest, lowest: vectors[0] };
}

/**
 * BFGS update of a Hessian for a step s with change y in the gradient. Negative curvature is turned round first, as the step was
 * taken; unchanged where the gradient fell along s.
 */
export function updatedHessian(hessian: readonly (readonly number[])[], s: Float64Array, y: Float64Array): number[][] {
  const H = turnedRound(hessian);
  const Hs = H.map((row) => row.reduce((sum, value, j) => sum + value * s[j], 0));
  const sHs = Hs.reduce((sum, value, i) => sum + value * s[i], 0);
  const sy = y.reduce((sum, value, i) => sum + value * s[i], 0);
  if (!(sy > 1e-3 * sHs)) return H;
  return H.map((row, i) => row.map((value, j) => value + (y[i] * y[j]) / sy - (Hs[i] * Hs[j]) / sHs));
}

/** |H|: the same eigenvectors, absolute eigenvalues. */
function turnedRound(hessian: readonly (readonly number[])[]): number[][] {
  if (isPositive(hessian)) return hessian.map((row) => [...row]);
  const { values, vectors } = symmetricEigen(hessian);
  if (values[0] >= 0) return hessian.map((row) => [...row]);
  return hessian.map((row, i) =>
    row.map((_, j) => values.reduce((sum, value, k) => sum + Math.abs(value) * vectors[k][i] * vectors[k][j], 0)),
  );
}

/** Whether a Cholesky factorization goes through, which is quicker to see than eigenvalues are. */
function isPositive(A: readonly (readonly number[])[]): boolean {
  const L: number[][] = [];
  for (let i = 0; i < A.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = A[i][j];
      for (let l = 0; l < j; l++) sum -= row[l] * (i === j ? row[l] : L[j][l]);
      if (i === j && !(sum > 0)) return false;
      row.push(i === j ? Math.sqrt(sum) : sum / L[j][j]);
    }
    L.push(row);
  }
  return true;
}
