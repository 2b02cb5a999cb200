/**
 * What a model loses by each of its terms: F tests, and likelihood ratios with AIC from fits without the term.
 */
import type { TableBlock, TableColumn } from '../../../contract/index.ts';
import { aic } from '../../../inference/information.ts';
import { fTestP } from '../../../inference/wald.ts';
import { termWords as words } from '../../../text/termTests.ts';
import { dropOneSquares } from '../../linearSquares.ts';
import { dropOneModels, droppedTerms, type DroppedTerm, type ReducedModel } from '../../reducedModels.ts';
import type { ModelTerms } from '../../modelTerms.ts';
import type { RowCells } from '../../defineTable.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { subjectTerms } from './subjectTerms.ts';
import { methodChoice, testedAsChosen, type Tested } from './testMethod.ts';

export const dropOne = defineAnalysis({
  id: 'drop-one',
  title: words.dropTitle,
  about: words.dropAbout,
  area: 'tests',
  applies: ({ terms }) => terms.length > 0,
  choices: (fit) => (fit.method === 'lm' ? [] : [methodChoice(fit)]),
  blocks: (subject, chosen) => {
    const model = subjectTerms(subject);
    return [
      subject.fit.method === 'lm' ? linearTable(subject, model) : mixedTable(subject, model, testedAsChosen(subject, chosen)),
    ];
  },
});

const termColumn: TableColumn = { id: 'term', title: 'Left out', format: 'text' };
const fColumns: readonly TableColumn[] = [
  { id: 'F', title: 'F', format: 'estimate' },
  { id: 'df1', title: 'df₁', format: 'df' },
  { id: 'df2', title: 'df₂', format: 'df' },
  { id: 'p', title: 'p', format: 'p' },
];
const aicColumn: TableColumn = { id: 'aic', title: 'AIC', format: 'criterion' };

function mixedTable(subject: Subject, model: ModelTerms, tested: Tested): TableBlock {
  const { logLik, npar } = subject.ml;
  const reduced = dropOneModels(model, { logLik, npar }, { checkCancelled: subject.hooks.checkCancelled });
  return table({
    id: 'drop-one',
    title: words.dropTitle,
    columns: [
      termColumn,
      ...fColumns.map((column) => ({ ...column, over: 'F test' })),
      ...[
        { id: 'lrt', title: 'χ²', format: 'estimate' } as const,
        { id: 'df', title: 'df', format: 'df' } as const,
        { id: 'pLrt', title: 'p', format: 'p' } as const,
      ].map((column) => ({ ...column, over: 'Likelihood ratio' })),
      aicColumn,
    ],
    rows: [
      { id: '<none>', label: words.whole, cells: { aic: aic(logLik, npar) } },
      ...droppedTerms(model).map((dropped, i) => ({
        id: dropped.term,
        label: dropped.term,
        explanation: words.dropRow(dropped.term),
        cells: { ...fCells(dropped, tested), ...ratioCells(reduced[i]) },
      })),
    ],
    notes: [words.dropMixed, ...tested.notes],
  });
}

function fCells({ L }: DroppedTerm, tested: Tested): RowCells {
  if (!L.length) return {};
  const { F, numDf, denDf } = tested.jointF(L);
  return { F, df1: numDf, df2: denDf, p: fTestP(F, numDf, denDf) };
}

function ratioCells({ lrt, df, p, logLik, npar }: ReducedModel): RowCells {
  return { lrt, df, pLrt: p, aic: aic(logLik, npar) };
}

function linearTable({ fit, linear }: Subject, model: ModelTerms): TableBlock {
  const { beta, dfResidual, vcovBeta, nobs, npar, logLik } = fit;
  return table({
    id: 'drop-one',
    title: words.dropTitle,
    columns: [termColumn, { id: 'squares', title: 'Sum of squares', format: 'estimate' }, ...fColumns, aicColumn],
    rows: [
      { id: '<none>', label: words.whole, cells: { aic: aic(logLik, npar) } },
      ...dropOneSquares(model, beta, vcovBeta).map(({ term, chisq, df }) => {
        const row = { id: term, label: term, explanation: words.dropRow(term) };
        if (df === 0) return row;
        const [squares, F] = [chisq * linear.sigma ** 2, chisq / df];
        const without = logLik - (nobs / 2) * Math.log1p(squares / linear.rss);
        const cells = { squares, F, df1: df, df2: dfResidual, p: fTestP(F, df, dfResidual), aic: aic(without, npar - df) };
        return { ...row, cells };
      }),
    ],
    notes: [words.dropLinear],
  });
}
