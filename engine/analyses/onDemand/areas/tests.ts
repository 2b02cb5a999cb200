import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const tests: readonly AnalysisDefinition[] = [];
