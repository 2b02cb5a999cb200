/**
 * Quantiles as R's default: linear between order statistics.
 *
 * @see Hyndman & Fan (1996), Amer. Statist. 50(4), definition 7
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), share);
}

/** Minimum, lower quartile, median, upper quartile, maximum; NaN where there is nothing. */
export function fiveNumbers(values: ArrayLike<number>): [number, number, number, number, number] {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => quantileOfSorted(sorted, share);
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)];
}

export function quantileOfSorted(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position + 4 * Number.EPSILON * position);
  const rest = position - below;
  return rest <= 0 || below + 1 >= sorted.length ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
}
