/**
 * Tests by term, types I, II and III, as an analysis-of-variance table has them.
 */
import type { FitResult, OneChoice, TableColumn, YesChoice } from '../../../contract/index.ts';
import { waldStatistic } from '../../../inference/linearHypothesis.ts';
import type { JointF } from '../../../inference/testedCoefficients.ts';
import { fTestP, waldChisqP } from '../../../inference/wald.ts';
import { waldTypeII } from '../../../inference/waldTerms.ts';
import { termWords as words } from '../../../text/termTests.ts';
import { squaresTypeII } from '../../linearSquares.ts';
import { termHypotheses, type AnovaType, type ModelTerms } from '../../modelTerms.ts';
import type { RowCells } from '../../defineTable.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table, type FilledTable } from '../table.ts';
import { subjectTerms } from './subjectTerms.ts';
import { methodChoice, testedBy, type Tested, type TestMethod } from './testMethod.ts';

export const termTests = defineAnalysis({
  id: 'term-tests',
  title: words.anovaTitle,
  about: words.anovaAbout,
  area: 'tests',
  applies: ({ terms }) => terms.length > 0,
  choices: (fit) => [typeChoice, testChoice(fit), etaChoice],
  blocks: (subject, chosen) => {
    const type = chosen.one('type') as AnovaType;
    const test = chosen.one('test') as TermTest;
    const model = subjectTerms(subject);
    const made = test === 'wald' ? waldTable(subject, model, type) : fTable(subject, model, type, test, chosen.yes('eta'));
    return [table({ id: 'term-tests', title: words.anovaTitle, ...made, notes: [...made.notes, ...typeNotes(type, model)] })];
  },
});

type TermTest = Exclude<TestMethod, 'normal'> | 'wald';
type Made = Required<Pick<FilledTable, 'columns' | 'rows' | 'notes'>>;

const typeChoice: OneChoice = {
  id: 'type',
  kind: 'one',
  label: words.type,
  explanation: words.typeExplanation,
  options: [
    { value: 'I', label: words.typeI },
    { value: 'II', label: words.typeII },
    { value: 'III', label: words.typeIII },
  ],
  value: 'III',
};

const etaChoice: YesChoice = {
  id: 'eta',
  kind: 'yes',
  label: words.etaSquared,
  explanation: words.etaExplanation,
  value: false,
};

function testChoice(fit: FitResult): OneChoice {
  const method = methodChoice(fit);
  const options = method.options
    .filter(({ value }) => value !== 'normal')
    .map(({ value, label }) => ({ value, label: `F, ${label}` }));
  return { ...method, id: 'test', label: words.test, options: [...options, { value: 'wald', label: words.wald }] };
}

const termColumn: TableColumn = { id: 'term', title: 'Term', format: 'text' };

function fTable(subject: Subject, model: ModelTerms, type: AnovaType, method: TestMethod, eta: boolean): Made {
  const tested = testedBy(subject, method);
  const tests = jointTests(subject, model, type, tested);
  const rows = model.terms.map(({ label }, index) => {
    const test = tests[index];
    return { id: label, label, explanation: words.row(label), ...(test ? { cells: fCells(test, tested.sigma, eta) } : {}) };
  });
  return {
    columns: [
      termColumn,
      { id: 'squares', title: 'Sum of squares', format: 'estimate' },
      { id: 'mean', title: 'Mean square', format: 'estimate' },
      { id: 'df1', title: 'df₁', format: 'df' },
      { id: 'df2', title: 'df₂', format: 'df' },
      { id: 'F', title: 'F', format: 'estimate' },
      { id: 'p', title: 'p', format: 'p' },
      ...(eta ? [{ id: 'eta', title: words.etaSquared, format: 'share' } as const] : []),
    ],
    rows: subject.fit.method === 'lm' ? [...rows, residualRow(subject)] : rows,
    notes: [
      ...tested.notes,
      ...(subject.fit.method === 'lm' ? [] : [words.mixedSquares]),
      ...(eta ? [words.etaExplanation] : []),
    ],
  };
}

function fCells({ F, unscaled, numDf, denDf }: JointF, sigma: number, eta: boolean): RowCells {
  const mean = unscaled * sigma ** 2;
  const cells = { squares: numDf * mean, mean, F, df1: numDf, df2: denDf, p: fTestP(F, numDf, denDf) };
  return eta ? { ...cells, eta: (F * numDf) / (F * numDf + denDf) } : cells;
}

function residualRow({ fit: { sigma, dfResidual } }: Subject): Made['rows'][number] {
  const cells = { squares: sigma ** 2 * dfResidual, mean: sigma ** 2, df1: dfResidual };
  return { id: 'Residuals', label: 'Residuals', explanation: words.residualRow, cells };
}

/** By term; null for one whose columns were all left out. */
function jointTests({ fit }: Subject, model: ModelTerms, type: AnovaType, tested: Tested): (JointF | null)[] {
  if (fit.method !== 'lm' || type !== 'II') return termHypotheses(type, model).map((L) => (L.length ? tested.jointF(L) : null));
  return squaresTypeII(model, fit.beta, fit.vcovBeta).map(({ chisq, df }) =>
    df > 0 ? { F: chisq / df, unscaled: chisq / df, numDf: df, denDf: fit.dfResidual } : null,
  );
}

function waldTable(subject: Subject, model: ModelTerms, type: AnovaType): Made {
  const { beta, vcovBeta } = subject.fit;
  const tests =
    type === 'II'
      ? waldTypeII(model.terms, beta, vcovBeta)
      : termHypotheses(type, model).map((L) => (L.length ? waldStatistic(L, beta, vcovBeta) : { chisq: NaN, df: 0 }));
  const rows = model.terms.map(({ label }, index) => {
    const { chisq, df } = tests[index];
    return {
      id: label,
      label,
      explanation: words.row(label),
      ...(df > 0 ? { cells: { chisq, df, p: waldChisqP(chisq, df) } } : {}),
    };
  });
  return {
    columns: [
      termColumn,
      { id: 'chisq', title: 'χ²', format: 'estimate' },
      { id: 'df', title: 'df', format: 'df' },
      { id: 'p', title: 'p', format: 'p' },
    ],
    rows,
    notes: [words.waldMethod],
  };
}

function typeNotes(type: AnovaType, { frame }: ModelTerms): string[] {
  switch (type) {
    case 'I':
      return [words.sequential];
    case 'II':
      return [words.marginal];
    case 'III':
      return frame.droppedColumns.length ? [words.averaged, words.emptyCells] : [words.averaged];
  }
}
