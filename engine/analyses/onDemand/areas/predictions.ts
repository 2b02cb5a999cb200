import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { predictedValues } from '../predictions/predictedValues.ts';

export const predictions: readonly AnalysisDefinition[] = [predictedValues];
