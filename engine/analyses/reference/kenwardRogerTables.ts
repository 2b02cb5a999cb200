/**
 * Kenward–Roger tests in the layouts of lmerTest.
 */
import { typeIII } from '../../inference/contrasts.ts';
import { kenwardRogerCoefficients, kenwardRogerF } from '../../inference/kenwardRoger.ts';
import type { Rows } from '../../inference/linearHypothesis.ts';
import { coefficientTests, fTestP } from '../../inference/wald.ts';
import type { MixedContext } from './mixedQuantities.ts';
import { named } from './summaries.ts';

/** Not given for maximum-likelihood fits, as lmerTest does not. */
export function kenwardRogerTests({ criterion, frame, beta, kenwardRoger }: MixedContext) {
  if (criterion === 'ML') return undefined;
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
  const { criterion, frame, terms } = context;
  if (criterion === 'ML') return undefined;
  const hypotheses = typeIII(frame, terms, context.inOtherCodings());
  return { III: terms.flatMap(({ label }, index) => (hypotheses[index].length ? [fRow(context, label, hypotheses[index])] : [])) };
}

/** The sums of squares are those of the unscaled F, as lmerTest prints them. */
function fRow({ beta, sigma, kenwardRoger }: MixedContext, term: string, L: Rows) {
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
