/**
 * Intervals by the parametric bootstrap.
 */
import type { Choice, Replicates } from '../../../contract/index.ts';
import { bootstrapBounds, bootstrapReplicates, type BootstrapInterval } from '../../../inference/bootstrap.ts';
import { parameterValues } from '../../../inference/parameters.ts';
import type { SimulatedEffects } from '../../../lmm/index.ts';
import { mean, sd } from '../../../stats/index.ts';
import { intervalWords as words } from '../../../text/intervals.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { intervalColumns, parameterRows, type ParameterRow } from './parameterRows.ts';
import { seedChoice } from './seedChoice.ts';

const option = (value: string, label: string) => ({ value, label });

const choices: readonly Choice[] = [
  coverageChoice,
  {
    id: 'replicates',
    kind: 'number',
    label: words.replicates,
    explanation: words.replicatesExplanation,
    value: 1000,
    min: 20,
    max: 100_000,
    whole: true,
  },
  {
    id: 'kind',
    kind: 'one',
    label: words.kind,
    options: [option('percentile', words.percentile), option('basic', words.basic), option('normal', words.normal)],
    value: 'percentile',
  },
  {
    id: 'effects',
    kind: 'one',
    label: words.effects,
    explanation: words.effectsExplanation,
    options: [option('new', words.newGroups), option('kept', words.keptGroups)],
    value: 'new',
  },
  seedChoice,
];

export const bootstrapIntervals = defineAnalysis({
  id: 'bootstrap-intervals',
  title: words.bootstrapTitle,
  about: words.bootstrapAbout,
  area: 'intervals',
  applies: ({ method }) => method === 'lmm',
  choices: () => choices,
  repeated: { count: (chosen) => chosen.given('replicates'), make },
  blocks: (subject, chosen, replicates) => {
    const rows = parameterRows(subject.fit);
    const { asked } = subject;
    const estimates = parameterValues(asked.model, asked.fit);
    const column = (id: string, title: string) => ({ id, title, format: 'estimate' as const });
    return [
      table({
        id: 'bootstrap-intervals',
        title: words.bootstrapTitle,
        columns: [
          ...intervalColumns(),
          column('se', words.spread),
          column('bias', words.bias),
          column('lowerError', words.lowerError),
          column('upperError', words.upperError),
        ],
        rows: rows.map((row, i) => parameterRow(row, estimates[i], valuesOf(replicates, i), chosen)),
        notes: notesOf(subject, chosen, replicates, rows.length),
      }),
    ];
  },
});

function make({ asked, hooks }: Subject, chosen: Chosen, from: number, to: number): Replicates {
  return bootstrapReplicates(asked.model, asked.fit, from, to, {
    seed: chosen.given('seed'),
    effects: chosen.one('effects') as SimulatedEffects,
    checkCancelled: hooks.checkCancelled,
    onDone: (done) => hooks.onProgress({ stage: 'repetitions', done, total: to - from }),
  });
}

/** Replicates of one parameter that were fitted; NaN where it has no value. */
function valuesOf(replicates: Replicates, i: number): number[] {
  return replicates.filter((values) => !isFailed(values)).map((values) => values[i]);
}

/** σ or the mark of a singular fit is there in every replicate that was fitted. */
function isFailed(values: readonly number[]): boolean {
  return Number.isNaN(values[values.length - 1]);
}

function parameterRow(row: ParameterRow, estimate: number, all: readonly number[], chosen: Chosen) {
  const values = all.filter((value) => !Number.isNaN(value));
  const bounds = bootstrapBounds(values, estimate, coverageOf(chosen), chosen.one('kind') as BootstrapInterval);
  if (bounds === null) return { ...row, cells: { estimate, lower: null, upper: null } };
  const missing = all.length - values.length;
  return {
    ...row,
    ...(missing ? { explanation: words.undefinedReplicates(missing) } : {}),
    cells: { estimate, ...bounds, se: sd(values), bias: mean(values) - estimate },
  };
}

function notesOf({ fit }: Subject, chosen: Chosen, replicates: Replicates, parameters: number): string[] {
  const failed = replicates.filter(isFailed).length;
  const singular = replicates.filter((values) => values[parameters] === 1).length;
  return [
    words.bootstrapMethod(replicates.length, chosen.given('seed'), fit.criterion === 'REML' ? 'REML' : 'maximum likelihood'),
    words.bootstrapErrors,
    ...(singular ? [words.singularReplicates(singular, replicates.length)] : []),
    ...(failed ? [words.failedReplicates(failed, replicates.length)] : []),
  ];
}
