import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import type { Collapse } from '../text/notices.ts';
import { blockOf, blocksOf, outer } from './boundary.ts';
import type { Lambda } from './coordinates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/** Standard deviations below this share of σ count as none. */
const NOTHING = 1e-4;

/** What has collapsed in each random term whose covariance matrix has no inverse: a variance, a correlation, or the rank. */
export function collapses(model: LinearMixedModel, lambda: Lambda): Collapse[] {
  return blocksOf(model)
    .sort((one, other) => one.term - other.term)
    .flatMap((block): Collapse[] => {
      const { group, columns } = model.frame.random[block.term];
      const { name } = model.frame.groups[group];
      const covariance = outer(blockOf(lambda, block));
      if (Math.sqrt(Math.max(symmetricEigen(covariance).values[0], 0)) > NOTHING) return [];
      const zero = columns.filter((_, j) => Math.sqrt(covariance[j][j]) <= NOTHING);
      if (zero.length > 0) return zero.map((column) => ({ kind: 'variance', group: name, columns: [column] }));
      return [{ kind: columns.length === 2 ? 'correlation' : 'rank', group: name, columns }];
    });
}
