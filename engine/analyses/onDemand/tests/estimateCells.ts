/**
 * Estimates with their tests and intervals as cells: what tables of coefficients, means, slopes and contrasts have in common.
 */
import type { TableColumn } from '../../../contract/index.ts';
import type { EstimateRow } from '../../../inference/emmeans.ts';
import type { RowCells } from '../../defineTable.ts';

/** `title` names what is estimated. */
export function estimateColumns(title: string): TableColumn[] {
  return [
    { id: 'estimate', title, format: 'estimate' },
    { id: 'se', title: 'SE', format: 'estimate' },
    { id: 'df', title: 'df', format: 'df' },
    { id: 'lower', title: 'Lower', format: 'estimate' },
    { id: 'upper', title: 'Upper', format: 'estimate' },
    { id: 't', title: 't', format: 'estimate' },
    { id: 'p', title: 'p', format: 'p' },
  ];
}

/** Empty where the data do not say; no test of what is the same in the model by construction. Without degrees of freedom a test is by the normal distribution. */
export function estimateCells({ estimate, se, df, lower, upper, statistic, p }: EstimateRow): RowCells {
  if (Number.isNaN(estimate)) return {};
  if (se === 0) return { estimate };
  return { estimate, se, df, lower, upper, t: statistic, p };
}
