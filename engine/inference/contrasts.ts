/**
 * The hypotheses of analysis-of-variance tables, types I, II and III, as rows Lβ = 0 for each term.
 *
 * @see SAS Institute (1978), The Four Types of Estimable Functions; Goodnight (1978), Tech. Report R-101
 */
import type { ModelFrame } from '../frame/types.ts';
import { pivotedQR, updateByQ, updateByQTranspose } from '../linalg/qr.ts';
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

/** The same model in treatment coding, and each of its terms alone with a column for every combination of levels. */
export interface Recoded {
  readonly treatment: ModelFrame;
  readonly cells: readonly ModelFrame[];
}

/**
 * Each term averaged over the levels of those that contain it, whatever the frame's own coding: SAS's type III, where combinations of levels
 * are missing too.
 *
 * Every column of the model with a column per level is written in the treatment-coded columns; in these coordinates a term's part is what its
 * columns have beyond those of the terms that contain it. An F test with several degrees of freedom depends on how a hypothesis is written; this is lmerTest's way.
 *
 * @see Kuznetsova, Brockhoff & Christensen (2017), J. Stat. Softw. 82(13), §3.2
 */
export function typeIII(frame: ModelFrame, terms: readonly TermColumns[], { treatment, cells }: Recoded): Rows[] {
  if (terms.length < 2) return typeI(frame, terms);
  const general = generalColumns(treatment, cells);
  const places = terms.map((_, index) => columnsOf(treatment, index));
  const byDegree = terms.map((_, index) => index).sort((a, b) => terms[b].variables.length - terms[a].variables.length);
  for (const index of byDegree) {
    const containing = containingOf(terms[index], terms).flatMap((other) => places[terms.indexOf(other)]);
    removeFrom(general, places[index], containing);
  }
  const kept = treatment.coefNames.map((name) => general.names.indexOf(name));
  const own = coefficientMap(treatment, frame);
  return places.map((columns) =>
    columns
      .map((column) => kept.map((row) => (row < 0 ? 0 : rounded(general.columns[column][row]))))
      .filter((row) => row.some((value) => value !== 0))
      .map((row) => combine(row, own)),
  );
}

/** By columns of the treatment-coded model: what each is in every column of the model with a column per level, whose names stand beside. */
interface GeneralColumns {
  readonly names: readonly string[];
  readonly columns: Float64Array[];
}

function generalColumns(treatment: ModelFrame, cells: readonly ModelFrame[]): GeneralColumns {
  const intercept = treatment.hasIntercept ? [{ name: '(Intercept)', inTreatment: unit(treatment.p, 0) }] : [];
  const others = cells.flatMap((cell) => {
    const inTreatment = coefficientMap(treatment, cell);
    return cell.coefNames.map((name, j) => ({ name, inTreatment: inTreatment.map((row) => row[j]) }));
  });
  const all = [...intercept, ...others];
  return {
    names: all.map(({ name }) => name),
    columns: Array.from({ length: treatment.p }, (_, j) => Float64Array.from(all, ({ inTreatment }) => inTreatment[j])),
  };
}

/** Leave in some columns their least-squares residuals on others. */
function removeFrom({ columns, names }: GeneralColumns, from: readonly number[], others: readonly number[]): void {
  if (!others.length) return;
  const joined = new Float64Array(others.length * names.length);
  others.forEach((column, at) => joined.set(columns[column], at * names.length));
  const qr = pivotedQR(joined, names.length, others.length);
  for (const column of from) {
    const effects = columns[column].slice();
    updateByQTranspose(qr, effects);
    effects.fill(0, 0, qr.rank);
    updateByQ(qr, effects);
    columns[column].set(effects);
  }
}

function columnsOf({ assign }: ModelFrame, term: number): number[] {
  return assign.flatMap((of, column) => (of === term + 1 ? [column] : []));
}

const unit = (size: number, at: number): number[] => Array.from({ length: size }, (_, j) => Number(j === at));

const rounded = (value: number): number => (Math.abs(value) < 1e-8 ? 0 : value);

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
