/**
 * The parts of the outcome's variance from a model's parameters as people speak of them: what a replicate of the bootstrap comes to.
 */
import type { LinearMixedModel } from '../lmm/index.ts';
import { covariance } from '../stats/index.ts';
import { combine, dot, type Rows } from './linearHypothesis.ts';

export interface VariancesByPart {
  /** Variance of the fixed part of the predictions, an offset left aside. */
  readonly fixed: number;
  /** Between the levels of each grouping factor. */
  readonly groups: readonly number[];
  readonly residual: number;
}

/**
 * For many sets of parameter values (as `parameterValues` gives them) of one model.
 *
 * products  the mean of zz' of each random term, over the rows at which variances are taken
 */
export function partsOfParameters(
  model: LinearMixedModel,
  products: readonly Rows[],
): (values: readonly number[]) => VariancesByPart {
  const { frame, places } = model;
  const columns = Array.from({ length: frame.p }, (_, j) => frame.X.subarray(j * frame.n, (j + 1) * frame.n));
  const X = columns.map((one) => columns.map((other) => covariance(one, other)));
  return (values) => {
    const sdOf = (term: number, row: number): number =>
      values[places.findIndex((place) => place.term === term && place.row === row && place.column === row)];
    const groups = frame.groups.map(() => 0);
    places.forEach(({ term, row, column }, i) => {
      const product = sdOf(term, row) * sdOf(term, column) * products[term][row][column];
      if (product !== 0) groups[frame.random[term].group] += row === column ? product : 2 * (values[i] || 0) * product;
    });
    const beta = values.slice(places.length + 1, places.length + 1 + frame.p);
    return { fixed: dot(combine(beta, X), beta), groups, residual: values[places.length] ** 2 };
  };
}
