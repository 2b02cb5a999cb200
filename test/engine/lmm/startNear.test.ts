import { describe, expect, it } from 'vitest';
import { fit, linearMixedModel } from '../../../engine/lmm/index.ts';
import type { Fit, LinearMixedModel } from '../../../engine/lmm/index.ts';
import { thetaEntries } from '../../../engine/lmm/index.ts';
import { randomDesign, type MadeDesign, type MadeFactor } from '../../support/randomDesign.ts';

const intercept = { column: 0, sd: 0.8 } as const;
const slope = { column: 1, sd: 0.5 } as const;
const second = { column: 2, sd: 0.4 } as const;
const none = { column: 2, sd: 0 } as const;

const a = (...terms: MadeFactor['terms']): MadeFactor => ({ name: 'a', levels: 14, terms });
const b = (...terms: MadeFactor['terms']): MadeFactor => ({ name: 'b', levels: 9, terms });

/** Pairs of models on the same data: the one fitted before, and the one that a person clicks to. */
const clicks: Record<string, readonly [readonly MadeFactor[], readonly MadeFactor[]]> = {
  'the same terms': [[a([intercept, slope])], [a([intercept, slope])]],
  'a slope more': [[a([intercept])], [a([intercept, slope])]],
  'a slope less': [[a([intercept, slope])], [a([intercept])]],
  'a second slope': [[a([intercept, slope])], [a([intercept, slope, second])]],
  'no correlation any more': [[a([intercept, slope])], [a([intercept], [slope])]],
  'a correlation': [[a([intercept], [slope])], [a([intercept, slope])]],
  'a factor more': [[a([intercept])], [a([intercept]), b([intercept])]],
  'a factor less': [[a([intercept]), b([intercept, slope])], [a([intercept])]],
  'a slope that does not vary': [[a([intercept])], [a([intercept, none])]],
  'another factor altogether': [[b([intercept])], [a([intercept, slope])]],
};

/** The rows, x, z and outcome that a seed gives, with the random terms of other factors: codes are drawn before anything else is. */
function modelOn(seed: number, shift: number, factors: readonly MadeFactor[]): LinearMixedModel {
  const design: MadeDesign = { seed, n: 150, shift, factors: [a([intercept, slope]), b([intercept])] };
  const made = randomDesign({ ...design, factors });
  return linearMixedModel({ ...made, y: randomDesign(design).y });
}

const nearOf = (model: LinearMixedModel, fitted: Fit) => ({ near: thetaEntries(model, fitted) });

describe('a fit that starts near a like model’s', () => {
  for (const [what, [before, after]] of Object.entries(clicks)) {
    it.each([1, 2, 3, 4])(`reaches the same criterion as from the data’s own start: ${what}, seed %i`, (seed) => {
      const earlier = modelOn(seed, 0, before);
      const model = modelOn(seed, 0, after);
      for (const criterion of ['REML', 'ML'] as const) {
        const warm = fit(model, criterion, nearOf(earlier, fit(earlier, 'REML')));
        const cold = fit(model, criterion);
        expect(warm.log.converged).toBe(cold.log.converged);
        expect(Math.abs(warm.criterionValue - cold.criterionValue)).toBeLessThan(
          1e-8 * Math.max(1, Math.abs(cold.criterionValue)),
        );
      }
    });
  }

  it('does so where predictors are far from zero, and intercepts mean what is beyond the data', () => {
    const earlier = modelOn(5, 2000, [a([intercept])]);
    const model = modelOn(5, 2000, [a([intercept, slope])]);
    const warm = fit(model, 'REML', nearOf(earlier, fit(earlier, 'REML')));
    expect(warm.criterionValue).toBeCloseTo(fit(model, 'REML').criterionValue, 6);
  });

  it('leaves a variance of zero where the data want more', () => {
    const model = modelOn(6, 0, [a([intercept, slope])]);
    const zero = thetaEntries(model, fit(model, 'REML')).map((entry) => ({ ...entry, value: 0 }));
    const cold = fit(model, 'REML');
    expect(cold.isSingular).toBe(false);
    expect(fit(model, 'REML', { near: zero }).criterionValue).toBeCloseTo(cold.criterionValue, 7);
  });

  it('takes fewer evaluations than one that starts from the data', () => {
    const model = modelOn(7, 0, [a([intercept, slope]), b([intercept])]);
    const cold = fit(model, 'REML');
    expect(fit(model, 'REML', nearOf(model, cold)).log.evaluations).toBeLessThan(cold.log.evaluations);
  });
});
