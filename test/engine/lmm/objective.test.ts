import { describe, expect, it } from 'vitest';
import { linearMixedModel } from '../../../engine/lmm/linearMixedModel.ts';
import { objective, objectiveAndGradient } from '../../../engine/lmm/objective.ts';
import { denseCriterion } from '../../support/denseCriterion.ts';
import { randomDesign } from '../../support/randomDesign.ts';
import type { MadeDesign } from '../../support/randomDesign.ts';
import { seeded } from '../../support/seeded.ts';

const intercept = [{ column: 0, sd: 1 }] as const;
const slope = [{ column: 0, sd: 1 }, { column: 1, sd: 0.5 }] as const; // prettier-ignore
const three = [{ column: 0, sd: 1 }, { column: 1, sd: 0.5 }, { column: 2, sd: 0.5 }] as const; // prettier-ignore

const designs: Record<string, MadeDesign> = {
  'one factor, intercept': { seed: 1, n: 60, factors: [{ name: 'a', levels: 9, terms: [intercept] }] },
  'one factor, intercept and slope': { seed: 2, n: 70, factors: [{ name: 'a', levels: 8, terms: [slope] }] },
  'one factor, two terms': { seed: 3, n: 70, factors: [{ name: 'a', levels: 8, terms: [intercept, [{ column: 1, sd: 1 }]] }] },
  'two crossed factors': { seed: 4, n: 90, factors: [{ name: 'a', levels: 12, terms: [slope] }, { name: 'b', levels: 7, terms: [intercept] }] },
  'two crossed factors with slopes on both': { seed: 5, n: 90, factors: [{ name: 'a', levels: 9, terms: [slope] }, { name: 'b', levels: 7, terms: [three] }] },
  'a nested chain': { seed: 6, n: 120, factors: [{ name: 'c', levels: 4, terms: [intercept] }, { name: 'b', levels: 12, terms: [slope], within: 'c' }, { name: 'a', levels: 36, terms: [intercept], within: 'b' }] },
  'three crossed factors': { seed: 7, n: 130, factors: [{ name: 'a', levels: 30, terms: [intercept] }, { name: 'b', levels: 12, terms: [slope] }, { name: 'c', levels: 9, terms: [three] }] },
  'nested within crossed, weighted': { seed: 8, n: 130, weighted: true, factors: [{ name: 'a', levels: 8, terms: [slope] }, { name: 'b', levels: 24, terms: [intercept], within: 'a' }, { name: 'c', levels: 11, terms: [intercept, [{ column: 2, sd: 1 }]] }] },
  'as many levels as rows': { seed: 9, n: 40, weighted: true, factors: [{ name: 'a', levels: 400, terms: [intercept] }, { name: 'b', levels: 5, terms: [slope] }] },
}; // prettier-ignore

describe('the criterion at a given theta', () => {
  it.each(Object.entries(designs))('equals the one computed from V written out: %s', (_, design) => {
    const frame = randomDesign(design);
    const model = linearMixedModel(frame);
    for (const theta of thetas(model.places.length, design.seed)) {
      expect(objective(model, theta, 'REML')).toBeCloseTo(denseCriterion(frame, theta, 'REML'), 8);
      expect(objective(model, theta, 'ML')).toBeCloseTo(denseCriterion(frame, theta, 'ML'), 8);
    }
  });

  it.each(Object.entries(designs))('has the gradient that differences give: %s', (_, design) => {
    const model = linearMixedModel(randomDesign(design));
    for (const theta of thetas(model.places.length, design.seed + 100)) {
      const { gradient } = objectiveAndGradient(model, theta, 'REML');
      const differences = theta.map((_, i) => centralDifference((t) => objective(model, t, 'REML'), theta, i));
      gradient.forEach((value, i) => expect(Math.abs(value - differences[i])).toBeLessThan(1e-5 * (1 + Math.abs(value))));
    }
  });
});

function thetas(size: number, seed: number): number[][] {
  const random = seeded(seed);
  const draw = (spread: number): number[] => Array.from({ length: size }, () => spread * random.normal());
  return [draw(1), draw(0.1), draw(5), draw(0)];
}

function centralDifference(f: (theta: number[]) => number, theta: readonly number[], i: number): number {
  const moved = (by: number): number[] => theta.map((value, j) => (j === i ? value + by : value));
  const h = 1e-4;
  return (8 * (f(moved(h)) - f(moved(-h))) - (f(moved(2 * h)) - f(moved(-2 * h)))) / (12 * h);
}
