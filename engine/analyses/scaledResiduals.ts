import { defineTable } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';

const MARKS = ['Min', '1Q', 'Median', '3Q', 'Max'] as const;

/** Five numbers of the residuals over sigma. */
export const scaledResiduals = defineTable({
  id: 'scaled-residuals',
  title: 'Scaled residuals',
  applies: () => true,
  columns: () => MARKS.map((mark) => ({ id: mark, title: mark, format: 'estimate' })),
  rows: () => [{ id: 'residuals', explanation: explanations.scaledResiduals() }],
  fill: ({ fit }) => ({ residuals: Object.fromEntries(MARKS.map((mark, index) => [mark, fit.scaledResiduals[index]])) }),
  notes: () => [],
});
