/**
 * Coefficients with tests and intervals by a method of one's choice, and their covariance.
 */
import type { Block, YesChoice } from '../../../contract/index.ts';
import { estimateOf } from '../../../inference/emmeans.ts';
import { selecting } from '../../../inference/linearHypothesis.ts';
import { termWords as words } from '../../../text/termTests.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from './estimateCells.ts';
import { methodChoice, testedAsChosen, type Tested } from './testMethod.ts';

const covarianceChoice: YesChoice = { id: 'covariance', kind: 'yes', label: words.covariance, value: false };

export const coefficientTests = defineAnalysis({
  id: 'coefficient-tests',
  title: words.coefficientTitle,
  about: words.coefficientAbout,
  area: 'tests',
  applies: ({ coefNames }) => coefNames.length > 0,
  choices: (fit) => [methodChoice(fit), coverageChoice, covarianceChoice],
  blocks: (subject, chosen) => {
    const tested = testedAsChosen(subject, chosen);
    const { coefNames } = subject.fit;
    const units = selecting([...coefNames.keys()], coefNames.length);
    const tests = table({
      id: 'coefficient-tests',
      title: words.coefficientTitle,
      columns: [{ id: 'name', title: 'Name', format: 'text' }, ...estimateColumns('Estimate')],
      rows: coefNames.map((name, j) => ({
        id: name,
        label: name,
        explanation: name === '(Intercept)' ? words.intercept : words.coefficientRow(name),
        cells: estimateCells(estimateOf({ l: units[j], offset: 0 }, tested, coverageOf(chosen))),
      })),
      notes: tested.notes,
    });
    return chosen.yes('covariance') ? [tests, covarianceTable(coefNames, tested)] : [tests];
  },
});

function covarianceTable(names: readonly string[], { vcov, notes }: Tested): Block {
  return table({
    id: 'coefficient-covariance',
    title: words.covarianceTitle,
    columns: [
      { id: 'name', title: 'Name', format: 'text' },
      ...names.map((name, j) => ({ id: `c${j}`, title: name, format: 'estimate' }) as const),
    ],
    rows: names.map((name, i) => ({
      id: name,
      label: name,
      cells: Object.fromEntries(vcov[i].map((value, j) => [`c${j}`, value])),
    })),
    notes: [...notes],
  });
}
