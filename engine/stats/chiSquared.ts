import gammainc from '@stdlib/math-base-special-gammainc';

/** P(X ≤ x), or P(X > x) with `upper`, of a chi-squared variable with `df` degrees of freedom (not necessarily whole). NaN in, NaN out. */
export function pchisq(x: number, df: number, upper = false): number {
  if (Number.isNaN(x) || !(df > 0)) return NaN;
  if (x <= 0) return upper ? 1 : 0;
  if (x === Infinity) return upper ? 0 : 1;
  return gammainc(x / 2, df / 2, true, upper);
}
