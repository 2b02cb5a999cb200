import { at, get, int, set } from './lanes';
import { gemm } from './product';
import { pause } from './pause';
import { choleskyPanel, gramOfLower, invertLower, solveRight } from './triangles';
import { copyNegative, zero } from './vectors';

/** The symbolic half of a supernodal factorization (`SupernodalPlan`) and the arrays it works in: addresses in the order given. */
@unmanaged
export class Plan {
  panels: i32;
  border: i32;
  firstColumn: usize;
  rowStart: usize;
  rows: usize;
  offset: usize;
  panelOf: usize;
  source: usize;
  target: usize;
  first: usize;
  last: usize;
  sourceStart: usize;
  targetStart: usize;
  byTarget: usize;
  L: usize;
  update: usize;
  product: usize;
  relative: usize;
  work: usize;
}

// @ts-ignore: decorator
@inline
export function height(plan: Plan, J: i32): i32 {
  return int(plan.rowStart, J + 1) - int(plan.rowStart, J);
}

// @ts-ignore: decorator
@inline
export function width(plan: Plan, J: i32): i32 {
  return int(plan.firstColumn, J + 1) - int(plan.firstColumn, J);
}

/** Address of a panel's values. */
// @ts-ignore: decorator
@inline
export function panel(plan: Plan, J: i32): usize {
  return plan.L + ((<usize>get(plan.offset, J)) << 3);
}

/** Twin of `factorSupernodes`; false when a pivot was not positive. */
export function factorSupernodes(plan: Plan): bool {
  for (let J = 0; J < plan.panels; J++) {
    for (let i = int(plan.targetStart, J); i < int(plan.targetStart, J + 1); i++) fetchUpdate(plan, int(plan.byTarget, i));
    const ld = height(plan, J);
    if (choleskyPanel(ld, width(plan, J), panel(plan, J), ld, plan.work) != 0) return false;
  }
  return true;
}

/** Multiplications of a product, some 50 µs, before which the caller may have something to say. */
const WORTH_A_PAUSE: f64 = 1e6;

// @ts-ignore: decorator
@inline
function pauseBefore(m: i32, n: i32, k: i32): void {
  if (<f64>m * <f64>n * <f64>k > WORTH_A_PAUSE) pause();
}

function fetchUpdate(plan: Plan, e: i32): void {
  const K = int(plan.source, e);
  const J = int(plan.target, e);
  const first = int(plan.first, e);
  const ldk = height(plan, K);
  const ldj = height(plan, J);
  const m = ldk - first;
  const n = int(plan.last, e) - first;
  const from = at(panel(plan, K), first);
  pauseBefore(m, n, width(plan, K));
  zero(m * n, plan.update);
  gemm(m, n, width(plan, K), -1, from, 1, ldk, from, ldk, 1, plan.update, m, true, plan.work);
  locateRows(plan, K, J, first);
  const top = panel(plan, J);
  for (let j = 0; j < n; j++) {
    const column = at(top, int(plan.relative, j) * ldj);
    const update = at(plan.update, j * m);
    for (let i = j; i < m; i++) {
      const entry = int(plan.relative, i);
      set(column, entry, get(column, entry) + get(update, i));
    }
  }
}

/** Where rows `first` and on of panel K stand among the rows of panel J, which has them all. */
function locateRows(plan: Plan, K: i32, J: i32, first: i32): void {
  const start = plan.rows + ((<usize>int(plan.rowStart, J)) << 2);
  const end = plan.rows + ((<usize>int(plan.rowStart, K + 1)) << 2);
  let at = start;
  let to = plan.relative;
  for (let row = plan.rows + ((<usize>(int(plan.rowStart, K) + first)) << 2); row < end; row += 4, to += 4) {
    const wanted = load<i32>(row);
    while (load<i32>(at) != wanted) at += 4;
    store<i32>(to, <i32>((at - start) >> 2));
  }
}

/** Twin of `selectedInverse`. */
export function selectedInverse(plan: Plan): void {
  for (let K = plan.panels - 2; K >= 0; K--) invertPanel(plan, K);
}

function invertPanel(plan: Plan, K: i32): void {
  const columns = width(plan, K);
  const ld = height(plan, K);
  const m = ld - columns;
  const top = panel(plan, K);
  const below = at(top, columns);
  const Y = plan.product;
  solveRight(m, columns, top, ld, below, ld, plan.work);
  zero(m * columns, Y);
  for (let e = int(plan.sourceStart, K); e < int(plan.sourceStart, K + 1); e++) multiplyBlock(plan, e, columns);
  invertLower(columns, top, ld);
  gramOfLower(columns, top, ld);
  gemm(columns, columns, m, 1, below, ld, 1, Y, 1, m, top, ld, true, plan.work);
  for (let j = 0; j < columns; j++) copyNegative(m, at(Y, j * m), at(below, j * ld));
}

/** Add to Y the part of S·W that columns of S in the target panel of update e give, on both sides of the diagonal. */
function multiplyBlock(plan: Plan, e: i32, columns: i32): void {
  const K = int(plan.source, e);
  const first = int(plan.first, e);
  const ld = height(plan, K);
  const m = ld - first;
  const n = int(plan.last, e) - first;
  pauseBefore(m, n, columns);
  gatherBlock(plan, e, m, n);
  const own = first - columns;
  const W = at(panel(plan, K), first);
  const tall = ld - columns;
  gemm(m, columns, n, 1, plan.update, 1, m, W, 1, ld, at(plan.product, own), tall, false, plan.work);
  gemm(n, columns, m - n, 1, at(plan.update, n), m, 1, at(W, n), 1, ld, at(plan.product, own), tall, false, plan.work);
}

/** Copy S[rows from first on, rows first…last) of update e, filled up to a full square at the top. */
function gatherBlock(plan: Plan, e: i32, m: i32, n: i32): void {
  const J = int(plan.target, e);
  const ldj = height(plan, J);
  locateRows(plan, int(plan.source, e), J, int(plan.first, e));
  const top = panel(plan, J);
  for (let j = 0; j < n; j++) {
    const column = at(top, int(plan.relative, j) * ldj);
    const copy = at(plan.update, j * m);
    for (let i = j; i < m; i++) set(copy, i, get(column, int(plan.relative, i)));
    for (let i = j + 1; i < n; i++) set(plan.update, j + i * m, get(copy, i));
  }
}
