import type { CoefficientTest, FitResult } from '../contract/index.ts';
import type { ModelOutline } from './outline.ts';
import { defineTable, type RowCells } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';
import { coefficientNotes } from '../text/notes.ts';

/** Fixed effects with their tests, as R's summary prints them; columns left out stand as empty rows. */
export const coefficients = defineTable({
  id: 'coefficients',
  title: (model) => (model.method === 'lm' ? 'Coefficients' : 'Fixed effects'),
  applies: () => true,
  columns: (model) => [
    { id: 'name', title: 'Name', format: 'text' },
    { id: 'estimate', title: 'Estimate', format: 'estimate' },
    { id: 'se', title: 'SE', format: 'estimate' },
    ...(model.method === 'lmm' ? [{ id: 'df', title: 'df', format: 'df' as const }] : []),
    { id: 't', title: 't', format: 'estimate' },
    { id: 'p', title: 'p', format: 'p' },
  ],
  rows: (model) => [...model.coefNames.map((name, j) => coefficientRow(model, name, model.coefLevels[j])), ...droppedRows(model)],
  fill: ({ fit }) => Object.fromEntries(fit.tests.map((test) => [test.name, cellsOf(test, fit)])),
  notes: coefficientNotes,
});

function cellsOf({ estimate, se, df, statistic, p }: CoefficientTest, { method }: FitResult): RowCells {
  return { estimate, se, ...(method === 'lmm' ? { df: df ?? Infinity } : {}), t: statistic, p };
}

function coefficientRow(model: ModelOutline, name: string, level: number | null) {
  const explanation =
    name === '(Intercept)' ? explanations.intercept(model.outcome) : explanations.coefficient(model.outcome, name, model);
  return { id: name, label: name, ...(level === null ? {} : { level }), explanation };
}

function droppedRows(model: ModelOutline) {
  return model.droppedColumns.map((name) => ({ id: name, label: `${name} (left out)`, explanation: explanations.leftOut() }));
}
