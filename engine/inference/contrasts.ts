/**
 * The hypotheses of analysis-of-variance tables, types I, II and III, as rows Lβ = 0 for each term.
 *
 * @see SAS Institute (1978), The Four Types of Estimable Functions; Goodnight (1978), Tech. Report R-101
 */
import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, updateByQTranspose } from '../linalg/qr.ts';
import { selecting, type Rows } from './linearHypothesis.ts';
import { containingOf, type TermColumns } from './terms.ts';

/** Each term after those before it: rows of the triangular factor of X. */
export function typeI(frame: ModelFrame, terms: readonly TermColumns[]): Rows[] {
  const order = Array.from({ length: frame.p }, (_, j) => j);
  const rows = triangularRows(frame, order);
  return terms.map(({ columns }) => columns.map((column) => rows[column]));
}

/** Each term after all that do not contain it. */
export function typeII(frame: ModelFrame, terms: readonly TermColumns[]): Rows[] {
  return terms.map((term) => {
    const containing = containingOf(term, terms).flatMap(({ columns }) => columns);
    if (!containing.length) return selecting(term.columns, frame.p);
    const last = [...term.columns, ...containing];
    const first = Array.from({ length: frame.p }, (_, j) => j).filter((column) => !last.includes(column));
    const rows = triangularRows(frame, [...first, ...last]);
    return term.columns.map((_, index) => rows[first.length + index]);
  });
}

/**
 * Each term averaged over the levels of the others with equal weights, whatever the coding: the rows that `sumCoded`, the same model with
 * sum-to-zero contrasts, has for the term, in terms of this frame's coefficients. Right where no combination of levels is empty.
 */
export function typeIII(frame: ModelFrame, sumCoded: ModelFrame): Rows[] {
  const map = coefficientMap(sumCoded, frame);
  return sumCoded.terms.map((_, index) => sumCoded.assign.flatMap((term, column) => (term === index + 1 ? [map[column]] : [])));
}

/** Rows of R in X[, order] = QR, with their columns back in X's order. Row i is the hypothesis on column order[i] after those before it. */
function triangularRows({ X, n, p }: ModelFrame, order: readonly number[]): number[][] {
  const arranged = new Float64Array(n * p);
  order.forEach((column, at) => arranged.set(X.subarray(column * n, (column + 1) * n), at * n));
  const { R } = pivotedQR(arranged, n, p, 0);
  return order.map((_, i) => {
    const row = new Array<number>(p).fill(0);
    for (let at = i; at < p; at++) row[order[at]] = R[at * p + i] / R[i * p + i];
    return row;
  });
}

/** M with X_from M = X_to: the coefficients of `from` as combinations of those of `to`. */
function coefficientMap(from: ModelFrame, to: ModelFrame): number[][] {
  const qr = pivotedQR(from.X, from.n, from.p, 0);
  const columns = Array.from({ length: to.p }, (_, j) => {
    const effects = to.X.slice(j * to.n, (j + 1) * to.n);
    updateByQTranspose(qr, effects);
    return backSolved(qr.R, from.p, effects);
  });
  return Array.from({ length: from.p }, (_, i) => columns.map((column) => (Math.abs(column[i]) < 1e-10 ? 0 : column[i])));
}

function backSolved(R: Float64Array, p: number, effects: Float64Array): Float64Array {
  const x = effects.slice(0, p);
  for (let j = p - 1; j >= 0; j--) {
    x[j] /= R[j * p + j];
    for (let i = 0; i < j; i++) x[i] -= R[j * p + i] * x[j];
  }
  return x;
}
