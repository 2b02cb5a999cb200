/**
 * Families of contrasts among the means of ordered or unordered categories, as weights.
 *
 * @see Fisher & Yates (1963), Statistical Tables, 6th ed., table XXIII, on whole-number orthogonal polynomials
 */

/** A contrast's name and the weight of each mean. */
export interface NamedContrast {
  readonly label: string;
  readonly weights: readonly number[];
}

export type ContrastFamily = 'pairs' | 'reference' | 'consecutive' | 'polynomial';

/** The degree beyond which no polynomial contrast is made, and what the first ones are called. */
const HIGHEST = 6;
const DEGREES = ['linear', 'quadratic', 'cubic', 'quartic'];

/** @param reference place of the category that the others are compared with; only its family asks */
export function contrastFamily(family: ContrastFamily, labels: readonly string[], reference = 0): NamedContrast[] {
  const places = [...labels.keys()];
  switch (family) {
    case 'pairs':
      return places.flatMap((one) => places.slice(one + 1).map((other) => difference(labels, one, other)));
    case 'reference':
      return places.filter((place) => place !== reference).map((place) => difference(labels, place, reference));
    case 'consecutive':
      return places.slice(1).map((place) => difference(labels, place, place - 1));
    case 'polynomial':
      return places.slice(1, HIGHEST + 1).map((degree) => ({
        label: DEGREES[degree - 1] ?? `degree ${degree}`,
        weights: orthogonalPolynomial(degree, labels.length),
      }));
  }
}

function difference(labels: readonly string[], one: number, other: number): NamedContrast {
  const weights = labels.map((_, i) => Number(i === one) - Number(i === other));
  return { label: `${labels[one]} − ${labels[other]}`, weights };
}

/**
 * Chebyshev's discrete polynomial of a degree on equally spaced points, in the smallest whole numbers.
 *
 * t(x) = Σ_j (−1)^(d−j) C(d+j, j) C(N−1−j, d−j) C(x, j), x = 0 … N−1.
 */
export function orthogonalPolynomial(degree: number, points: number): number[] {
  const values = Array.from({ length: points }, (_, x) => {
    let sum = 0;
    for (let j = 0; j <= degree; j++)
      sum += (-1) ** (degree - j) * choose(degree + j, j) * choose(points - 1 - j, degree - j) * choose(x, j);
    return Math.round(sum);
  });
  const divisor = values.reduce((a, b) => greatestCommonDivisor(a, Math.abs(b)), 0);
  return values.map((value) => value / divisor);
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return k > n ? 0 : product;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
