import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { intraclassCorrelation } from '../variance/intraclassCorrelation.ts';
import { varianceExplained } from '../variance/varianceExplained.ts';

export const variance: readonly AnalysisDefinition[] = [intraclassCorrelation, varianceExplained];
