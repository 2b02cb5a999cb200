/**
 * The hypotheses of analysis-of-variance tables, types I, II and III, as rows Lβ = 0 for each term.
 *
 * @see SAS Institute (1978), The Four Types of Estimable Functions; Goodnight (1978), Tech. Report R-101
 */
import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, updateByQTranspose } from '../linalg/qr.ts';
import { combine, selecting, type Rows } from './linearHypothesis.ts';
import { containingOf, type TermColumns } from './terms.ts';

/** Each term after those before it: rows of the triangular factor of X. */
export function typeI(frame: ModelFrame, terms: readonly TermColumns[]): Rows[] {
  const order = Array.from({ length: frame.p }, (_, j) => j);
  const rows = triangularRows(frame, order);
  return terms.map(({ columns }) => columns.map((column) => rows[column]));
}

/** Each term after all that do not contain it. */
export function typeII(frame: ModelFrame, terms: readonly TermColumns[]): Rows[] {
  if (terms.length < 2) return typeI(frame, terms);
  return terms.map((term) => {
    const containing = containingOf(term, terms).flatMap(({ columns }) => columns);
    if (!containing.length) return selecting(term.columns, frame.p);
    const last = [...term.columns, ...containing];
    const first = Array.from({ length: frame.p }, (_, j) => j).filter((column) => !last.includes(column));
    const rows = triangularRows(frame, [...first, ...last]);
    return term.columns.map((_, index) => rows[first.length + index]);
  });
}

/** The same model in two codings of its factors: sum to zero, and treatment. */
export interface Recoded {
  readonly sum: ModelFrame;
  readonly treatment: ModelFrame;
}

/**
 * Each term averaged over the levels of the others with equal weights, whatever the frame's own coding. Right where no combination of
 * levels is empty.
 *
 * The rows that the sum-coded model has for a term are the hypothesis; they are written so that in treatment coding the term's own
 * coefficients stand one in each row, which is the form on which an F test with several degrees of freedom depends.
 */
export function typeIII(frame: ModelFrame, terms: readonly TermColumns[], { sum, treatment }: Recoded): Rows[] {
  if (terms.length < 2) return typeI(frame, terms);
  const sumOfTreatment = coefficientMap(sum, treatment);
  const treatmentOfOwn = coefficientMap(treatment, frame);
  return terms.map((_, index) => {
    const own = columnsOf(treatment, index);
    const rows = columnsOf(sum, index).map((column) => sumOfTreatment[column]);
    return withUnitColumns(rows, own).map((row) => combine(row, treatmentOfOwn));
  });
}

function columnsOf({ assign }: ModelFrame, term: number): number[] {
  return assign.flatMap((of, column) => (of === term + 1 ? [column] : []));
}

/** Rows combined so that `own` columns form the identity (Gauss–Jordan); as they are where that cannot be. */
function withUnitColumns(rows: Rows, own: readonly number[]): Rows {
  const work = rows.map((row) => [...row]);
  if (work.length !== own.length) return rows;
  for (let step = 0; step < own.length; step++) {
    const pivot = work
      .slice(step)
      .reduce((best, row, k) => (Math.abs(row[own[step]]) > Math.abs(work[best][own[step]]) ? step + k : best), step);
    [work[step], work[pivot]] = [work[pivot], work[step]];
    const head = work[step][own[step]];
    if (Math.abs(head) < 1e-10) return rows;
    work[step] = work[step].map((value) => value / head);
    const unit = work[step];
    for (let i = 0; i < work.length; i++) {
      const factor = work[i][own[step]];
      if (i !== step) work[i] = work[i].map((value, column) => value - factor * unit[column]);
    }
  }
  return work;
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
