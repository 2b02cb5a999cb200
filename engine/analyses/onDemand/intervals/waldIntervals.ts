/**
 * Intervals from standard errors: coefficients with the degrees of freedom of the page's tests, standard deviations and correlations by the
 * delta method.
 */
import type { FitResult } from '../../../contract/index.ts';
import { waldInterval } from '../../../inference/wald.ts';
import { waldVarPars, type ParameterInterval } from '../../../inference/waldParameters.ts';
import { intervalWords as words } from '../../../text/intervals.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { intervalColumns, parameterRows } from './parameterRows.ts';

export const waldIntervals = defineAnalysis({
  id: 'wald-intervals',
  title: words.waldTitle,
  about: words.waldAbout,
  area: 'intervals',
  applies: () => true,
  choices: () => [coverageChoice],
  blocks: (subject, chosen) => {
    const { fit } = subject;
    const intervals = fit.method === 'lmm' ? varParIntervals(subject, coverageOf(chosen)) : [];
    return [
      table({
        id: 'wald-intervals',
        title: words.waldTitle,
        columns: intervalColumns(),
        rows: [...varParRows(fit, intervals), ...coefficientRows(fit, coverageOf(chosen))],
        notes: [words.waldMethod, ...(intervals.length ? [words.waldVarPars] : []), ...reasonsOf(intervals)],
      }),
    ];
  },
});

function varParIntervals({ asked, satterthwaite }: Subject, coverage: number): ParameterInterval[] {
  return waldVarPars(asked.model, asked.fit, satterthwaite, coverage);
}

function varParRows(fit: FitResult, intervals: readonly ParameterInterval[]) {
  if (!intervals.length) return [];
  return parameterRows(fit)
    .slice(0, intervals.length)
    .map((row, i) => {
      const { estimate, lower, upper, why } = intervals[i];
      const explanation = reasonOf(why);
      return { ...row, ...(explanation ? { explanation } : {}), cells: { estimate, lower, upper } };
    });
}

function coefficientRows({ tests }: FitResult, coverage: number) {
  return tests.map(({ name, estimate, se, df }) => {
    const [lower, upper] = waldInterval(estimate, se, df, coverage);
    return { id: name, label: name, cells: { estimate, lower, upper } };
  });
}

function reasonsOf(intervals: readonly ParameterInterval[]): string[] {
  return [...new Set(intervals.flatMap(({ why }) => reasonOf(why) ?? []))];
}

function reasonOf(why: ParameterInterval['why']): string | null {
  if (why === null) return null;
  return why === 'boundary' ? words.boundary : words.notIdentified;
}
