/**
 * Profile likelihood intervals when they are asked for, of a model of any size.
 */
import type { ProfileInterval } from '../../../contract/index.ts';
import { profileIntervals as profiled } from '../../../inference/profile.ts';
import { intervalWords as words } from '../../../text/intervals.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { intervalColumns, parameterOptions, parameterRows } from './parameterRows.ts';

export const profileIntervals = defineAnalysis({
  id: 'profile-intervals',
  title: words.profileTitle,
  about: words.profileAbout,
  area: 'intervals',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => {
    const options = parameterOptions(fit);
    return [
      coverageChoice,
      {
        id: 'parameters',
        kind: 'some',
        label: words.parameters,
        explanation: words.parametersExplanation,
        options,
        value: options.map(({ value }) => value),
        least: 1,
      },
    ];
  },
  blocks: (subject, chosen) => {
    const found = new Map(intervalsOf(subject, chosen).map((interval) => [interval.name, interval]));
    return [
      table({
        id: 'profile-intervals',
        title: words.profileTitle,
        columns: intervalColumns(words.profileEstimate),
        rows: parameterRows(subject.fit).flatMap((row) => {
          const interval = found.get(row.id);
          if (!interval) return [];
          const { estimate, lower, upper } = interval;
          return [{ ...row, cells: { estimate, lower, upper } }];
        }),
        notes: [words.profileMethod],
      }),
    ];
  },
});

function intervalsOf({ ml, hooks }: Subject, chosen: Chosen): ProfileInterval[] {
  const { checkCancelled, onProgress } = hooks;
  return profiled(ml.model, ml.fit, coverageOf(chosen), {
    only: chosen.some('parameters'),
    checkCancelled,
    onDone: (done, total) => onProgress({ stage: 'profile', done, total }),
  });
}
