import type { OnProgress, Replicates } from '../../../engine/contract/index.ts';
import type { AnalysisOrder } from './protocol.ts';
import type { WorkerPool } from './pool.ts';

/** Shares per worker, and in all at least: many enough that nobody waits long for one to end, few enough that their overhead does not count. */
const PER_WORKER = 8;
const AT_LEAST = 40;

/** Repetitions `from` up to `to`. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** Cuts `count` repetitions into shares that are equal but for the last. */
export function sharesOf(count: number, workers: number): Share[] {
  const size = Math.max(1, Math.ceil(count / Math.max(AT_LEAST, workers * PER_WORKER)));
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({ from: i * size, to: Math.min(count, (i + 1) * size) }));
}

/**
 * All repetitions of a question in order, made by as many workers as may help. Progress counts those of all shares together. Where one share
 * fails, the others are stopped. Questions that are answered in one piece go in between.
 */
export async function replicateAll(
  pool: WorkerPool,
  order: AnalysisOrder,
  count: number,
  options: { readonly job: string; readonly onProgress: OnProgress },
): Promise<Replicates> {
  const { job, onProgress } = options;
  const shares = sharesOf(count, pool.helpers);
  const done = shares.map(() => 0);
  const tell = (index: number, made: number): void => {
    done[index] = made;
    onProgress({ stage: 'repetitions', done: Math.round(done.reduce((sum, each) => sum + each, 0)), total: count });
  };
  const make = async ({ from, to }: Share, index: number): Promise<Replicates> => {
    const within: OnProgress = ({ done: steps, total }) =>
      tell(index, total ? Math.min(1, steps / total) * (to - from) : done[index]);
    const made = await pool.run(
      'replicate',
      { ...order, from, to },
      { job, quiet: true, atHand: order.fitKey, onProgress: within },
    );
    tell(index, to - from);
    return made;
  };
  onProgress({ stage: 'repetitions', done: 0, total: count });
  const parts = await Promise.all(shares.map(make)).catch((thrown: unknown) => {
    pool.cancel(job);
    throw thrown;
  });
  return parts.flat();
}
