import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../../../engine/frame/index.ts';
import { lm } from '../../../../../engine/glm/lm.ts';
import { rowInfluence } from '../../../../../engine/inference/influence.ts';
import { jointVariances } from '../../../../../engine/inference/jointVariance.ts';
import { mixedLeverage } from '../../../../../engine/inference/leverage.ts';
import { estimatesAt, fit, fitted, linearMixedModel, ranef } from '../../../../../engine/lmm/index.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/predictions.json' with { type: 'json' };
import { askedOf, valueOf } from '../../../../support/askedOf.ts';
import { handMadeFrame, ones } from '../../../../support/handMadeFrame.ts';
import { seeded } from '../../../../support/seeded.ts';

const sleepTable = sampleTable('sleepstudy', ['Subject']);
const sleep = askedOf(sleepTable, 'Reaction ~ Days + (Days | Subject)');
const penicillinTable = sampleTable('Penicillin', ['plate', 'sample']);
const penicillin = askedOf(penicillinTable, 'diameter ~ 1 + (1 | plate) + (1 | sample)');
const line = askedOf(sleepTable, 'Reaction ~ Days');

const first = `known:${sleep.fit.conditionalModes[0].levels[0]}`;
const atFive = { vary: 'none', at: [5] };
/** R's optimum has some six digits. */
const close = (found: number | null, wanted: number, relative = 2e-5) =>
  expect(Math.abs(found! - wanted)).toBeLessThan(relative * Math.max(1e-3, Math.abs(wanted)));

describe('leverage of mixed models', () => {
  const models = [
    ['sleep', sleepTable, 'Reaction ~ Days + (Days | Subject)'],
    ['penicillin', penicillinTable, 'diameter ~ 1 + (1 | plate) + (1 | sample)'],
    ['pastes', sampleTable('Pastes', ['batch', 'cask', 'sample']), 'strength ~ 1 + (1 | batch/cask)'],
  ] as const;

  it.each(models)('is the diagonal that lme4 gives: %s', (name, table, formula) => {
    const model = linearMixedModel(modelFrame(formula, table));
    const h = mixedLeverage(model, fit(model, 'REML'));
    const wanted: readonly number[] = values.leverage[name];
    h.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThan(1e-6));
  });

  it('is the derivative of the fitted value by its own outcome, prior weights counted', () => {
    const { frame, theta } = small({ weighted: true });
    const fittedAt = (y: Float64Array, row: number): number => {
      const model = linearMixedModel({ ...frame, y });
      return fitted(model, estimatesAt(model, theta, 'ML'), ranef(model, { theta }))[row];
    };
    const h = mixedLeverage(linearMixedModel(frame), { theta });
    for (const row of [0, 7, 23]) {
      const moved = frame.y.slice();
      moved[row] += 1;
      expect(fittedAt(moved, row) - fittedAt(frame.y, row)).toBeCloseTo(h[row], 9);
    }
  });
});

describe('predicted values', () => {
  it('are those of lme4 for an average and for a known group, with the joint variance of the mixed model equations', () => {
    const average = sleep.ask('predicted-values', atFive);
    close(average.number('predictions', '1', 'value'), values.predictions.sleepPopulation);
    close(average.number('uncertainty', '1', 'fixed'), Math.sqrt(values.predictions.sleepFixedVariance));
    const known = sleep.ask('predicted-values', { ...atFive, 'group:Subject': first });
    close(known.number('predictions', '1', 'value'), values.predictions.sleepKnown);
    close(known.number('predictions', '1', 'population'), values.predictions.sleepPopulation);
    close(known.number('predictions', '1', 'se'), Math.sqrt(values.predictions.sleepJointVariance));
  });

  it('know levels of crossed factors together', () => {
    const modes = penicillin.fit.conditionalModes;
    const choices = Object.fromEntries(modes.map(({ group, levels }) => [`group:${group}`, `known:${levels[0]}`]));
    const answer = penicillin.ask('predicted-values', choices);
    close(answer.number('predictions', '1', 'value'), values.predictions.penicillinKnown);
    close(answer.number('predictions', '1', 'se'), Math.sqrt(values.predictions.penicillinJointVariance));
  });

  it('have the variance between groups added for a new one, unless only the fixed effects are counted', () => {
    const fresh = sleep.ask('predicted-values', { ...atFive, 'group:Subject': 'new' });
    const variance = values.predictions.sleepFixedVariance + values.predictions.sleepNewVariance;
    close(fresh.number('predictions', '1', 'se'), Math.sqrt(variance));
    expect(fresh.notes).toContain('the differences between groups');
    const fixed = sleep.ask('predicted-values', { ...atFive, 'group:Subject': 'new', parts: ['fixed'] });
    close(fixed.number('predictions', '1', 'se'), Math.sqrt(values.predictions.sleepFixedVariance));
    expect(fixed.notes).not.toContain('the differences between groups');
  });

  it('use R’s intervals for a linear model', () => {
    const answer = line.ask('predicted-values', atFive);
    const [value, lower, upper] = values.line.confidence;
    close(answer.number('predictions', '1', 'value'), value, 1e-9);
    close(answer.number('predictions', '1', 'lower'), lower, 1e-9);
    close(answer.number('predictions', '1', 'upper'), upper, 1e-9);
    close(answer.number('predictions', '1', 'row-lower'), values.line.prediction[1], 1e-9);
    close(answer.number('predictions', '1', 'row-upper'), values.line.prediction[2], 1e-9);
  });

  it('go through a number’s range or all categories, others held where told', () => {
    const rows = sleep.ask('predicted-values', { vary: 'of:Days', points: 4 }).table('predictions').rows;
    expect(rows.map(({ cells }) => cells.case)).toEqual(['0', '3', '6', '9']);
    const hsb = askedOf(sampleTable('hsb', ['School', 'Sector']), 'MathAch ~ SES * Sector + (1 | School)');
    const answer = hsb.ask('predicted-values', { vary: 'of:Sector', at: [1] });
    expect(answer.table('predictions').rows).toHaveLength(2);
    expect(answer.notes).toContain('SES = 1');
  });

  it('are as sure of a group with endless rows as of its rows’ mean', () => {
    const spread = (rows: number): number => {
      const { frame, theta } = small({ rows });
      const model = linearMixedModel(frame);
      return jointVariances(model, { theta, sigma: 1 }, [{ x: [1, 0], groups: [{ factor: 0, level: 0, z: [1] }] }])[0];
    };
    expect(spread(20_000)).toBeLessThan(spread(20) / 500);
  });
});

describe('predictions by simulation', () => {
  it('agree with merTools within what chance allows', () => {
    const answer = sleep.ask('simulated-predictions', { ...atFive, 'group:Subject': first, count: 4000 });
    const near = (column: string, wanted: number) =>
      expect(Math.abs(answer.number('simulated', '1', column)! - wanted)).toBeLessThan(5);
    near('median', values.simulated.median);
    near('lower', values.simulated.lower);
    near('upper', values.simulated.upper);
  });

  it('come out the same again, and otherwise from another seed', () => {
    const lower = (seed: number) =>
      sleep.ask('simulated-predictions', { ...atFive, count: 200, seed }).number('simulated', '1', 'lower');
    expect(lower(1)).toBe(lower(1));
    expect(lower(1)).not.toBe(lower(2));
  });

  it('have the exact spread for a new group', () => {
    const answer = sleep.ask('simulated-predictions', { ...atFive, 'group:Subject': 'new', count: 4000 });
    const width = (from: string, to: string) => answer.number('simulated', '1', to)! - answer.number('simulated', '1', from)!;
    expect(Math.abs(width('lower', 'upper') / width('exact-lower', 'exact-upper') - 1)).toBeLessThan(0.06);
  });
});

describe('what the model makes of every row', () => {
  const all = ['fitted', 'population', 'residual', 'pearson', 'standardized', 'leverage', 'cook'];

  it('is as lme4 has it', () => {
    const answer = sleep.ask('row-quantities', { quantities: all });
    const { fitted, population, residual, pearson, cook, standard } = values.rows;
    for (let i = 0; i < fitted.length; i++) {
      const cell = (column: string) => answer.number('rows', String(i + 1), column);
      close(cell('fitted'), fitted[i]);
      close(cell('population'), population[i]);
      expect(Math.abs(cell('residual')! - residual[i])).toBeLessThan(1e-4);
      expect(Math.abs(cell('pearson')! - pearson[i])).toBeLessThan(1e-5);
      expect(Math.abs(cell('cook')! - cook[i])).toBeLessThan(1e-5);
      expect(Math.abs(cell('standardized')! - standard[i])).toBeLessThan(1e-5);
    }
  });

  it('holds rows without an outcome too, and a group that the fit has not met has no effect', () => {
    const columns = sleepTable.columns.map((column) =>
      column.name === 'Reaction' && column.kind === 'number'
        ? { ...column, values: column.values.map((value, i) => (i < 10 || i === 15 ? NaN : value)) }
        : column,
    );
    const asked = askedOf({ ...sleepTable, columns }, 'Reaction ~ Days + (Days | Subject)');
    const answer = asked.ask('row-quantities');
    expect(answer.table('unused-rows').rows).toHaveLength(11);
    const [intercept, slope] = asked.fit.beta;
    expect(answer.number('unused-rows', '3', 'fitted')).toBeCloseTo(intercept + 2 * slope, 8);
    const own = asked.ask('group-effects').number('lines', '309', 'coef-1')!;
    const start = asked.ask('group-effects').number('lines', '309', 'coef-0')!;
    expect(answer.number('unused-rows', '16', 'fitted')).toBeCloseTo(start + 5 * own, 8);
  });

  it('of a linear model with and without weights is R’s influence', () => {
    const weights = Float64Array.from({ length: 180 }, (_, i) => 1 + ((i + 1) % 3));
    const frame = modelFrame('Reaction ~ Days', sleepTable);
    for (const [wanted, linear] of [
      [values.line.plain, lm(frame)],
      [values.line.weighted, lm({ ...frame, weights })],
    ] as const) {
      const { leverage, student, dfbetas } = rowInfluence(linear);
      wanted.leverage.forEach((value, i) => close(leverage[i], value, 1e-9));
      wanted.student.forEach((value, i) => close(student[i], value, 1e-8));
      wanted.dfbetas.forEach((row, i) => row.forEach((value, j) => close(dfbetas[j * 180 + i], value, 1e-8)));
    }
  });

  it('ranks the rows of a linear model by Cook’s distance', () => {
    const rows = line.ask('influential-rows', { shown: 180 }).table('influential-rows').rows;
    const cooks = rows.map(({ cells }) => valueOf(cells.cook)!);
    expect(cooks).toEqual([...cooks].sort((a, b) => b - a));
    values.line.plain.cook.forEach((value, i) => close(cooks[rows.findIndex(({ id }) => id === String(i + 1))], value, 1e-8));
  });
});

/** Six groups that share the rows equally, one predictor. */
function small({ rows = 24, weighted = false }: { rows?: number; weighted?: boolean }) {
  const { normal, uniform } = seeded(5);
  const codes = Array.from({ length: rows }, (_, i) => i % 6);
  const frame = handMadeFrame({
    y: codes.map((g) => g + normal()),
    fixed: { '(Intercept)': ones(rows), x: codes.map(() => normal()) },
    groups: [{ name: 'g', codes }],
    random: [{ group: 'g', columns: { '(Intercept)': ones(rows) } }],
    ...(weighted ? { weights: codes.map(() => 0.5 + uniform()) } : {}),
  });
  return { frame, theta: [1.3] };
}
