import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { intraclassCorrelation } from '../variance/intraclassCorrelation.ts';
import { shareBootstrap } from '../variance/shareBootstrap.ts';
import { varianceComponents } from '../variance/varianceComponents.ts';
import { varianceExplained } from '../variance/varianceExplained.ts';
import { varianceFunction } from '../variance/varianceFunction.ts';
import { withinBetween } from '../variance/withinBetween.ts';

export const variance: readonly AnalysisDefinition[] = [
  intraclassCorrelation,
  shareBootstrap,
  varianceExplained,
  varianceComponents,
  varianceFunction,
  withinBetween,
];
