/**
 * The standard deviations by which coefficients are standardised.
 *
 * @see Hoffman (2015), Longitudinal Analysis, p. 342, on SDs at each variable's own level
 */
import type { GroupingFactor } from '../frame/types.ts';
import { sd } from '../stats/index.ts';
import { groupMeanColumn } from './groupMeans.ts';

type Groups = Pick<GroupingFactor, 'codes' | 'levels'>;

/** Of the n values of a column about the means of their groups; n − 1 in the denominator. */
export function withinSd(column: Float64Array, groups: Groups): number {
  const means = groupMeanColumn(column, groups);
  return sd(column.map((value, i) => value - means[i]));
}

/** Of the groups' means of a column, every group counting once. */
export function betweenSd(column: Float64Array, groups: Groups): number {
  const means = groupMeanColumn(column, groups);
  const ofGroup = new Float64Array(groups.levels.length);
  groups.codes.forEach((code, i) => (ofGroup[code] = means[i]));
  return sd(ofGroup);
}
