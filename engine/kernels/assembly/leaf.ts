import { at, get, int, set } from './lanes';
import {
  addProduct, crossMultiply, divideByTransposed, entry, factorGram, invertSmall, multiply, subtractCross, subtractOuter,
} from './small'; // prettier-ignore
import { Plan, height, panel } from './supernodal';
import { addScaled, dot, scale, subtractScaled, zero } from './vectors';

/** The factor that is eliminated level by level (`LeafPart`) and the arrays it works in. */
@unmanaged
export class Leaf {
  factor: i32;
  k: i32;
  levels: i32;
  A: usize;
  B: usize;
  rowStart: usize;
  rows: usize;
  cross: usize;
  blockStart: usize;
  blockRow: usize;
  blockFactor: usize;
  /** Updates by panel: levels and the rows of theirs that are columns there. */
  start: usize;
  leaf: usize;
  first: usize;
  last: usize;
  L: usize;
  W: usize;
  border: usize;
  Y: usize;
  localRow: usize;
  M: usize;
  N: usize;
  T: usize;
  borderY: usize;
  /** Addresses of every factor's λ and of its gradient. */
  lambda: usize;
  byLambda: usize;
}

/** Factor every level, divide its rows, and take its part out of the corner; returns the log-determinant. */
export function factorLeaf(leaf: Leaf, plan: Plan): f64 {
  const P = plan.border;
  const k = leaf.k;
  const corner = panel(plan, plan.panels - 1);
  const lambda = entry(leaf.lambda, leaf.factor);
  let product: f64 = 1;
  let logs: f64 = 0;
  for (let g = 0; g < leaf.levels; g++) {
    const L = at(leaf.L, g * k * k);
    multiply(k, k, k, at(leaf.A, g * k * k), lambda, leaf.T);
    product *= factorGram(lambda, leaf.T, k, L);
    if (product > 1e140) {
      logs += Math.log(product);
      product = 1;
    }
    divideByTransposed(lambda, L, k, leaf.N);
    divideRows(leaf, g);
    const W = at(leaf.border, g * k * P);
    crossMultiply(k, k, P, leaf.N, at(leaf.B, g * k * P), W);
    for (let m = 0; m < k; m++) {
      const row = at(W, m * P);
      for (let j = 0; j < P; j++) subtractScaled(P - j, get(row, j), at(row, j), at(corner, j * (P + 1)));
    }
  }
  return 2 * (logs + Math.log(product));
}

/** W = λ_h' (Z_h'DZ_g) N for each block of the level's rows. */
function divideRows(leaf: Leaf, g: i32): void {
  const k = leaf.k;
  for (let block = int(leaf.blockStart, g); block < int(leaf.blockStart, g + 1); block++) {
    const row = int(leaf.blockRow, block);
    const size = int(leaf.blockRow, block + 1) - row;
    const lambda = entry(leaf.lambda, int(leaf.blockFactor, block));
    multiply(size, k, k, at(leaf.cross, row * k), leaf.N, leaf.T);
    crossMultiply(size, size, k, lambda, leaf.T, at(leaf.W, row * k));
  }
}

function locate(plan: Plan, J: i32, localRow: usize): void {
  const start = int(plan.rowStart, J);
  const count = int(plan.rowStart, J + 1) - start;
  for (let i = 0; i < count; i++) store<i32>(localRow + ((<usize>int(plan.rows, start + i)) << 2), i);
}

/** Take out of every panel what the levels give to its columns: outer products of their rows, border included. */
export function subtractLeaf(leaf: Leaf, plan: Plan): void {
  const k = leaf.k;
  const P = plan.border;
  for (let J = 0; J < plan.panels - 1; J++) {
    if (int(leaf.start, J) == int(leaf.start, J + 1)) continue;
    locate(plan, J, leaf.localRow);
    const ld = height(plan, J);
    const top = panel(plan, J);
    for (let u = int(leaf.start, J); u < int(leaf.start, J + 1); u++) {
      const g = int(leaf.leaf, u);
      const end = int(leaf.rowStart, g + 1);
      for (let c = int(leaf.first, u); c < int(leaf.last, u); c++) {
        const column = at(top, int(leaf.localRow, int(leaf.rows, c)) * ld);
        const edge = at(column, ld - P);
        for (let m = 0; m < k; m++) {
          const factor = get(leaf.W, c * k + m);
          for (let r = c; r < end; r++) {
            const row = int(leaf.localRow, int(leaf.rows, r));
            set(column, row, get(column, row) - factor * get(leaf.W, r * k + m));
          }
          subtractScaled(P, factor, at(leaf.border, (g * k + m) * P), edge);
        }
      }
    }
  }
}

/** W := W L_g⁻¹ for every level's rows and border, then Y = S W but for the border's columns. */
export function multiplyLeaf(leaf: Leaf, plan: Plan): void {
  for (let g = 0; g < leaf.levels; g++) divideAgain(leaf, plan.border, g);
  zero(int(leaf.rowStart, leaf.levels) * leaf.k, leaf.Y);
  for (let J = 0; J < plan.panels - 1; J++) multiplyByPanel(leaf, plan, J);
}

function divideAgain(leaf: Leaf, P: i32, g: i32): void {
  const k = leaf.k;
  const L = at(leaf.L, g * k * k);
  const begin = int(leaf.rowStart, g);
  const end = int(leaf.rowStart, g + 1);
  for (let c = k - 1; c >= 0; c--) {
    const divisor = 1 / get(L, c * k + c);
    const border = at(leaf.border, (g * k + c) * P);
    for (let m = c + 1; m < k; m++) {
      const factor = get(L, m * k + c);
      for (let r = begin; r < end; r++) set(leaf.W, r * k + c, get(leaf.W, r * k + c) - factor * get(leaf.W, r * k + m));
      subtractScaled(P, factor, at(leaf.border, (g * k + m) * P), border);
    }
    for (let r = begin; r < end; r++) set(leaf.W, r * k + c, get(leaf.W, r * k + c) * divisor);
    scale(P, divisor, border);
  }
}

function multiplyByPanel(leaf: Leaf, plan: Plan, J: i32): void {
  if (int(leaf.start, J) == int(leaf.start, J + 1)) return;
  const k = leaf.k;
  const ld = height(plan, J);
  const top = panel(plan, J);
  locate(plan, J, leaf.localRow);
  for (let u = int(leaf.start, J); u < int(leaf.start, J + 1); u++) {
    const end = int(leaf.rowStart, int(leaf.leaf, u) + 1);
    for (let c = int(leaf.first, u); c < int(leaf.last, u); c++) {
      const diagonal = int(leaf.localRow, int(leaf.rows, c));
      const column = at(top, diagonal * ld);
      for (let m = 0; m < k; m++) {
        const own = get(leaf.W, c * k + m);
        let sum = get(column, diagonal) * own;
        for (let r = c + 1; r < end; r++) {
          const s = get(column, int(leaf.localRow, int(leaf.rows, r)));
          sum += s * get(leaf.W, r * k + m);
          set(leaf.Y, r * k + m, get(leaf.Y, r * k + m) + s * own);
        }
        set(leaf.Y, c * k + m, get(leaf.Y, c * k + m) + sum);
      }
    }
  }
}

/** The leaf's part of every factor's gradient (half of it), `multiplyLeaf` having been done. */
export function leafGradient(leaf: Leaf, plan: Plan): void {
  const k = leaf.k;
  const P = plan.border;
  const lambda = entry(leaf.lambda, leaf.factor);
  const G = entry(leaf.byLambda, leaf.factor);
  for (let g = 0; g < leaf.levels; g++) {
    multiplyBorder(leaf, plan, g);
    levelInverse(leaf, P, g);
    multiply(k, k, k, lambda, leaf.M, leaf.T);
    addProduct(k, k, k, at(leaf.A, g * k * k), leaf.T, G);
    subtractOuter(k, P, k, at(leaf.B, g * k * P), leaf.borderY, G);
    for (let block = int(leaf.blockStart, g); block < int(leaf.blockStart, g + 1); block++) addBlock(leaf, block, lambda, G);
  }
}

/** One block between the leaf and another factor, S_hg = −Y: its parts of both gradients. */
function addBlock(leaf: Leaf, block: i32, lambda: usize, G: usize): void {
  const k = leaf.k;
  const h = int(leaf.blockFactor, block);
  const row = int(leaf.blockRow, block);
  const size = int(leaf.blockRow, block + 1) - row;
  const cross = at(leaf.cross, row * k);
  const Y = at(leaf.Y, row * k);
  multiply(size, size, k, entry(leaf.lambda, h), Y, leaf.T);
  subtractCross(k, size, k, cross, leaf.T, G);
  multiply(size, k, k, cross, lambda, leaf.T);
  subtractOuter(size, k, size, leaf.T, Y, entry(leaf.byLambda, h));
}

/** `borderY` = S_border W, and what the border adds to Y. */
function multiplyBorder(leaf: Leaf, plan: Plan, g: i32): void {
  const k = leaf.k;
  const P = plan.border;
  const corner = panel(plan, plan.panels - 1);
  for (let m = 0; m < k; m++) {
    const W = at(leaf.border, (g * k + m) * P);
    const Y = at(leaf.borderY, m * P);
    zero(P, Y);
    for (let j = 0; j < P; j++) addScaled(P, get(W, j), at(corner, j * P), Y);
    for (let r = int(leaf.rowStart, g); r < int(leaf.rowStart, g + 1); r++) {
      const row = int(leaf.rows, r);
      const J = int(plan.panelOf, row);
      const ld = height(plan, J);
      const edge = at(panel(plan, J), (row - int(plan.firstColumn, J) + 1) * ld - P);
      set(leaf.Y, r * k + m, get(leaf.Y, r * k + m) + dot(P, edge, W));
      addScaled(P, get(leaf.W, r * k + m), edge, Y);
    }
  }
}

/** S_gg = L_g⁻ᵀ L_g⁻¹ + W'Y into `M`, both triangles. */
function levelInverse(leaf: Leaf, P: i32, g: i32): void {
  const k = leaf.k;
  const N = leaf.N;
  invertSmall(at(leaf.L, g * k * k), k, N);
  for (let r = 0; r < k; r++) {
    for (let c = 0; c <= r; c++) {
      let sum: f64 = 0;
      for (let m = r; m < k; m++) sum += get(N, m * k + r) * get(N, m * k + c);
      for (let i = int(leaf.rowStart, g); i < int(leaf.rowStart, g + 1); i++)
        sum += get(leaf.W, i * k + r) * get(leaf.Y, i * k + c);
      sum += dot(P, at(leaf.border, (g * k + r) * P), at(leaf.borderY, c * P));
      set(leaf.M, r * k + c, sum);
      set(leaf.M, c * k + r, sum);
    }
  }
}
