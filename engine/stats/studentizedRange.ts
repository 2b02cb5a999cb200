/**
 * The studentized range: the range of k independent standard normals over an independent estimate of their standard deviation.
 *
 * Both integrals are over analytic functions that vanish at their ends, for which equidistant points converge faster than any power.
 *
 * @see Copenhaver & Holland (1988), J. Stat. Comput. Simul. 30, 1–15
 */
import { normalDensity, pnorm, qnorm } from './normal.ts';

/** Steps in z, and how far from the middle the integrand of the range goes on. */
const STEP = 0.3;
const REACH = 37;

/**
 * P(Q ≤ q), or P(Q > q) with `upper`, for k ≥ 2 means and `df` > 0 degrees of freedom; infinite df is the range of normals.
 *
 * The upper tail keeps its relative precision; within 1e-12 of the exact value elsewhere.
 */
export function ptukey(q: number, k: number, df: number, upper = false): number {
  if (Number.isNaN(q) || !(k >= 2) || !(df > 0)) return NaN;
  if (q <= 0) return upper ? 1 : 0;
  const tail = q === Infinity ? 0 : df === Infinity ? rangeTail(q, k) : studentizedTail(q, k, df);
  return upper ? Math.min(tail, 1) : Math.max(0, 1 - tail);
}

/** The q with P(Q ≤ q) = p, 0 < p < 1: secant steps within a bracket, on the logarithm of the upper tail. */
export function qtukey(p: number, k: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(k >= 2) || !(df > 0)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
  const excess = (q: number) => Math.log(ptukey(q, k, df, true) / (1 - p));
  let [low, high] = [0, Infinity];
  let last = { q: Math.SQRT2 * qnorm(1 - (1 - p) / (k * (k - 1))), excess: 0 };
  last.excess = excess(last.q);
  let q = last.q * (last.excess > 0 ? 1.05 : 0.95);
  for (let turn = 0; turn < 100; turn++) {
    const at = excess(q);
    if (at > 0) low = Math.max(low, q);
    else high = Math.min(high, q);
    const next = q - (at * (q - last.q)) / (at - last.excess);
    if (Math.abs(at) < 1e-14 || Math.abs(next - q) < 1e-13 * q) return q;
    last = { q, excess: at };
    q = next > low && next < high ? next : high < Infinity ? (low + high) / 2 : 2 * q;
  }
  return q;
}

/**
 * P(range > w) = k ∫ φ(z) {Φ(z)^(k−1) − [Φ(z) − Φ(z − w)]^(k−1)} dz, with z = w/2 + t: one set of normal tails at w/2 ± t serves both Φ.
 */
function rangeTail(w: number, k: number): number {
  let sum = 0;
  const tails = Array.from({ length: 2 * REACH + 1 }, (_, j) => pnorm(w / 2 + (j - REACH) * STEP, true));
  for (let j = 0; j <= 2 * REACH; j++) {
    const below = 1 - tails[j];
    const share = below > 0 ? tails[2 * REACH - j] / below : 1;
    const density = normalDensity(w / 2 + (j - REACH) * STEP);
    sum += density * below ** (k - 1) * -Math.expm1((k - 1) * Math.log1p(-Math.min(share, 1)));
  }
  return Math.min(1, k * STEP * sum);
}

/** ∫ g(s) P(range > q s) ds over the density g of √(χ²/df), in u = log s; g is brought to 1 by its own sum over the same points. */
function studentizedTail(q: number, k: number, df: number): number {
  const spread = 1 / Math.sqrt(2 * df);
  const step = Math.min(0.12, spread / 1.4);
  let [total, sum] = [0, 0];
  for (const direction of [1, -1]) {
    for (let j = direction > 0 ? 0 : 1; ; j++) {
      const u = direction * j * step;
      const weight = Math.exp(df * u - (df / 2) * Math.expm1(2 * u));
      const tail = rangeTail(q * Math.exp(u), k);
      total += weight;
      sum += weight * tail;
      // on the left the integrand may rise from nothing: its tail has to be large before it counts as over
      const isOver = weight * tail <= 1e-17 * sum && (direction > 0 || sum > 0 || tail > 0.5);
      if (isOver && weight <= 1e-17 * total) break;
    }
  }
  return sum / total;
}
