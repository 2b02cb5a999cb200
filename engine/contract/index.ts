export * from './table.ts';
export * from './failure.ts';
export * from './notice.ts';
export * from './modelSpec.ts';
export * from './fitResult.ts';
export * from './report.ts';
export * from './progress.ts';
export * from './levelMap.ts';
