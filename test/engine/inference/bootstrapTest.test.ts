import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../engine/frame/index.ts';
import { bootstrapP, bootstrapRatios, likelihoodRatioOf, modelToTest } from '../../../engine/inference/bootstrapTest.ts';
import { sampleTable } from '../../reference/models.ts';

const pastes = sampleTable('Pastes', ['batch', 'sample', 'cask']);
const frameOf = (formula: string) => modelFrame(formula, pastes);
const whole = frameOf('strength ~ 1 + (1 | batch) + (1 | sample)');
const models = (smaller: string) => [modelToTest(frameOf(smaller)), modelToTest(whole)] as const;

describe('A bootstrap likelihood-ratio test', () => {
  it('has the statistic of the data, and of each replicate, whoever makes it', () => {
    const [smaller, larger] = models('strength ~ 1 + (1 | sample)');
    expect(likelihoodRatioOf(smaller, larger, whole.y)).toBeCloseTo(0.4072339, 6);
    const all = bootstrapRatios(smaller, larger, 0, 20, { seed: 4 });
    const [smallerAgain, largerAgain] = models('strength ~ 1 + (1 | sample)');
    expect(bootstrapRatios(smallerAgain, largerAgain, 13, 20, { seed: 4 })).toEqual(all.slice(13));
  });

  it('has no gain in about half of all replicates where a variance is tested, and the p value of R', () => {
    // pbkrtest's PBmodcomp: 201 of 1000 samples are as large or larger
    const [smaller, larger] = models('strength ~ 1 + (1 | sample)');
    const ratios = bootstrapRatios(smaller, larger, 0, 600, { seed: 4 });
    const none = ratios.filter((ratio) => ratio < 1e-6).length / ratios.length;
    expect(Math.abs(none - 0.55)).toBeLessThan(0.1);
    const { p, error } = bootstrapP(0.4072339, ratios);
    expect(Math.abs(p - 0.2)).toBeLessThan(4 * Math.hypot(error, Math.sqrt((0.2 * 0.8) / 1000)));
  });

  it('compares with a model without random effects too', () => {
    const [smaller, larger] = models('strength ~ 1');
    expect(likelihoodRatioOf(smaller, larger, whole.y)).toBeGreaterThan(50);
    const ratios = bootstrapRatios(smaller, larger, 0, 100, { seed: 1 });
    expect(ratios.every((ratio) => ratio >= 0 && ratio < 25)).toBe(true);
  });

  it('counts the data among the replicates and leaves out those without a fit', () => {
    expect(bootstrapP(3, [1, 2, 4, NaN])).toMatchObject({ p: 0.5, used: 3 });
    expect(bootstrapP(5, [1, 2, 4]).p).toBe(0.25);
    expect(bootstrapP(0, [0, 0, 1]).p).toBe(1);
  });
});
