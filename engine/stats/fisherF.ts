import betainc from '@stdlib/math-base-special-betainc';
import { pchisq } from './chiSquared.ts';

/** P(F ≤ f), or P(F > f) with `upper`; either df may be infinite. NaN in, NaN out. */
export function pf(f: number, df1: number, df2: number, upper = false): number {
  if (Number.isNaN(f) || !(df1 > 0) || !(df2 > 0)) return NaN;
  if (f <= 0) return upper ? 1 : 0;
  if (df2 === Infinity) return pchisq(df1 * f, df1, upper);
  if (df1 === Infinity) return pchisq(df2 / f, df2, !upper);
  if (f === Infinity) return upper ? 0 : 1;
  const share = (df1 * f) / (df1 * f + df2);
  const rest = df2 / (df1 * f + df2);
  return share < 0.5 ? betainc(share, df1 / 2, df2 / 2, true, upper) : betainc(rest, df2 / 2, df1 / 2, true, !upper);
}
