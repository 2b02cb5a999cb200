import { defineTable } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';

/** What became of the rows of the data. */
export const sample = defineTable({
  id: 'sample',
  title: 'Sample',
  applies: () => true,
  columns: () => [
    { id: 'name', title: '', format: 'text' },
    { id: 'rows', title: 'Rows', format: 'count' },
  ],
  rows: (model) => [
    { id: 'used', label: 'used', explanation: explanations.nobs() },
    { id: 'dropped', label: 'left out', explanation: explanations.droppedRows() },
    ...(model.filteredRows ? [{ id: 'filtered', label: 'filtered out', explanation: explanations.filteredRows() }] : []),
    ...Object.keys(model.droppedBy).map((column) => ({
      id: `by:${column}`,
      label: `${column} missing`,
      explanation: explanations.dropped(column),
    })),
  ],
  fill: ({ fit }) => ({
    used: { rows: fit.nobs },
    dropped: { rows: fit.droppedRows },
    ...(fit.filteredRows ? { filtered: { rows: fit.filteredRows } } : {}),
    ...Object.fromEntries(Object.entries(fit.droppedBy).map(([column, rows]) => [`by:${column}`, { rows }])),
  }),
  notes: () => [],
});
