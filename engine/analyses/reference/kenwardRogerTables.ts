/**
 * Kenward–Roger tests in the layouts of lmerTest.
 */
import { typeIII } from '../../inference/contrasts.ts';
import { kenwardRogerCoefficients, kenwardRogerF } from '../../inference/kenwardRoger.ts';
import type { Rows } from '../../inference/linearHypothesis.ts';
import { coefficientTests, fTestP } from '../../inference/wald.ts';
import { lacksParts } from './mixedTables.ts';
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

/** Not given where `anovaTables` are not, for the same reason. */
export function kenwardRogerAnova(context: MixedContext) {
  const { criterion, frame, terms } = context;
  if (lacksParts(context)) return undefined;
  if (criterion === 'ML') return { III: ONLY_REML };
  const hypotheses = typeIII(frame, terms, context.inOtherCodings());
  return { III: terms.map(({ label }, index) => fRow(context, label, hypotheses[index])) };
}

const EMPTY = { 'Sum Sq': null, 'Mean Sq': null, NumDF: null, DenDF: null, 'F value': null, 'Pr(>F)': null };

/** The sums of squares are those of the unscaled F, as lmerTest prints them; a term that was left out has none. */
function fRow({ beta, sigma, kenwardRoger }: MixedContext, term: string, L: Rows) {
  if (!L.length) return { term, ...EMPTY };
  const { unscaled, scale, numDf, denDf } = kenwardRogerF(L, beta, kenwardRoger());
  const meanSquare = unscaled * sigma ** 2;
  const F = scale * unscaled;
  return {
    term,
    'Sum Sq': meanSquare * numDf,
    'Mean Sq': meanSquare,
    NumDF: numDf,
    DenDF: denDf,
    'F value': F,
    'Pr(>F)': fTestP(F, numDf, denDf),
  };
}
