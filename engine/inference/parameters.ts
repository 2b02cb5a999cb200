/**
 * The parameters of a mixed model as people speak of them: standard deviations and correlations term by term, σ, coefficients.
 */
import type { Fit, LinearMixedModel } from '../lmm/index.ts';

export type Estimated = Pick<Fit, 'theta' | 'sigma' | 'beta'>;

/**
 * As lme4 names them: `sd_column|group`, `cor_column.column|group` in the order of theta, `sigma`, then the coefficients. A name that an
 * earlier term of the same group has is told apart by a number.
 */
export function parameterNames({ frame, places }: LinearMixedModel): string[] {
  const terms = places.map(({ term, row, column }) => {
    const { group, columns } = frame.random[term];
    const { name } = frame.groups[group];
    return row === column ? `sd_${columns[row]}|${name}` : `cor_${columns[row]}.${columns[column]}|${name}`;
  });
  return distinctNames([...terms, 'sigma', ...frame.coefNames]);
}

/** `a, b, a` → `a, b, a.1`. */
export function distinctNames(names: readonly string[]): string[] {
  const met = new Map<string, number>();
  return names.map((name) => {
    const times = met.get(name) ?? 0;
    met.set(name, times + 1);
    return times === 0 ? name : `${name}.${times}`;
  });
}

/** Their values in the same order; NaN for the correlation of an effect that does not vary. */
export function parameterValues(model: LinearMixedModel, { theta, sigma, beta }: Estimated): number[] {
  const rows = lambdaRows(model, theta);
  const terms = model.places.map(({ term, row, column }) => {
    const [one, other] = [rows[term][row], rows[term][column]];
    return row === column ? sigma * norm(one) : dot(one, other) / (norm(one) * norm(other));
  });
  return [...terms, sigma, ...beta];
}

/** Derivatives of standard deviations, correlations and σ in (theta, σ): a row for each. */
export function varParJacobian(model: LinearMixedModel, { theta, sigma }: Estimated): number[][] {
  const rows = lambdaRows(model, theta);
  const { places } = model;
  const terms = places.map(({ term, row, column }) => {
    const [one, other] = [rows[term][row], rows[term][column]];
    const slopes = row === column ? sdSlopes(one, sigma) : correlationSlopes(one, other);
    const byTheta = places.map((place) =>
      place.term === term ? slopes(place.row === row, place.row === column, place.column) : 0,
    );
    return [...byTheta, row === column ? norm(one) : 0];
  });
  return [...terms, [...theta.map(() => 0), 1]];
}

/** The slope in one entry of λ: whether it stands in the first row or in the second, and in which column. */
type Slopes = (inOne: boolean, inOther: boolean, column: number) => number;

function sdSlopes(one: readonly number[], sigma: number): Slopes {
  return (inOne, _, column) => (inOne ? (sigma * one[column]) / norm(one) : 0);
}

function correlationSlopes(one: readonly number[], other: readonly number[]): Slopes {
  const [a, b] = [norm(one), norm(other)];
  const rho = dot(one, other) / (a * b);
  return (inOne, inOther, column) => {
    if (inOne) return other[column] / (a * b) - (rho * one[column]) / a ** 2;
    return inOther ? one[column] / (a * b) - (rho * other[column]) / b ** 2 : 0;
  };
}

/** The rows of λ of each term. */
function lambdaRows({ frame, places }: LinearMixedModel, theta: readonly number[]): number[][][] {
  const rows = frame.random.map(({ columns }) => columns.map(() => columns.map(() => 0)));
  places.forEach(({ term, row, column }, i) => (rows[term][row][column] = theta[i]));
  return rows;
}

function norm(v: readonly number[]): number {
  return Math.hypot(...v);
}

function dot(v: readonly number[], w: readonly number[]): number {
  return v.reduce((sum, value, i) => sum + value * w[i], 0);
}
