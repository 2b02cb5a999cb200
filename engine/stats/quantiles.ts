/**
 * Quantiles as R's default: linear between order statistics.
 *
 * @see Hyndman & Fan (1996), Amer. Statist. 50(4), definition 7
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  return quantileOf(Float64Array.from(values), share, 0);
}

/** Minimum, lower quartile, median, upper quartile, maximum; NaN where there is nothing. */
export function fiveNumbers(values: ArrayLike<number>): [number, number, number, number, number] {
  const work = new Float64Array(values);
  const at = (share: number): number => quantileOf(work, share, Math.floor((work.length - 1) * Math.max(0, share - 0.25)));
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)];
}

/** Reorders `work`; the entries before `settled` must be its smallest, in any order. */
function quantileOf(work: Float64Array, share: number, settled: number): number {
  if (work.length === 0) return NaN;
  const position = (work.length - 1) * share;
  const below = Math.floor(position + 4 * Number.EPSILON * position);
  const rest = position - below;
  const low = select(work, below, settled);
  if (rest <= 0 || below + 1 >= work.length) return low;
  return low + rest * (select(work, below + 1, below + 1) - low);
}

/**
 * The k-th smallest (from 0), put in its place with no larger ones before it.
 *
 * @see Hoare (1961), Algorithm 65: Find, Comm. ACM 4(7)
 */
function select(work: Float64Array, k: number, settled: number): number {
  let [left, right] = [settled, work.length - 1];
  while (left < right) {
    const pivot = medianOfThree(work[left], work[(left + right) >> 1], work[right]);
    let [i, j] = [left, right];
    while (i <= j) {
      while (work[i] < pivot) i++;
      while (work[j] > pivot) j--;
      if (i <= j) {
        const held = work[i];
        work[i++] = work[j];
        work[j--] = held;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return work[k];
  }
  return work[k];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
