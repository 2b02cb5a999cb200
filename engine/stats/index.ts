export * from './normal.ts';
export * from './chiSquared.ts';
export * from './studentT.ts';
export * from './fisherF.ts';
export * from './quantiles.ts';
export * from './moments.ts';
export * from './studentizedRange.ts';
