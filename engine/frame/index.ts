/** Formula and table → the numbers of a model. */
export type * from './types.ts';
export { modelFrame } from './modelFrame.ts';
