/**
 * Likelihood-ratio tests of the random terms, one by one.
 */
import { aic } from '../../../inference/information.ts';
import { distinctNames } from '../../../inference/parameters.ts';
import { termWords as words } from '../../../text/termTests.ts';
import { reducedRandomModels } from '../../reducedModels.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import { table } from '../table.ts';
import { subjectTerms } from './subjectTerms.ts';

export const randomTerms = defineAnalysis({
  id: 'random-terms',
  title: words.randomTitle,
  about: words.randomAbout,
  area: 'tests',
  applies: ({ method }) => method === 'lmm',
  choices: () => [],
  blocks: (subject) => {
    const { asked, hooks } = subject;
    const { logLik, npar, criterion } = asked;
    const reduced = reducedRandomModels(subjectTerms(subject), asked, criterion, { checkCancelled: hooks.checkCancelled });
    const ids = distinctNames(reduced.map(({ term }) => term));
    return [
      table({
        id: 'random-terms',
        title: words.randomTitle,
        columns: [
          { id: 'term', title: 'Left out', format: 'text' },
          { id: 'npar', title: 'Parameters', format: 'count' },
          { id: 'logLik', title: 'log-likelihood', format: 'criterion' },
          { id: 'aic', title: 'AIC', format: 'criterion' },
          { id: 'lrt', title: 'χ²', format: 'estimate' },
          { id: 'df', title: 'df', format: 'df' },
          { id: 'p', title: words.naive, format: 'p' },
          { id: 'boundaryP', title: words.boundary, format: 'p' },
        ],
        rows: [
          { id: '<none>', label: words.whole, cells: { npar, logLik, aic: aic(logLik, npar) } },
          ...reduced.map((model, i) => ({
            id: ids[i],
            label: model.term,
            explanation: words.randomRow(model.term),
            cells: {
              npar: model.npar,
              logLik: model.logLik,
              aic: aic(model.logLik, model.npar),
              lrt: model.lrt,
              df: model.df,
              p: model.p,
              boundaryP: model.boundaryP,
            },
          })),
        ],
        notes: [words.randomMethod(criterion), words.naiveNote],
      }),
    ];
  },
});
