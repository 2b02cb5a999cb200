import { describe, expect, it } from 'vitest';
import type { ColumnTable } from '../../../../../engine/contract/index.ts';
import { modelFrame } from '../../../../../engine/frame/index.ts';
import { dummyVariableFit } from '../../../../../engine/inference/dummyVariables.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/variance.json' with { type: 'json' };
import { askedOf } from '../../../../support/askedOf.ts';
import { seeded } from '../../../../support/seeded.ts';

const table = sampleTable('hsb', ['School', 'Sector', 'Sex']);
const answer = askedOf(table, 'MathAch ~ SES + Sex + Sector + (1 | School)').ask('within-between');
const wanted = values.withinBetween;
const relative = (found: number | null, value: number, tolerance: number) =>
  expect(Math.abs(found! / value - 1)).toBeLessThan(tolerance);

describe('effects within and between groups', () => {
  it.each(['within', 'between', 'contextual'] as const)(
    'have the %s effect, its SE and df of the model written so in R',
    (effect) => {
      relative(answer.number('within-between', `SES:${effect}`, 'estimate'), wanted[effect].estimate, 1e-5);
      relative(answer.number('within-between', `SES:${effect}`, 'se'), wanted[effect].se, 1e-5);
      relative(answer.number('within-between', `SES:${effect}`, 'df'), wanted[effect].df, 1e-3);
    },
  );

  it('test all contextual effects at once', () => {
    relative(answer.number('hausman', 'contextual', 'F'), wanted.F, 1e-5);
    relative(answer.number('hausman', 'contextual', 'df2'), wanted.denDf, 1e-3);
    relative(answer.number('hausman', 'contextual', 'chisq'), wanted.chisq, 1e-5);
  });

  it('have the dummy-variable estimate of lm and plm beside them, with its degrees of freedom', () => {
    relative(answer.number('within-between', 'SES:dummies', 'estimate'), wanted.dummies.estimate, 1e-9);
    relative(answer.number('within-between', 'SES:dummies', 'estimate'), wanted.plm, 1e-9);
    relative(answer.number('within-between', 'SES:dummies', 'se'), wanted.dummies.se, 1e-9);
    expect(answer.number('within-between', 'SES:dummies', 'df')).toBe(wanted.dummies.df);
    expect(answer.notes).toContain('SectorPublic is constant within groups');
  });

  it('weigh the group means that dummies stand for', () => {
    const w = Float64Array.from({ length: table.rows }, (_, i) => 1 + ((i + 1) % 3));
    const weighted = { ...table, columns: [...table.columns, { kind: 'number' as const, name: 'w', values: w }] };
    const frame = modelFrame('MathAch ~ SES + Sex + (1 | School)', weighted, { weights: 'w' });
    const [ses] = dummyVariableFit(frame, frame.groups[0]).tests;
    relative(ses.estimate, wanted.weighted.estimate, 1e-9);
    relative(ses.se, wanted.weighted.se, 1e-9);
  });

  it('take a mean that the model has already, rounded, for what it is', () => {
    const known = askedOf(table, 'MathAch ~ SES + MEANSES + (1 | School)');
    const asked = known.ask('within-between');
    const [test] = known.fit.tests.filter(({ name }) => name === 'MEANSES');
    expect(asked.number('within-between', 'SES:contextual', 'estimate')).toBeCloseTo(test.estimate, 6);
    expect(asked.notes).toContain('MEANSES, which is in the model, is the mean of SES');
  });

  it('read the within–between form as the model it is', () => {
    const written = askedOf(table, 'MathAch ~ within(SES, School) + between(SES, School) + Sex + Sector + (1 | School)');
    const apart = written.ask('within-between', { predictors: ['within(SES, School)'] });
    const plain = askedOf(table, 'MathAch ~ SES + Sex + Sector + (1 | School)').ask('within-between', { predictors: ['SES'] });
    for (const effect of ['within', 'between', 'contextual', 'dummies']) {
      const value = plain.number('within-between', `SES:${effect}`, 'estimate')!;
      relative(apart.number('within-between', `within(SES, School):${effect}`, 'estimate'), value, 1e-6);
    }
    expect(apart.notes).toContain('SES within School and SES between School are both in the model');
  });

  it('leave out means of a predictor that is centred in the groups', () => {
    const asked = askedOf(table, 'MathAch ~ within(SES, School) + MEANSES + (1 | School)').ask('within-between');
    expect(asked.report.blocks).toHaveLength(1);
    expect(asked.notes).toContain('SES within School cannot be taken apart');
    expect(asked.number('within-between', 'within(SES, School):dummies', 'estimate')).toBeCloseTo(2.191172, 5);
  });

  it('say where there is nothing to take apart, and keep the dummy variables beside the model', () => {
    const sleep = askedOf(sampleTable('sleepstudy', ['Subject']), 'Reaction ~ Days + (1 | Subject)').ask('within-between');
    expect(sleep.report.blocks).toHaveLength(1);
    expect(sleep.notes).toContain('Days cannot be taken apart');
    const [dummies, original] = ['dummies', 'original'].map((row) => sleep.number('within-between', `Days:${row}`, 'estimate')!);
    expect(dummies).toBeCloseTo(original, 8);
  });

  it('have within effects equal to the dummy-variable estimates with random intercepts, balanced or not', () => {
    for (const seed of [1, 2, 3]) {
      const asked = askedOf(simulated(seed, seed % 2 === 0), 'y ~ x + z + (1 | g)').ask('within-between');
      for (const name of ['x', 'z']) {
        const [within, dummies] = ['within', 'dummies'].map((row) =>
          asked.number('within-between', `${name}:${row}`, 'estimate')!,
        );
        expect(within).toBeCloseTo(dummies, 8);
      }
    }
  });
});

/** Two predictors whose group means have effects of their own, in 10 groups of 6 or of 2 to 11. */
function simulated(seed: number, balanced: boolean): ColumnTable {
  const { normal } = seeded(seed);
  const codes = Array.from({ length: 10 }, (_, j) => new Array<number>(balanced ? 6 : 2 + j).fill(j)).flat();
  const [u, v, w] = [0, 1, 2].map(() => Array.from({ length: 10 }, normal));
  const x = codes.map((code) => u[code] + normal());
  const z = codes.map((code, i) => v[code] + 0.5 * x[i] + normal());
  const y = codes.map((code, i) => x[i] - z[i] + 2 * u[code] + w[code] + normal());
  const numbers = Object.entries({ y, x, z }).map(([name, column]) => ({
    kind: 'number' as const,
    name,
    values: Float64Array.from(column),
  }));
  const group = {
    kind: 'factor' as const,
    name: 'g',
    codes: Int32Array.from(codes),
    levels: [...'abcdefghij'],
    scale: 'nominal' as const,
  };
  return { rows: codes.length, columns: [...numbers, group] };
}
