/**
 * A draw from the χ² distribution: twice a gamma draw by squeezing and rejecting.
 *
 * @see Marsaglia & Tsang (2000), A simple method for generating gamma variables. ACM Trans. Math. Softw. 26(3), 363–372
 */
import type { RandomStream } from '../stats/index.ts';

/** @param df 2 or more */
export function chiSquaredDraw(df: number, stream: RandomStream): number {
  const d = df / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = stream.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - stream.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
