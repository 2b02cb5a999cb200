/**
 * Means and variances that keep their digits far from zero: means first, then squares about them.
 */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const first = sum / values.length;
  let rest = 0;
  for (let i = 0; i < values.length; i++) rest += values[i] - first;
  return first + rest / values.length;
}

/** Sum of squares about the mean over n − 1; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  return values.length < 2 ? NaN : covariance(values, values);
}

export function sd(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

export function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - meanX) * (y[i] - meanY);
  return sum / (x.length - 1);
}

export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return covariance(x, y) / (sd(x) * sd(y));
}
