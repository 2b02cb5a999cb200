/**
 * The covariance of all random effects of each grouping factor; effects of different terms are uncorrelated.
 */
import { termCovariance } from '../../../lmm/index.ts';
import type { MixedEstimates } from '../../mixedEstimates.ts';

export interface GroupCovariance {
  readonly group: string;
  readonly columns: readonly string[];
  /** By rows. */
  readonly covariance: readonly (readonly number[])[];
}

/** In the order of the frame's grouping factors. */
export function groupCovariances({ frame, model, fit }: MixedEstimates): GroupCovariance[] {
  return frame.groups.map(({ name }, group) => {
    const terms = frame.random.flatMap((random, term) => (random.group === group ? [term] : []));
    const blocks = terms.map((term) => termCovariance(model, fit, term));
    return { group: name, columns: terms.flatMap((term) => frame.random[term].columns), covariance: blockDiagonal(blocks) };
  });
}

function blockDiagonal(blocks: readonly (readonly (readonly number[])[])[]): number[][] {
  const size = blocks.reduce((sum, block) => sum + block.length, 0);
  let start = 0;
  return blocks.flatMap((block) => {
    const before = start;
    start += block.length;
    return block.map((row) => [
      ...new Array<number>(before).fill(0),
      ...row,
      ...new Array<number>(size - before - block.length).fill(0),
    ]);
  });
}
