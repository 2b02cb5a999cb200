import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { intraclassCorrelation } from '../variance/intraclassCorrelation.ts';

export const variance: readonly AnalysisDefinition[] = [intraclassCorrelation];
