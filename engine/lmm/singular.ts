import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Collapse } from '../text/notices.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { standardFromNamed } from './theta.ts';

/** Standard deviations below this share of σ count as none. */
const NOTHING = 1e-4;

/** What has collapsed in each random term whose covariance matrix has no inverse: a variance, a correlation, or the rank. */
export function collapses(model: LinearMixedModel, theta: readonly number[]): Collapse[] {
  const standard = standardFromNamed(model.factors, model.places, theta);
  return model.frame.random.flatMap(({ group, columns }, term): Collapse[] => {
    const covariance = termCovariance(model, standard, term, columns.length);
    const sds = symmetricEigen(covariance).values.map((value) => Math.sqrt(Math.max(value, 0)));
    const { name } = model.frame.groups[group];
    if (sds.length === 0 || sds[0] > NOTHING) return [];
    const zero = columns.filter((_, j) => Math.sqrt(covariance[j][j]) <= NOTHING);
    if (zero.length > 0) return zero.map((column) => ({ kind: 'variance', group: name, columns: [column] }));
    return [{ kind: columns.length === 2 ? 'correlation' : 'rank', group: name, columns }];
  });
}

/** λλ' of one term. */
function termCovariance(model: LinearMixedModel, theta: readonly number[], term: number, size: number): number[][] {
  const L = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  model.places.forEach((place, i) => {
    if (place.term === term) L[place.row][place.column] = theta[i];
  });
  return L.map((one) => L.map((other) => one.reduce((sum, value, j) => sum + value * other[j], 0)));
}
