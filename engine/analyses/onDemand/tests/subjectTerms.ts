import { modelTerms, type ModelTerms } from '../../modelTerms.ts';
import type { Subject } from '../subject.ts';

/** The terms of a kept fit's model. */
export function subjectTerms({ spec, table, expanded, frame }: Subject): ModelTerms {
  return modelTerms(spec.formula, table, spec, expanded, frame);
}
