import type { FitResult } from '../contract/index.ts';
import { defineTable, type RowCells } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';

/** Correlations of the estimates of the fixed effects, as a lower triangle. */
export const fixedCorrelations = defineTable({
  id: 'fixed-correlations',
  title: 'Correlation of fixed effects',
  applies: (model) => model.coefNames.length > 1,
  columns: (model) => [
    { id: 'name', title: '', format: 'text' },
    ...model.coefNames.slice(0, -1).map((name) => ({ id: `with:${name}`, title: name, format: 'correlation' as const })),
  ],
  rows: (model) =>
    model.coefNames.slice(1).map((name) => ({ id: name, label: name, explanation: explanations.fixedCorrelation(name) })),
  fill: ({ fit }) => Object.fromEntries(fit.coefNames.map((name, row) => [name, triangleRow(fit, row)])),
  notes: () => [],
});

function triangleRow({ vcovBeta, coefNames }: FitResult, row: number): RowCells {
  const correlation = (column: number) => vcovBeta[row][column] / Math.sqrt(vcovBeta[row][row] * vcovBeta[column][column]);
  return Object.fromEntries(coefNames.slice(0, row).map((name, column) => [`with:${name}`, correlation(column)]));
}
