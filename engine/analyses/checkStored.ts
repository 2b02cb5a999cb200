/**
 * Whether a kept fit still belongs to the data: its criterion, evaluated anew at its own theta.
 */
import type { ColumnTable, FitResult } from '../contract/index.ts';
import { modelFrame } from '../frame/modelFrame.ts';
import type { ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import { evaluateAt } from '../lmm/index.ts';

export interface StoredCheck {
  readonly agrees: boolean;
  readonly stored: number;
  readonly now: number;
}

/** Relative difference of the criterion that rounding on another machine may leave. */
const TOLERANCE = 1e-8;

/** @throws Failure 'formula.…', 'frame.…' where the model does not fit the table any more */
export function checkStored(fit: FitResult, table: ColumnTable): StoredCheck {
  const frame = modelFrame(fit.spec.formula, table, fit.spec);
  const now = criterionAt(fit, frame);
  return {
    agrees: Math.abs(now - fit.criterionValue) <= TOLERANCE * Math.max(1, Math.abs(fit.criterionValue)),
    stored: fit.criterionValue,
    now,
  };
}

function criterionAt(fit: FitResult, frame: ModelFrame): number {
  if (fit.method === 'lm') return -2 * lm(frame).logLik;
  return evaluateAt(
    frame,
    fit.theta.map(({ value }) => value),
    fit.criterion,
  );
}
