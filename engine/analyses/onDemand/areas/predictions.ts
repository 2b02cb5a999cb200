import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const predictions: readonly AnalysisDefinition[] = [];
