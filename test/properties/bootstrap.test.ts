import { describe, expect, it } from 'vitest';
import { bootstrapBounds, bootstrapReplicates } from '../../engine/inference/bootstrap.ts';
import { parameterNames, parameterValues } from '../../engine/inference/parameters.ts';
import { profileIntervals } from '../../engine/inference/profile.ts';
import { fit, linearMixedModel } from '../../engine/lmm/index.ts';
import { randomDesign, type MadeDesign } from '../support/randomDesign.ts';

const oneFactor: MadeDesign = {
  seed: 31,
  n: 600,
  factors: [{ name: 'g', levels: 60, terms: [[{ column: 0, sd: 1 }]] }],
};
const crossed: MadeDesign = {
  seed: 32,
  n: 100,
  weighted: true,
  factors: [
    { name: 'g', levels: 10, terms: [[{ column: 0, sd: 0.5 }], [{ column: 1, sd: 0.3 }]] },
    { name: 'h', levels: 7, terms: [[{ column: 0, sd: 0.4 }]] },
  ],
};

describe('The bootstrap', () => {
  it.each([oneFactor, crossed])('is the same for any number of workers (design $seed)', (design) => {
    const frame = randomDesign(design);
    const slice = (from: number, to: number) => {
      const model = linearMixedModel(frame);
      return bootstrapReplicates(model, fit(model, 'REML'), from, to, { seed: 12 });
    };
    const whole = slice(0, 50);
    expect([...slice(0, 20), ...slice(20, 50)]).toEqual(whole);
    expect([...slice(0, 1), ...slice(1, 2), ...slice(2, 50)]).toEqual(whole);
    expect(slice(47, 50)).toEqual(whole.slice(47));
  });

  it('gives other replicates for another seed, and for groups that are kept', () => {
    const model = linearMixedModel(randomDesign(crossed));
    const found = fit(model, 'ML');
    const base = bootstrapReplicates(model, found, 0, 3, { seed: 1 });
    expect(bootstrapReplicates(model, found, 0, 3, { seed: 2 })).not.toEqual(base);
    expect(bootstrapReplicates(model, found, 0, 3, { seed: 1, effects: 'kept' })).not.toEqual(base);
  });

  it('has percentile intervals near the profile intervals on a well-behaved design', () => {
    const model = linearMixedModel(randomDesign(oneFactor));
    const found = fit(model, 'ML');
    const replicates = bootstrapReplicates(model, found, 0, 2000, { seed: 1 });
    const estimates = parameterValues(model, found);
    const profile = profileIntervals(model, found);
    expect(profile.map(({ name }) => name)).toEqual(parameterNames(model));
    profile.forEach(({ name, estimate, lower, upper }, i) => {
      const bounds = bootstrapBounds(
        replicates.map((values) => values[i]),
        estimates[i],
        0.95,
      )!;
      const width = upper! - lower!;
      expect(lower, name).toBeLessThanOrEqual(estimate);
      expect(upper, name).toBeGreaterThanOrEqual(estimate);
      expect(Math.abs(bounds.lower - lower!), `lower bound of ${name}`).toBeLessThan(0.15 * width);
      expect(Math.abs(bounds.upper - upper!), `upper bound of ${name}`).toBeLessThan(0.15 * width);
    });
  });
});
