import { describe, expect, it } from 'vitest';
import { bootstrapBounds, bootstrapReplicates, orderQuantile } from '../../../engine/inference/bootstrap.ts';
import { fit, linearMixedModel, objective, refitter, simulator, withOutcomes } from '../../../engine/lmm/index.ts';
import { randomStream } from '../../../engine/stats/index.ts';
import { randomDesign, type MadeDesign } from '../../support/randomDesign.ts';

const designs: readonly MadeDesign[] = [
  {
    seed: 21,
    n: 90,
    factors: [
      {
        name: 'g',
        levels: 12,
        terms: [
          [
            { column: 0, sd: 1 },
            { column: 1, sd: 0.7 },
          ],
        ],
      },
    ],
  },
  {
    seed: 22,
    n: 120,
    weighted: true,
    factors: [
      { name: 'g', levels: 12, terms: [[{ column: 0, sd: 0.3 }]] },
      { name: 'h', levels: 8, terms: [[{ column: 0, sd: 0.2 }]] },
    ],
  },
];

describe('Refits of simulated outcomes', () => {
  it.each(designs)('end no higher than full fits do, zero variances included (design $seed)', (design) => {
    const model = linearMixedModel(randomDesign(design));
    const found = fit(model, 'REML');
    const [refit, draw, withOutcome] = [refitter(model, found), simulator(model, found), withOutcomes(model)];
    for (let number = 0; number < 40; number++) {
      const other = withOutcome(draw(randomStream(9, number)));
      const [quick, full] = [refit(other), fit(other, 'REML')];
      expect(quick.converged).toBe(true);
      expect(objective(other, quick.theta, 'REML') - full.criterionValue, `replicate ${number}`).toBeLessThan(1e-6);
      expect(quick.isSingular).toBe(full.isSingular);
    }
  });
});

describe('Bootstrap replicates', () => {
  it('tell a fit that failed from one that did not', () => {
    const model = linearMixedModel(randomDesign(designs[0]));
    const found = fit(model, 'REML');
    const hopeless = { ...found, sigma: 0, theta: found.theta.map(() => 0) };
    for (const replicate of bootstrapReplicates(model, hopeless, 0, 2, { seed: 1 }))
      expect(replicate.every(Number.isNaN)).toBe(true);
  });
});

describe('Bootstrap bounds', () => {
  const values = Array.from({ length: 999 }, (_, i) => i + 1).sort((a, b) => Math.sin(a) - Math.sin(b));

  it('are order statistics where the ranks are whole', () => {
    expect(bootstrapBounds(values, 480, 0.95)).toMatchObject({ lower: 25, upper: 975 });
    expect(bootstrapBounds(values, 480, 0.95, 'basic')).toMatchObject({ lower: 960 - 975, upper: 960 - 25 });
  });

  it('lie between ranks where R puts them', () => {
    // boot:::norm.inter(c(1, 2, 4, 8, 16, 32, 64, 128, 256, 512), c(0.1, 0.33, 0.9)) of boot 1.3.28.1
    const sorted = Float64Array.from({ length: 10 }, (_, i) => 2 ** i);
    const R = [1.1256706675, 6.5747161085, 479.8283091321];
    [0.1, 0.33, 0.9].forEach((share, i) => expect(orderQuantile(sorted, share)).toBeCloseTo(R[i], 8));
  });

  it('are the estimate less bias ± z SD on the normal scale', () => {
    const { lower, upper } = bootstrapBounds([1, 2, 3, 4, 5], 2, 0.95, 'normal')!;
    expect((lower + upper) / 2).toBeCloseTo(2 * 2 - 3, 12);
    expect((upper - lower) / 2).toBeCloseTo(1.959963984540054 * Math.sqrt(2.5), 10);
  });

  it('leave out replicates without a value, and there are none without two', () => {
    expect(bootstrapBounds([NaN, ...values, NaN], 480, 0.95)).toEqual(bootstrapBounds(values, 480, 0.95));
    expect(bootstrapBounds([NaN, 3], 3, 0.95)).toBeNull();
  });

  it('have Monte-Carlo errors that say how far other seeds are off', () => {
    const runs = Array.from({ length: 200 }, (_, run) => {
      const stream = randomStream(77, run);
      return bootstrapBounds(
        Array.from({ length: 400 }, () => stream.normal()),
        0,
        0.9,
      )!;
    });
    const lowers = runs.map(({ lower }) => lower);
    const mean = lowers.reduce((sum, value) => sum + value, 0) / 200;
    const spread = Math.sqrt(lowers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199);
    const claimed = runs.reduce((sum, { lowerError }) => sum + lowerError, 0) / 200;
    expect(claimed / spread).toBeGreaterThan(0.8);
    expect(claimed / spread).toBeLessThan(1.25);
  });
});
