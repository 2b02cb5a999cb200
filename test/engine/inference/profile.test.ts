import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../engine/frame/index.ts';
import type { ProfileInterval } from '../../../engine/contract/index.ts';
import { profileIntervals } from '../../../engine/inference/profile.ts';
import { fit, linearMixedModel } from '../../../engine/lmm/index.ts';
import { sampleTable } from '../../reference/models.ts';
import values from '../../reference/values/profile.json' with { type: 'json' };

interface Profiled {
  readonly id: string;
  readonly file: string;
  readonly factors: string | readonly string[];
  readonly formula: string;
  readonly intervals: Readonly<Record<string, readonly (number | null)[]>>;
}

const models = values.models as unknown as readonly Profiled[];

function profiled(formula: string, file: string, factors: readonly string[], coverage?: number): ProfileInterval[] {
  const model = linearMixedModel(modelFrame(formula, sampleTable(file, factors)));
  return profileIntervals(model, fit(model, 'ML'), coverage);
}

/** Of the interval's width: what lme4's spline through the profile is good for. */
const SPLINE = 1e-3;

describe.each(models)('Profile intervals of $id', ({ formula, file, factors, intervals }) => {
  const found = profiled(formula, file, [factors].flat());

  it('have the names that lme4 gives them, in its order', () => {
    expect(found.map(({ name }) => name)).toEqual(Object.keys(intervals));
  });

  it('are where lme4 finds them', () => {
    for (const { name, lower, upper } of found) {
      const [low, high] = intervals[name] as [number, number];
      expect(Math.abs(lower! - low) / (high - low), `${name}: ${lower} for ${low}`).toBeLessThan(SPLINE);
      expect(Math.abs(upper! - high) / (high - low), `${name}: ${upper} for ${high}`).toBeLessThan(SPLINE);
    }
  });

  it('contain the maximum-likelihood estimate', () => {
    for (const { name, estimate, lower, upper } of found) {
      expect(lower, name).toBeLessThanOrEqual(estimate);
      expect(upper, name).toBeGreaterThan(estimate);
    }
  });
});

describe('Profile intervals', () => {
  const sleep = (formula: string, coverage?: number) => profiled(formula, 'sleepstudy', ['Subject'], coverage);

  it('widen with the coverage asked for', () => {
    const [wide, narrow] = [sleep('Reaction ~ Days + (1 | Subject)', 0.99), sleep('Reaction ~ Days + (1 | Subject)', 0.5)];
    wide.forEach(({ lower, upper }, i) => {
      expect(lower).toBeLessThan(narrow[i].lower!);
      expect(upper).toBeGreaterThan(narrow[i].upper!);
    });
  });

  it('begin at 0 for a variance that the data do not need, and say nothing of its correlation', () => {
    const pastes = profiled('strength ~ 1 + (1 | cask) + (1 | sample)', 'Pastes', ['cask', 'sample']);
    const cask = pastes.find(({ name }) => name === 'sd_(Intercept)|cask')!;
    expect(cask.estimate).toBeCloseTo(0, 6);
    expect(cask.lower).toBeCloseTo(0, 6);
    expect(cask.upper).toBeGreaterThan(0.05);
  });

  it('scale with a predictor', () => {
    const table = sampleTable('sleepstudy', ['Subject']);
    const scaled = {
      ...table,
      columns: table.columns.map((column) =>
        column.kind === 'number' && column.name === 'Days'
          ? { ...column, values: column.values.map((value) => value * 1e5) }
          : column,
      ),
    };
    const intervals = [table, scaled].map((one) => {
      const model = linearMixedModel(modelFrame('Reaction ~ Days + (Days | Subject)', one));
      return profileIntervals(model, fit(model, 'ML'));
    });
    intervals[0].forEach(({ name, lower, upper }, i) => {
      const unit = /Days/.test(name) && !/^cor/.test(name) ? 1e5 : 1;
      expect((intervals[1][i].lower! * unit) / lower!, name).toBeCloseTo(1, 5);
      expect((intervals[1][i].upper! * unit) / upper!, name).toBeCloseTo(1, 5);
    });
  });
});
