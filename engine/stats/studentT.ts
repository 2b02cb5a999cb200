import { pf } from './fisherF.ts';
import { pnorm, qnorm } from './normal.ts';

/** P(T ≤ t), or P(T > t) with `upper`, of Student's t with `df` degrees of freedom; infinite df is the normal distribution. */
export function pt(t: number, df: number, upper = false): number {
  if (df === Infinity) return pnorm(t, upper);
  const tail = 0.5 * pf(t * t, 1, df, true);
  return t > 0 === upper ? tail : 1 - tail;
}

/** P(|T| > |t|): the two-sided p value. `df` null or infinite: the normal distribution. */
export function twoSidedP(t: number, df: number | null): number {
  return df === null || df === Infinity ? 2 * pnorm(Math.abs(t), true) : pf(t * t, 1, df, true);
}

/**
 * The t with P(T ≤ t) = p, 0 < p < 1.
 *
 * Safeguarded Newton on the smaller tail's logarithm, from the expansion of Cornish & Fisher in 1/df; about 1e-12 relative.
 *
 * @see Hill (1970), Algorithm 396, Comm. ACM 13(10), on the starting expansion
 */
export function qt(p: number, df: number): number {
  if (Number.isNaN(p) || !(df > 0) || p < 0 || p > 1) return NaN;
  if (df === Infinity) return qnorm(p);
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const tail = Math.min(p, 1 - p);
  return (p < 0.5 ? -1 : 1) * upperTailQuantile(tail, df);
}

function upperTailQuantile(tail: number, df: number): number {
  let [low, high] = [0, 1];
  while (pt(high, df, true) > tail) [low, high] = [high, high * 2];
  let t = Math.min(Math.max(cornishFisher(-qnorm(tail), df), low), high);
  for (let step = 0; step < 100; step++) {
    const excess = Math.log(pt(t, df, true) / tail);
    if (excess > 0) low = t;
    else high = t;
    const slope = -density(t, df) / pt(t, df, true);
    let next = t - excess / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - t) <= 1e-14 * Math.abs(next)) return next;
    t = next;
  }
  return t;
}

function cornishFisher(z: number, df: number): number {
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
}

/** Density by a central difference of the tail: only steers Newton's steps. */
function density(t: number, df: number): number {
  const h = 1e-5 * Math.max(1, t);
  return (pt(t - h, df, true) - pt(t + h, df, true)) / (2 * h);
}
