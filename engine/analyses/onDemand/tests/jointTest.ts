/**
 * Several coefficients against 0 at once: an F test by the method chosen, and Wald's χ².
 */
import { failure, type SomeChoice } from '../../../contract/index.ts';
import { selecting, waldStatistic } from '../../../inference/linearHypothesis.ts';
import { fTestP, waldChisqP } from '../../../inference/wald.ts';
import { termWords as words } from '../../../text/termTests.ts';
import type { Chosen } from '../chosen.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { methodChoice, testedAsChosen } from './testMethod.ts';

export const jointTest = defineAnalysis({
  id: 'joint-test',
  title: words.jointTitle,
  about: words.jointAbout,
  area: 'tests',
  applies: ({ terms }) => terms.length > 0,
  choices: (fit) => [
    namesChoice('terms', words.jointTerms, fit.terms),
    { ...namesChoice('coefficients', words.jointCoefficients, fit.coefNames), explanation: words.jointDefault },
    methodChoice(fit),
  ],
  blocks: (subject, chosen) => {
    const columns = chosenColumns(subject, chosen);
    const tested = testedAsChosen(subject, chosen);
    const L = selecting(columns, subject.fit.coefNames.length);
    const { F, numDf, denDf } = tested.jointF(L);
    const chisq = waldStatistic(L, tested.beta, tested.vcov).chisq;
    return [
      table({
        id: 'joint-test',
        title: words.jointTitle,
        columns: [
          { id: 'test', title: 'Test', format: 'text' },
          { id: 'statistic', title: 'Statistic', format: 'estimate' },
          { id: 'df1', title: 'df₁', format: 'df' },
          { id: 'df2', title: 'df₂', format: 'df' },
          { id: 'p', title: 'p', format: 'p' },
        ],
        rows: [
          { id: 'F', label: words.jointF, cells: { statistic: F, df1: numDf, df2: denDf, p: fTestP(F, numDf, denDf) } },
          { id: 'wald', label: words.jointWald, cells: { statistic: chisq, df1: numDf, p: waldChisqP(chisq, numDf) } },
        ],
        notes: [
          words.jointTested(columns.map((column) => subject.fit.coefNames[column])),
          ...tested.notes,
          ...(numDf < columns.length ? [words.jointRank] : []),
        ],
      }),
    ];
  },
});

function namesChoice(id: string, label: string, names: readonly string[]): SomeChoice {
  return { id, kind: 'some', label, options: names.map((name) => ({ value: name, label: name })), value: [] };
}

/** Those of the terms and coefficients chosen; with nothing chosen all but the intercept. */
function chosenColumns({ fit: { terms, assign, coefNames } }: Subject, chosen: Chosen): number[] {
  const wanted = chosen.some('terms').map((term) => terms.indexOf(term) + 1);
  const names = chosen.some('coefficients');
  const all = wanted.length + names.length === 0;
  const columns = assign.flatMap((term, j) =>
    (all ? term > 0 : wanted.includes(term) || names.includes(coefNames[j])) ? [j] : [],
  );
  if (columns.length) return columns;
  throw failure('analysis.nothing-to-test', {}, words.nothingToTest);
}
