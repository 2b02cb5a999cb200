import { afterAll, describe, expect, it } from 'vitest';
import { useKernels, type KernelMode } from '../../../engine/kernels/index.ts';
import { fit, linearMixedModel, objective, objectiveAndGradient, withOutcome } from '../../../engine/lmm/index.ts';
import type { LinearMixedModel } from '../../../engine/lmm/index.ts';
import { conditionalModes } from '../../../engine/lmm/ranef.ts';
import type { ModelFrame } from '../../../engine/frame/types.ts';
import { randomDesign } from '../../support/randomDesign.ts';
import type { MadeDesign } from '../../support/randomDesign.ts';
import { seeded } from '../../support/seeded.ts';

const intercept = [{ column: 0, sd: 1 }] as const;
const slope = [{ column: 0, sd: 1 }, { column: 1, sd: 0.5 }] as const; // prettier-ignore
const three = [{ column: 0, sd: 1 }, { column: 1, sd: 0.5 }, { column: 2, sd: 0.5 }] as const; // prettier-ignore

const designs: Record<string, MadeDesign> = {
  'one factor, intercept': { seed: 1, n: 60, factors: [{ name: 'a', levels: 9, terms: [intercept] }] },
  'one factor, slope, more groups than a block holds': { seed: 2, n: 900, factors: [{ name: 'a', levels: 131, terms: [slope] }] },
  'one factor, three columns, weighted': { seed: 3, n: 700, weighted: true, factors: [{ name: 'a', levels: 64, terms: [three] }] },
  'one factor, two terms': { seed: 4, n: 300, factors: [{ name: 'a', levels: 20, terms: [slope, [{ column: 2, sd: 1 }]] }] },
  'crossed, slopes on both': { seed: 5, n: 400, factors: [{ name: 'a', levels: 30, terms: [slope] }, { name: 'b', levels: 17, terms: [three] }] },
  'crossed, many panels': { seed: 6, n: 500, factors: [{ name: 'a', levels: 200, terms: [intercept] }, { name: 'b', levels: 150, terms: [slope] }] },
  'a nested chain': { seed: 7, n: 300, factors: [{ name: 'c', levels: 4, terms: [intercept] }, { name: 'b', levels: 12, terms: [slope], within: 'c' }, { name: 'a', levels: 60, terms: [intercept], within: 'b' }] },
  'three crossed factors, weighted': { seed: 8, n: 330, weighted: true, factors: [{ name: 'a', levels: 40, terms: [intercept] }, { name: 'b', levels: 12, terms: [slope] }, { name: 'c', levels: 9, terms: [intercept] }] },
}; // prettier-ignore

const compiled: KernelMode[] = ['fused', 'plain'];
const cases = compiled.flatMap((mode) => Object.keys(designs).map((name) => [mode, name] as const));

afterAll(() => useKernels(null));

function modelOn(mode: KernelMode, frame: ModelFrame): LinearMixedModel {
  useKernels(mode);
  return linearMixedModel(frame);
}

function thetas(size: number): number[][] {
  const random = seeded(size);
  return [1, 0.1, 4, 0].map((spread) => Array.from({ length: size }, () => spread * random.normal()));
}

describe('a model on compiled kernels', () => {
  it.each(cases)('has the criterion, gradient and modes of its twin (%s): %s', (mode, name) => {
    const frame = randomDesign(designs[name]);
    const fast = modelOn(mode, frame);
    const slow = modelOn('typescript', frame);
    expect(fast.numeric.sweeps).not.toBeNull();
    expect(slow.numeric.sweeps).toBeNull();
    for (const theta of thetas(fast.places.length)) {
      for (const criterion of ['REML', 'ML'] as const) {
        const one = objectiveAndGradient(fast, theta, criterion);
        const other = objectiveAndGradient(slow, theta, criterion);
        expect(one.value).toBeCloseTo(other.value, 8);
        one.gradient.forEach((value, i) =>
          expect(Math.abs(value - other.gradient[i])).toBeLessThan(1e-8 * (1 + Math.abs(value))),
        );
      }
      const [modes, others] = [fast, slow].map((model) => conditionalModes(model, { theta, sigma: 1.5 }));
      modes.forEach(({ values, sd }, f) => {
        values.flat().forEach((value, i) => expect(value).toBeCloseTo(others[f].values.flat()[i], 8));
        sd.flat().forEach((value, i) => expect(value).toBeCloseTo(others[f].sd.flat()[i], 8));
      });
    }
  });

  it.each(cases)('is fitted to the same estimates (%s): %s', (mode, name) => {
    const frame = randomDesign(designs[name]);
    const [fast, slow] = ([mode, 'typescript'] as const).map((used) => fit(modelOn(used, frame), 'REML'));
    expect(fast.criterionValue).toBeCloseTo(slow.criterionValue, 7);
    fast.beta.forEach((value, j) => expect(value).toBeCloseTo(slow.beta[j], 5));
  });

  it.each(cases)('shares its memory with the same model of another outcome (%s): %s', (mode, name) => {
    const frame = randomDesign(designs[name]);
    const random = seeded(99);
    const y = frame.y.map((value) => 0.5 * value + random.normal());
    const theta = thetas(modelOn('typescript', frame).places.length)[0];
    const [own, other] = [frame, { ...frame, y }].map((one) => objective(modelOn('typescript', one), theta, 'REML'));
    const model = modelOn(mode, frame);
    const again = withOutcome(model, y);
    for (let turn = 0; turn < 2; turn++) {
      expect(objective(model, theta, 'REML')).toBeCloseTo(own, 8);
      expect(objective(again, theta, 'REML')).toBeCloseTo(other, 8);
    }
  });
});
