import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../engine/contract/index.ts';
import * as lmm from '../../../engine/lmm/index.ts';
import type { ModelFrame } from '../../../engine/frame/types.ts';
import { handMadeFrame, ones } from '../../support/handMadeFrame.ts';
import type { HandMade } from '../../support/handMadeFrame.ts';
import { sampleColumns } from '../../support/sampleColumns.ts';

interface Values {
  readonly atTheta: readonly { theta: number[]; criterion: number }[];
  readonly theta: number[];
  readonly thetaNames: string[];
  readonly criterion: number;
  readonly beta: number[];
  readonly sigma: number;
  readonly vcov: number[][];
  readonly varCorr: readonly { grp: string; var1: string | null; var2: string | null; vcov: number; sdcor: number }[];
  readonly ranef: Record<string, number[][]>;
  readonly condVar: Record<string, number[][][] | null>;
  readonly fitted: number[];
}
interface Model {
  readonly data: string;
  readonly formula: string;
  readonly REML: Values;
  readonly ML: Values;
}

const file = join(import.meta.dirname, '../../reference/values/lmm.json');
const reference = JSON.parse(readFileSync(file, 'utf8')) as { models: Model[] } & Record<
  string,
  Record<string, (string | number)[]>
>;

const frames: Record<string, ModelFrame> = {
  'Reaction ~ Days + (Days | Subject)': sleepstudy((one, Days) => [{ '(Intercept)': one, Days }]),
  'Reaction ~ Days + (Days || Subject)': sleepstudy((one, Days) => [
    { '(Intercept)': one } as Record<string, ArrayLike<number>>,
    { Days },
  ]),
  'diameter ~ 1 + (1 | plate) + (1 | sample)': intercepts(sampleColumns('Penicillin'), 'diameter', ['plate', 'sample']),
  'strength ~ 1 + (1 | sample) + (1 | batch)': intercepts(sampleColumns('Pastes'), 'strength', ['sample', 'batch']),
  Dyestuff: intercepts(reference.Dyestuff, 'Yield', ['Batch']),
  Dyestuff2: intercepts(reference.Dyestuff2, 'Yield', ['Batch']),
};

const cases = reference.models.flatMap((model) =>
  (['REML', 'ML'] as const).map((criterion) => ({ name: `${model.data}, ${model.formula}, ${criterion}`, model, criterion })),
);

describe('as lme4', () => {
  it.each(cases)('has the criterion at a given theta: $name', ({ model, criterion }) => {
    const built = lmm.linearMixedModel(frameOf(model));
    for (const { theta, criterion: value } of model[criterion].atTheta) {
      expect(Math.abs(lmm.objective(built, theta, criterion) / value - 1)).toBeLessThan(1e-12);
    }
  });

  it.each(cases)('has the optimum, and the estimates at it: $name', ({ model, criterion }) => {
    const { built, fit, values } = fitted(model, criterion);
    expect(fit.criterionValue).toBeLessThan(values.criterion + 1e-9);
    expect(fit.criterionValue).toBeGreaterThan(values.criterion - 1e-6);
    expect(fit.log.converged).toBe(true);
    expect(lmm.thetaEntries(built, fit).map(({ name }) => name)).toEqual(values.thetaNames);
    near(fit.theta, values.theta, 1e-6);
    near(fit.beta, values.beta, 1e-9);
    near([fit.sigma], [values.sigma], 1e-7);
    near(lmm.vcovBeta(fit).flat(), values.vcov.flat(), 2e-6);
    expect(fit.isSingular).toBe(values.theta.some((value) => value < 1e-4));
  });

  it.each(cases)('has VarCorr, conditional modes and their covariances: $name', ({ model, criterion }) => {
    const { built, fit, values } = fitted(model, criterion);
    const rows = lmm.varCorr(built, fit);
    expect(rows.map(({ grp, var1, var2 }) => [grp, var1, var2])).toEqual(
      values.varCorr.map(({ grp, var1, var2 }) => [grp, var1, var2]),
    );
    near(rows.map(({ vcov }) => vcov), values.varCorr.map(({ vcov }) => vcov), 2e-6); // prettier-ignore
    const effects = lmm.ranef(built, fit);
    for (const { group, values: modes } of effects) near(modes, values.ranef[group].flat(), 2e-6);
    for (const { group, values: covariances } of lmm.condVar(built, fit)) {
      // For several terms on one factor lme4 has no single array.
      const expected = values.condVar[group];
      if (expected !== null) near(covariances, expected.flat(2), 2e-6);
    }
    near(lmm.fitted(built, fit, effects).subarray(0, 5), values.fitted, 1e-7);
  });
});

function fitted(model: Model, criterion: Criterion) {
  const built = lmm.linearMixedModel(frameOf(model));
  return { built, fit: lmm.fit(built, criterion), values: model[criterion] };
}

function frameOf({ data, formula }: Model): ModelFrame {
  return frames[formula] ?? frames[data];
}

function near(actual: ArrayLike<number>, expected: readonly number[], share: number): void {
  const size = Math.max(...expected.map(Math.abs), 1e-3);
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThan(share * size));
}

function sleepstudy(terms: (one: Float64Array, Days: number[]) => Record<string, ArrayLike<number>>[]): ModelFrame {
  const { Reaction, Days, Subject } = sampleColumns('sleepstudy');
  const one = ones(Reaction.length);
  const random = terms(one, Days as number[]).map((columns) => ({ group: 'Subject', columns }));
  const fixed = { '(Intercept)': one, Days: Days as number[] };
  return handMadeFrame({ y: Reaction as number[], fixed, groups: [{ name: 'Subject', codes: Subject }], random });
}

function intercepts(columns: Record<string, (string | number)[]>, outcome: string, groups: string[]): ModelFrame {
  const one = ones(columns[outcome].length);
  const made: HandMade = {
    y: columns[outcome] as number[],
    fixed: { '(Intercept)': one },
    groups: groups.map((name) => ({ name, codes: columns[name] })),
    random: groups.map((group) => ({ group, columns: { '(Intercept)': one } })),
  };
  return handMadeFrame(made);
}
