import { describe, expect, it } from 'vitest';
import { failureOf, type Criterion } from '../../engine/contract/index.ts';
import { modelFrame } from '../../engine/frame/index.ts';
import type { ModelFrame } from '../../engine/frame/types.ts';
import * as lmm from '../../engine/lmm/index.ts';
import { denseObjective, lowestFound } from '../support/denseSearch.ts';
import { smallStudy } from '../support/smallStudy.ts';

const STUDIES = 500;
const AT_ONCE = 25;
const batches = Array.from({ length: STUDIES / AT_ONCE }, (_, batch) => batch * AT_ONCE);

interface Outcome {
  readonly seed: number;
  readonly wrong: string;
}

describe('500 small studies', () => {
  it.each(batches)('are fitted as low as simplices get, or refused: from %i', (first) => {
    const wrong = Array.from({ length: AT_ONCE }, (_, k) => first + k).flatMap(outcomes);
    expect(wrong).toEqual([]);
  });

  /** Its lowest point has the correlation of the other sign than the one beside it, 0.49 higher. */
  it('are fitted as low where correlations of both signs have a minimum of their own', () => {
    expect(outcomes(1165)).toEqual([]);
  });

  it('are mostly fitted', () => {
    const refused = Array.from({ length: STUDIES }, (_, seed) => frameOf(seed)).filter((frame) => frame === null);
    expect(refused.length).toBeLessThan(STUDIES / 4);
  });
});

/** What is wrong with a study's fit; nothing where it is right or refused in words. */
function outcomes(seed: number): Outcome[] {
  const frame = frameOf(seed);
  if (!frame) return [];
  const criterion: Criterion = seed % 2 === 0 ? 'REML' : 'ML';
  const fitted = expectedTrouble(() => {
    const model = lmm.linearMixedModel(frame);
    return { model, fit: lmm.fit(model, criterion) };
  });
  if (!fitted) return [];
  const { model, fit } = fitted;
  const say = (wrong: string): Outcome => ({ seed, wrong: `${smallStudy(seed).formula}: ${wrong}` });
  const modes = lmm.conditionalModes(model, fit).flatMap(({ values, sd }) => [...values.flat(), ...sd.flat()]);
  const { A, jacobian } = lmm.satterthwaitePieces(model, fit);
  const numbers = [fit.criterionValue, fit.sigma, ...fit.theta, ...fit.beta, ...lmm.stdErrors(fit), ...modes, ...A.flat(), ...jacobian.flat(2)]; // prettier-ignore
  if (fit.notices.some(({ code }) => code === 'fit.residual-vanishes')) return [];
  if (!numbers.every(Number.isFinite)) return [say('not a number')];
  const f = denseObjective(frame, criterion);
  const here = f(fit.theta);
  if (Math.abs(here - fit.criterionValue) > 1e-7 * Math.max(1, Math.abs(here)))
    return [say(`${fit.criterionValue}, dense ${here}`)];
  const starts = [1, 0.1].map((size) => model.places.map(({ row, column }) => (row === column ? size : 0)));
  const lowest = lowestFound(f, [...starts, fit.theta], 60 * (model.places.length + 1));
  return fit.criterionValue > lowest + 1e-6 ? [say(`${fit.criterionValue}, simplex ${lowest}`)] : [];
}

/** null where the study is refused. */
function frameOf(seed: number): ModelFrame | null {
  const { formula, table, weights } = smallStudy(seed);
  return expectedTrouble(() => modelFrame(formula, table, weights ? { weights } : {}));
}

/** null for a Failure, which is an answer; anything else that is thrown is a bug. */
function expectedTrouble<T>(work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (failureOf(thrown)) return null;
    throw thrown;
  }
}
