import { failure, type CheckCancelled, type FitResult, type ModelSpec, type OnProgress } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
export function fitMixed(
  _f: ModelFrame,
  _s: ModelSpec,
  _ms: number,
  _h: { onProgress: OnProgress; checkCancelled: CheckCancelled },
): FitResult[] {
  throw failure('fit.not-yet', {}, { message: 'Mixed models cannot be fitted yet.', remedy: 'Remove the random terms.' });
}
