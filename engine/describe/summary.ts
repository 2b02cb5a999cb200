import { mean, quantile, sd } from '../stats/index.ts';

/** What is said of one numeric variable. NaN where too few values are there to say it. */
export interface NumberSummary {
  readonly n: number;
  readonly missing: number;
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  /** Mean without the lowest and the highest tenth. */
  readonly trimmed: number;
  /** Median absolute deviation from the median, times 1.4826: the SD of normal data. */
  readonly mad: number;
  readonly min: number;
  readonly max: number;
  readonly range: number;
  /** Third moment about the mean over sd³. */
  readonly skew: number;
  /** Fourth moment about the mean over sd⁴, less 3. */
  readonly kurtosis: number;
  /** Of the mean. */
  readonly se: number;
}

const TRIM = 0.1;
/** 1 / Φ⁻¹(3/4). */
const TO_SD = 1.4826;

/**
 * The figures that psych::describe gives, missing values (NaN) left out. Skew and kurtosis are its type 3: moments over n, divided by powers of
 * the SD over n − 1.
 *
 * @see Joanes & Gill (1998), J. R. Stat. Soc. D 47(1), b₁ and b₂
 */
export function numberSummary(values: Float64Array): NumberSummary {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const n = known.length;
  const [centre, spread, median] = [mean(known), sd(known), middle(known)];
  const [third, fourth] = momentsAbout(centre, known);
  const [min, max] = n > 0 ? [known[0], known[n - 1]] : [NaN, NaN];
  return {
    n,
    missing: values.length - n,
    mean: centre,
    sd: spread,
    median,
    trimmed: trimmedMean(known),
    mad:
      TO_SD *
      quantile(
        known.map((value) => Math.abs(value - median)),
        0.5,
      ),
    min,
    max,
    range: max - min,
    skew: third / spread ** 3,
    kurtosis: fourth / spread ** 4 - 3,
    se: spread / Math.sqrt(n),
  };
}

/** @param sorted ascending */
function middle(sorted: Float64Array): number {
  const half = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}

/** Third and fourth, over n. */
function momentsAbout(centre: number, values: Float64Array): [number, number] {
  let [third, fourth] = [0, 0];
  for (const value of values) {
    const off = value - centre;
    third += off * off * off;
    fourth += off * off * off * off;
  }
  return [third / values.length, fourth / values.length];
}

/** @param sorted ascending */
function trimmedMean(sorted: Float64Array): number {
  const cut = Math.floor(sorted.length * TRIM);
  return mean(sorted.subarray(cut, sorted.length - cut));
}
