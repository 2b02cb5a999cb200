import type { ModelOutline } from './outline.ts';
import { defineTable } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';
import { iccNotes } from '../text/notes.ts';

/** Intraclass correlation by grouping factor; *residual* once predictors are in. */
export const intraclass = defineTable({
  id: 'icc',
  title: (model) => (hasPredictors(model) ? 'Residual intraclass correlation' : 'Intraclass correlation'),
  applies: (model) => model.method === 'lmm',
  columns: () => [
    { id: 'group', title: 'Groups', format: 'text' },
    { id: 'icc', title: 'ICC', format: 'share' },
  ],
  rows: (model) => model.groups.map(({ name, level }) => ({ id: name, label: name, level, explanation: explanations.icc(name) })),
  fill: ({ fit }) => Object.fromEntries(fit.icc.map(({ grp, value }) => [grp, { icc: value }])),
  notes: (model) => iccNotes(model.random.some(({ columns }) => columns.some((column) => column !== '(Intercept)'))),
});

function hasPredictors(model: ModelOutline): boolean {
  return model.coefNames.some((name) => name !== '(Intercept)');
}
