/**
 * A weighted sum of coefficients with its interval and a test against a value of one's choice.
 */
import { failure, type FitResult, type NumberChoice, type NumbersChoice } from '../../../contract/index.ts';
import { estimateOf } from '../../../inference/emmeans.ts';
import { twoSidedP } from '../../../stats/index.ts';
import { termWords as words } from '../../../text/termTests.ts';
import { plain } from '../../../text/words.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';
import { estimateCells, estimateColumns } from './estimateCells.ts';
import { methodChoice, testedAsChosen } from './testMethod.ts';

const againstChoice: NumberChoice = { id: 'against', kind: 'number', label: words.against, value: 0 };

export const linearCombination = defineAnalysis({
  id: 'linear-combination',
  title: words.combinationTitle,
  about: words.combinationAbout,
  area: 'tests',
  applies: ({ coefNames }) => coefNames.length > 0,
  choices: (fit) => [weightsChoice(fit), againstChoice, methodChoice(fit), coverageChoice],
  blocks: (subject, chosen) => {
    const { coefNames } = subject.fit;
    const l = chosen.numbers('weights').map((weight) => weight ?? 0);
    if (l.every((weight) => weight === 0)) throw failure('analysis.no-weights', {}, words.noWeights);
    const tested = testedAsChosen(subject, chosen);
    const found = estimateOf({ l, offset: 0 }, tested, coverageOf(chosen));
    const against = chosen.given('against');
    const statistic = (found.estimate - against) / found.se;
    return [
      table({
        id: 'linear-combination',
        title: words.combinationTitle,
        columns: [
          { id: 'name', title: 'Name', format: 'text' },
          ...estimateColumns('Estimate').slice(0, 5),
          { id: 'against', title: words.against, format: 'estimate' },
          ...estimateColumns('Estimate').slice(5),
        ],
        rows: [
          {
            id: 'combination',
            label: words.estimate,
            cells: { ...estimateCells({ ...found, statistic, p: twoSidedP(statistic, found.df) }), against },
          },
        ],
        notes: [words.combinationNote(combinationText(l, coefNames)), ...tested.notes],
      }),
    ];
  },
});

/** The first coefficient that is not the intercept, until the person says otherwise. */
function weightsChoice({ coefNames, assign }: FitResult): NumbersChoice {
  const first = Math.max(
    0,
    assign.findIndex((term) => term > 0),
  );
  return {
    id: 'weights',
    kind: 'numbers',
    label: words.weights,
    explanation: words.weightsExplanation,
    names: coefNames,
    value: coefNames.map((_, j) => (j === first ? 1 : null)),
  };
}

/** `2 · x − b`, without coefficients of weight 0. */
function combinationText(l: readonly number[], names: readonly string[]): string {
  const parts = l.flatMap((weight, j) => (weight === 0 ? [] : [{ weight, name: plain(names[j]) }]));
  return parts
    .map(({ weight, name }, i) => {
      const sign = weight < 0 ? (i ? ' − ' : '−') : i ? ' + ' : '';
      return `${sign}${Math.abs(weight) === 1 ? '' : `${Math.abs(weight)} · `}${name}`;
    })
    .join('');
}
