import gammainc from '@stdlib/math-base-special-gammainc';

/** P(Z ≤ z), or P(Z > z) with `upper`, of the standard normal; right to 1e-300 in both tails. */
export function pnorm(z: number, upper = false): number {
  if (Number.isNaN(z)) return NaN;
  if (!Number.isFinite(z)) return z > 0 === upper ? 0 : 1;
  if (z === 0) return 0.5;
  const tail = 0.5 * gammainc((z * z) / 2, 0.5, true, true);
  return z > 0 === upper ? tail : 1 - tail;
}

/**
 * The z with P(Z ≤ z) = p: a rational start in log p, then Halley's steps against `pnorm` to full precision.
 *
 * @see Abramowitz & Stegun (1964), 26.2.23, on the start
 */
export function qnorm(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const tail = Math.min(p, 1 - p);
  const r = Math.sqrt(-2 * Math.log(tail));
  let z = r - (2.515517 + 0.802853 * r + 0.010328 * r * r) / (1 + 1.432788 * r + 0.189269 * r * r + 0.001308 * r ** 3);
  for (let step = 0; step < 4; step++) {
    const error = (pnorm(z, true) - tail) / normalDensity(z);
    z += error / (1 - (z * error) / 2);
  }
  return p < 0.5 ? -z : z;
}

export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}
