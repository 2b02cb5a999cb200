import type { ComparisonRequest, Report } from '../../../engine/contract/index.ts';
import type { ImportOptions, ImportPreview } from '../../api.ts';

/** Everything a worker can be asked to do: the one list that pool, worker and callers share. */
export interface Jobs {
  /** Looks into a file: what was detected, and its first rows. */
  preview: (ask: { path: string; options: ImportOptions | null }) => ImportPreview;
  compare: (ask: { request: ComparisonRequest }) => Report;
}

export type JobKind = keyof Jobs;
export type JobAsk<K extends JobKind> = Parameters<Jobs[K]>[0];
export type JobAnswer<K extends JobKind> = ReturnType<Jobs[K]>;

/**
 * Two jobs may run at once, one of each lane, so that looking into a file or comparing models never waits for a long fit.
 * `engine` jobs keep to one worker, which remembers the columns it has decoded.
 */
export type Lane = 'engine' | 'data';

export const laneOf: { readonly [K in JobKind]: Lane } = {
  preview: 'data',
  compare: 'data',
};
