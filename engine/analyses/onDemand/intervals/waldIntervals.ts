/**
 * Intervals for the coefficients: estimate ± quantile × standard error, with the degrees of freedom of the page's tests.
 */
import { waldInterval } from '../../../inference/wald.ts';
import { intervalWords as words } from '../../../text/analyses.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';

export const waldIntervals = defineAnalysis({
  id: 'wald-intervals',
  title: words.waldTitle,
  about: words.waldAbout,
  area: 'intervals',
  applies: () => true,
  choices: () => [coverageChoice],
  blocks: ({ fit }, chosen) => [
    table({
      id: 'wald-intervals',
      title: words.waldTitle,
      columns: [
        { id: 'name', title: 'Name', format: 'text' },
        { id: 'estimate', title: 'Estimate', format: 'estimate' },
        { id: 'lower', title: 'Lower', format: 'estimate' },
        { id: 'upper', title: 'Upper', format: 'estimate' },
      ],
      rows: fit.tests.map(({ name, estimate, se, df }) => {
        const [lower, upper] = waldInterval(estimate, se, df, coverageOf(chosen));
        return { id: name, label: name, cells: { estimate, lower, upper } };
      }),
      notes: [words.waldMethod],
    }),
  ],
});
