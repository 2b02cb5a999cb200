/**
 * Prediction intervals by simulation beside the exact ones.
 */
import type { Choice, Replicates, TableBlock } from '../../../contract/index.ts';
import { intervalAround } from '../../../inference/predictionInterval.ts';
import { predictionSimulator } from '../../../inference/predictionSimulation.ts';
import { quantile, randomStream } from '../../../stats/index.ts';
import { caseWords, simulationWords as words } from '../../../text/predictions.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { caseChoices, newCases } from './newCases.ts';
import { caseColumn, caseRow, mixedPredictions } from './predictedValues.ts';

const SEED = 20_000_101;

export const simulatedPredictions = defineAnalysis({
  id: 'simulated-predictions',
  title: words.title,
  about: words.about,
  area: 'predictions',
  applies: ({ method, dfResidual }) => method === 'lmm' && dfResidual >= 2,
  choices: (fit) => [...caseChoices(fit), ...simulationChoices, coverageChoice],
  repeated: {
    count: (chosen) => chosen.given('count'),
    make: (subject, chosen, from, to) => simulations(subject, chosen, from, to),
  },
  blocks: (subject, chosen, replicates) => [simulationTable(subject, chosen, replicates)],
});

const simulationChoices: readonly Choice[] = [
  { id: 'residual', kind: 'yes', label: words.residual, value: true },
  { id: 'count', kind: 'number', label: words.count, value: 1000, min: 100, max: 100_000, whole: true },
  { id: 'seed', kind: 'number', label: words.seed, explanation: words.seedHelp, value: SEED, min: 0, max: 2 ** 31, whole: true },
];

function simulations(subject: Subject, chosen: Chosen, from: number, to: number): Replicates {
  const { model, asked } = subject;
  const { rows, groups } = newCases(subject, chosen);
  const byFactor = model.factors.map(({ group }) => groups[group]);
  const simulate = predictionSimulator(model, asked.fit, rows, byFactor, chosen.yes('residual'));
  return Array.from({ length: to - from }, (_, i) => {
    subject.hooks.checkCancelled();
    return Array.from(simulate(randomStream(chosen.given('seed'), from + i)));
  });
}

function simulationTable(subject: Subject, chosen: Chosen, replicates: Replicates): TableBlock {
  const { fit } = subject;
  const cases = newCases(subject, chosen);
  const coverage = coverageOf(chosen);
  const tail = (1 - coverage) / 2;
  const residual = chosen.yes('residual') ? fit.sigma ** 2 : 0;
  return table({
    id: 'simulated',
    title: words.title,
    columns: [
      caseColumn(cases),
      { id: 'median', title: words.median, format: 'estimate', over: words.simulated },
      { id: 'lower', title: 'Lower', format: 'estimate', over: words.simulated },
      { id: 'upper', title: 'Upper', format: 'estimate', over: words.simulated },
      { id: 'value', title: 'Predicted', format: 'estimate', over: words.exact },
      { id: 'exact-lower', title: 'Lower', format: 'estimate', over: words.exact },
      { id: 'exact-upper', title: 'Upper', format: 'estimate', over: words.exact },
    ],
    rows: mixedPredictions(subject, cases).map(({ value, joint, fresh }, i) => {
      if (Number.isNaN(value)) return caseRow(cases, i);
      const draws = Float64Array.from(replicates, (numbers) => numbers[i]).sort();
      const [median, lower, upper] = [0.5, tail, 1 - tail].map((share) => quantile(draws, share));
      const [exactLower, exactUpper] = intervalAround(value, joint + fresh + residual, null, coverage);
      const cells = { median, lower, upper, value, 'exact-lower': exactLower, 'exact-upper': exactUpper };
      return { ...caseRow(cases, i), cells };
    }),
    notes: [
      ...(cases.held.length ? [caseWords.held(cases.held)] : []),
      words.method(replicates.length, chosen.given('seed')),
      words.differ,
    ],
  });
}
