/**
 * Kenward–Roger tests in the layouts of lmerTest.
 */
import { kenwardRogerCoefficients } from '../../inference/kenwardRoger.ts';
import { byKenwardRoger } from '../../inference/testedCoefficients.ts';
import { coefficientTests } from '../../inference/wald.ts';
import { termHypotheses } from '../modelTerms.ts';
import { fRows } from './mixedTables.ts';
import type { MixedContext } from './mixedQuantities.ts';
import { named } from './summaries.ts';

/** Said of maximum-likelihood fits, in the suite's own form: the method rests on the restricted likelihood. */
const ONLY_REML = { not_available: 'Kenward–Roger tests need a REML fit.' };

export function kenwardRogerTests({ criterion, frame, beta, kenwardRoger }: MixedContext) {
  if (criterion === 'ML') return ONLY_REML;
  const rows = kenwardRogerCoefficients(kenwardRoger());
  const tests = coefficientTests(
    frame.coefNames,
    beta,
    rows.map(({ se }) => se),
    rows.map(({ df }) => df),
  );
  return named(frame.coefNames, (j) => {
    const { name: _, ...test } = tests[j];
    return test;
  });
}

export function kenwardRogerAnova(context: MixedContext) {
  const { criterion, beta, kenwardRoger } = context;
  if (criterion === 'ML') return { III: ONLY_REML };
  return { III: fRows(context, termHypotheses('III', context), byKenwardRoger(beta, kenwardRoger())) };
}
