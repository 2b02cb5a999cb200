import type { Criterion } from '../../contract/index.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { mixedEstimates } from '../mixedEstimates.ts';
export const mixedContext = (frame: ModelFrame, c: Criterion) => mixedEstimates(frame, c);
export const mixedQuantities: Record<string, (c: unknown) => unknown> = {};
