import type { PlotBox } from '../contract/index.ts';
import { fiveNumbers, quantile, sd } from '../stats/index.ts';

/** Points beyond the whiskers that are kept. */
const MOST_OUTLIERS = 200;

/**
 * Quartiles, whiskers and what lies beyond.
 *
 * @param values without missing ones, at least one
 * @see Tukey (1977), Exploratory Data Analysis, §2C
 */
export function boxOf(values: Float64Array, at: number, series: number | null): PlotBox {
  const [, lowerQuartile, median, upperQuartile] = fiveNumbers(values);
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  const inside = values.filter((value) => value >= lowerQuartile - reach && value <= upperQuartile + reach);
  const beyond = [...new Set(values.filter((value) => value < lowerQuartile - reach || value > upperQuartile + reach))];
  const whiskers = inside.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [median, median]);
  const [lowWhisker, highWhisker] = whiskers;
  return {
    at,
    series,
    lowWhisker,
    lowerQuartile,
    median,
    upperQuartile,
    highWhisker,
    outliers: spread(beyond.sort((a, b) => a - b)),
  };
}

/** Evenly taken from many, both ends kept. */
function spread(sorted: readonly number[]): number[] {
  if (sorted.length <= MOST_OUTLIERS) return [...sorted];
  const step = (sorted.length - 1) / (MOST_OUTLIERS - 1);
  return Array.from({ length: MOST_OUTLIERS }, (_, i) => sorted[Math.round(i * step)]);
}

const GRID = 80;
const BINS = 512;

/**
 * Density at evenly spaced values, from a fine histogram smoothed by a Gaussian kernel.
 *
 * @param values without missing ones, at least two different
 * @see Silverman (1986), Density Estimation, §3.4.2 (bandwidth 0.9 min(SD, IQR/1.34) n^(−1/5))
 */
export function densityOf(values: Float64Array): { readonly at: number[]; readonly density: number[] } {
  const spreadOf = sd(values);
  const iqr = (quantile(values, 0.75) - quantile(values, 0.25)) / 1.34;
  const bandwidth = 0.9 * (iqr > 0 ? Math.min(spreadOf, iqr) : spreadOf) * values.length ** -0.2;
  const [min, , , , max] = fiveNumbers(values);
  const [from, to] = [min - 2 * bandwidth, max + 2 * bandwidth];
  const counts = binned(values, from, to);
  const width = (to - from) / BINS;
  const at = Array.from({ length: GRID }, (_, i) => from + ((to - from) * i) / (GRID - 1));
  const kernel = (distance: number): number =>
    Math.exp(-0.5 * (distance / bandwidth) ** 2) / (bandwidth * Math.sqrt(2 * Math.PI));
  const density = at.map(
    (y) => counts.reduce((sum, count, b) => sum + (count && count * kernel(y - from - (b + 0.5) * width)), 0) / values.length,
  );
  return { at, density };
}

function binned(values: Float64Array, from: number, to: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) counts[Math.min(BINS - 1, Math.floor(((value - from) / (to - from)) * BINS))]++;
  return counts;
}
