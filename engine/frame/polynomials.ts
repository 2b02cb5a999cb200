/** Orthogonal polynomials on given points. */

/** What the recurrence needs to give the same polynomials on other points, in R's notation. */
export interface PolynomialCoefs {
  /** Degree entries: the centre of each step. */
  readonly alpha: readonly number[];
  /** Degree + 2 entries: 1, then the squared norm of each polynomial from degree 0 up. */
  readonly norm2: readonly number[];
}

/**
 * Learn the three-term recurrence of the polynomials of degree 1..degree from the points that are not missing.
 *
 * @see Kennedy & Gentle (1980), Statistical Computing, §8.1.1; R's ?poly names the coefficients
 */
export function learnPolynomials(points: Float64Array, degree: number): PolynomialCoefs {
  const x = points.filter((value) => !Number.isNaN(value));
  let previous: Float64Array = new Float64Array(x.length);
  let current: Float64Array = new Float64Array(x.length).fill(1);
  const alpha: number[] = [];
  const norm2 = [1, x.length];
  for (let d = 1; d <= degree; d++) {
    alpha.push(weightedMean(x, current));
    const next = step(x, current, previous, alpha[d - 1], norm2[d] / norm2[d - 1], d === 1);
    norm2.push(sumOfSquares(next));
    [previous, current] = [current, next];
  }
  return { alpha, norm2 };
}

/** The polynomials of degree 1.. at the points, each divided by its norm on the points they were learned from. */
export function polynomialsAt(points: Float64Array, { alpha, norm2 }: PolynomialCoefs): Float64Array[] {
  let previous: Float64Array = new Float64Array(points.length);
  let current: Float64Array = new Float64Array(points.length).fill(1);
  return alpha.map((centre, index) => {
    const next = step(points, current, previous, centre, norm2[index + 1] / norm2[index], index === 0);
    [previous, current] = [current, next];
    const norm = Math.sqrt(norm2[index + 2]);
    return next.map((value) => value / norm);
  });
}

/**
 * Orthonormal polynomials of degree 1..degree on the points alone, each orthogonalised against all before it (twice, so that
 * the digits last to high degrees).
 */
export function orthonormalPolynomials(points: Float64Array, degree: number): Float64Array[] {
  const basis = [new Float64Array(points.length).fill(1 / Math.sqrt(points.length))];
  for (let d = 1; d <= degree; d++) {
    const next = points.map((x, i) => x * basis[d - 1][i]);
    for (let pass = 0; pass < 2; pass++) for (const earlier of basis) removeFrom(next, earlier);
    const norm = Math.sqrt(sumOfSquares(next));
    basis.push(next.map((value) => value / norm));
  }
  return basis.slice(1);
}

function removeFrom(target: Float64Array, unit: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < target.length; i++) dot += target[i] * unit[i];
  for (let i = 0; i < target.length; i++) target[i] -= dot * unit[i];
}

/** p_{d+1} = (x − α) p_d − (‖p_d‖² / ‖p_{d−1}‖²) p_{d−1} */
function step(
  x: Float64Array,
  current: Float64Array,
  previous: Float64Array,
  centre: number,
  ratio: number,
  first: boolean,
): Float64Array {
  const next = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) next[i] = (x[i] - centre) * current[i] - (first ? 0 : ratio * previous[i]);
  return next;
}

/** Mean of x with the squares of the current polynomial as weights, taken around the plain mean to keep digits. */
function weightedMean(x: Float64Array, current: Float64Array): number {
  let centre = 0;
  for (const value of x) centre += value / x.length;
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < x.length; i++) {
    sum += (x[i] - centre) * current[i] * current[i];
    weight += current[i] * current[i];
  }
  return centre + sum / weight;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
