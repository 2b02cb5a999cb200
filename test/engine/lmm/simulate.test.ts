import { describe, expect, it } from 'vitest';
import {
  fit,
  fitted,
  fixedPredictor,
  linearMixedModel,
  objective,
  ranef,
  simulator,
  withOutcome,
} from '../../../engine/lmm/index.ts';
import { randomStream } from '../../../engine/stats/index.ts';
import { randomDesign, type MadeDesign } from '../../support/randomDesign.ts';

const slope = { column: 1, sd: 0.8 } as const;
const designs: readonly MadeDesign[] = [
  { seed: 1, n: 60, factors: [{ name: 'g', levels: 8, terms: [[{ column: 0, sd: 1 }, slope]] }] },
  { seed: 2, n: 80, weighted: true, factors: [{ name: 'g', levels: 9, terms: [[{ column: 0, sd: 1 }], [slope]] }] },
  {
    seed: 3,
    n: 120,
    shift: 1e4,
    factors: [
      { name: 'g', levels: 12, terms: [[{ column: 0, sd: 1 }, slope]] },
      { name: 'h', levels: 7, terms: [[{ column: 0, sd: 0.7 }]] },
      { name: 'i', levels: 20, terms: [[{ column: 0, sd: 0.5 }]] },
    ],
  },
];

describe('The same model with another outcome', () => {
  it.each(designs)('has the same criterion with its own outcome (design $seed)', (design) => {
    const model = linearMixedModel(randomDesign(design));
    const theta = model.places.map(({ row, column }, i) => (row === column ? 0.5 + 0.1 * i : 0.2));
    const again = withOutcome(model, model.frame.y);
    for (const criterion of ['ML', 'REML'] as const) {
      const value = objective(model, theta, criterion);
      expect(Math.abs(objective(again, theta, criterion) / value - 1)).toBeLessThan(1e-11);
    }
  });

  it.each(designs)('has the criterion of a model made of that outcome (design $seed)', (design) => {
    const model = linearMixedModel(randomDesign(design));
    const { frame } = model;
    const theta = model.places.map(({ row, column }, i) => (row === column ? 0.5 + 0.1 * i : 0.2));
    const y = frame.y.map((value, i) => 3 * value + Math.sin(i) - 0.2 * frame.X[frame.n + i]);
    const value = objective(linearMixedModel({ ...frame, y }), theta, 'REML');
    expect(Math.abs(objective(withOutcome(model, y), theta, 'REML') / value - 1)).toBeLessThan(1e-11);
    expect(objective(model, theta, 'REML')).toBe(objective(linearMixedModel(frame), theta, 'REML'));
  });

  it('refuses an outcome that the fixed part explains', () => {
    const model = linearMixedModel(randomDesign(designs[0]));
    expect(() => withOutcome(model, new Float64Array(60).fill(3))).toThrow(/reproduce “y” exactly/);
  });
});

/** Entry (i, j) of the covariance the model gives the outcome. */
function covarianceBetween(
  model: ReturnType<typeof linearMixedModel>,
  theta: readonly number[],
  sigma: number,
  i: number,
  j: number,
) {
  let sum = i === j ? 1 / (model.frame.weights?.[i] ?? 1) : 0;
  model.frame.random.forEach(({ group, columns, Z }, term) => {
    const { codes } = model.frame.groups[group];
    if (codes[i] !== codes[j]) return;
    const S = columns.length;
    for (let c = 0; c < S; c++) {
      const along = (row: number) =>
        model.places.reduce(
          (s, place, t) => (place.term === term && place.column === c ? s + theta[t] * Z[row * S + place.row] : s),
          0,
        );
      sum += along(i) * along(j);
    }
  });
  return sigma ** 2 * sum;
}

describe('Simulated outcomes', () => {
  const draws = 20_000;

  it.each(designs)('have the mean and the covariance of the model (design $seed)', (design) => {
    const model = linearMixedModel(randomDesign({ ...design, shift: 0 }));
    const found = fit(model, 'REML');
    const draw = simulator(model, found);
    const expected = fixedPredictor(model, found);
    const rows = [0, 1, 2, 3, 4, 5];
    const sums = rows.map(() => 0);
    const products = rows.map(() => rows.map(() => 0));
    for (let number = 0; number < draws; number++) {
      const y = draw(randomStream(5, number));
      const off = rows.map((i) => y[i] - expected[i]);
      off.forEach((value, a) => {
        sums[a] += value;
        off.forEach((other, b) => (products[a][b] += value * other));
      });
    }
    const V = rows.map((i) => rows.map((j) => covarianceBetween(model, found.theta, found.sigma, i, j)));
    rows.forEach((_, a) => {
      expect(Math.abs(sums[a] / draws)).toBeLessThan(4.5 * Math.sqrt(V[a][a] / draws));
      rows.forEach((__, b) => {
        const error = Math.sqrt((V[a][a] * V[b][b] + V[a][b] ** 2) / draws);
        expect(Math.abs(products[a][b] / draws - V[a][b]), `${a}, ${b}`).toBeLessThan(4.5 * error);
      });
    });
  });

  it('vary about the fitted values by sigma where the groups are kept', () => {
    const model = linearMixedModel(randomDesign(designs[1]));
    const found = fit(model, 'REML');
    const draw = simulator(model, found, 'kept');
    const centre = fitted(model, found, ranef(model, found));
    const scaled = Array.from({ length: 500 }, (_, number) => draw(randomStream(5, number))).flatMap((y) =>
      Array.from(y, (value, i) => ((value - centre[i]) * Math.sqrt(model.frame.weights![i])) / found.sigma),
    );
    const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
    const square = scaled.reduce((sum, value) => sum + value ** 2, 0) / scaled.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(scaled.length));
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / scaled.length));
  });
});
