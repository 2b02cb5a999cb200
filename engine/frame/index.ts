/** Formula and table → the numbers of a model. */
export type * from './types.ts';
export { groupCentredColumns, predictorsOf } from './groupCentred.ts';
export { modelFrame } from './modelFrame.ts';
export { designForRows, type NewRows, type UnmetLevels } from './newRows.ts';
export { subsetMask } from './subset.ts';
export { evaluate, evaluationOf, type Evaluation } from './evaluate.ts';
export type { Value } from './values.ts';
export { checkDerived, deriveColumn, filteredRows, tableAt } from './derive.ts';
export { columnsRead, groupingsMade, makeTable } from './reshape.ts';
