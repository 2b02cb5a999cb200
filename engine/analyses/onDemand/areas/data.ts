import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const data: readonly AnalysisDefinition[] = [];
