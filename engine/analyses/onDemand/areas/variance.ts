import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const variance: readonly AnalysisDefinition[] = [];
