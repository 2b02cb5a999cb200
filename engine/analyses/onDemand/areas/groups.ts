import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const groups: readonly AnalysisDefinition[] = [];
