/**
 * A model up to its search: rows read, products taken, the factorization planned. The same for both criteria.
 */
import type { CheckCancelled, ColumnTable, MachineSpeed, ModelSpec, Prediction } from '../contract/index.ts';
import { modelFrame } from '../frame/modelFrame.ts';
import type { ModelFrame } from '../frame/types.ts';
import { fitCost, linearMixedModel, type LinearMixedModel } from '../lmm/index.ts';
import { predictFit } from './predictFit.ts';

export interface Prepared {
  readonly table: ColumnTable;
  readonly frame: ModelFrame;
  /** null without random terms. */
  readonly model: LinearMixedModel | null;
  /** Milliseconds that the frame took, and all of it. */
  readonly frameMs: number;
  readonly ms: number;
}

/**
 * @throws Failure 'formula.…', 'frame.…' where the model does not fit the data; 'fit.too-large' where it would not fit into memory or take days;
 *   'job.cancelled' from the hook
 */
export function prepare(spec: ModelSpec, table: ColumnTable, checkCancelled: CheckCancelled): Prepared {
  const began = performance.now();
  const frame = modelFrame(spec.formula, table, spec);
  const frameMs = performance.now() - began;
  checkCancelled();
  const model = frame.random.length > 0 ? linearMixedModel(frame, checkCancelled) : null;
  return { table, frame, model, frameMs, ms: performance.now() - began };
}

/** What fitting a prepared model will take by this criterion, everything counted that is made along with the fit. */
export function predict({ frame, model, ms }: Prepared, criterion: ModelSpec['criterion'], speed?: MachineSpeed): Prediction {
  const { seconds, ...rest } = predictFit(frame, model, criterion, speed);
  return { ...rest, seconds: seconds + ms / 1000 };
}

/** Bytes that a prepared model holds, its table among them only as far as the frame has it. */
export function bytesOf({ frame, model }: Prepared): number {
  const { n, p, groups, random } = frame;
  const columns = p + 2 + random.reduce((sum, term) => sum + term.columns.length, 0);
  return 8 * n * columns + 4 * n * groups.length + (model ? fitCost(model).bytes : 0);
}
