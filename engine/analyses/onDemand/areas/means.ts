import type { AnalysisDefinition } from '../defineAnalysis.ts';

export const means: readonly AnalysisDefinition[] = [];
