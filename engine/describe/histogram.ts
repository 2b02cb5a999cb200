import { quantile } from '../stats/index.ts';

export interface Histogram {
  /** One more than bars. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

const MOST_BARS = 60;

/**
 * Counts in bars of equal width with edges at round numbers. Without a wish, their width is that of Freedman and Diaconis; whole numbers
 * of few values get a bar each.
 *
 * @param values without missing ones
 * @see Freedman & Diaconis (1981), Z. Wahrscheinlichkeitstheorie 57(4)
 */
export function histogram(values: Float64Array, bars: number | null, edges = barEdges(values, bars)): Histogram {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const [first, width] = [edges[0], edges[1] - edges[0]];
  for (const value of values) counts[Math.max(0, Math.min(counts.length - 1, Math.floor((value - first) / width + 1e-9)))]++;
  return { edges, counts };
}

/** Edges that hold every value. */
export function barEdges(values: Float64Array, bars: number | null): number[] {
  const [min, max] = extent(values);
  if (!(max > min)) return [min - 0.5, min + 0.5];
  if (bars === null && max - min < MOST_BARS && values.every(Number.isInteger)) return evenEdges(min - 0.5, 1, max - min + 1);
  const width = roundWidth((max - min) / (bars ?? Math.min(MOST_BARS, ruleCount(values, max - min))));
  const first = Math.floor(min / width + 1e-9) * width;
  return evenEdges(first, width, Math.max(1, Math.ceil((max - first) / width - 1e-9)));
}

function extent(values: Float64Array): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

function ruleCount(values: Float64Array, range: number): number {
  const spread = quantile(values, 0.75) - quantile(values, 0.25);
  return spread > 0 ? Math.ceil(range / (2 * spread * values.length ** (-1 / 3))) : Math.ceil(Math.log2(values.length) + 1);
}

/** 1, 2, 2.5 or 5 times a power of ten, the nearest above. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= width * (1 - 1e-9)) ?? 10);
}

const evenEdges = (first: number, width: number, bars: number): number[] =>
  Array.from({ length: bars + 1 }, (_, i) => Number((first + i * width).toPrecision(12)));
