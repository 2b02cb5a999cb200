import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { influentialRows } from '../predictions/influentialRows.ts';
import { predictedValues } from '../predictions/predictedValues.ts';
import { rowQuantities } from '../predictions/rowQuantities.ts';
import { simulatedPredictions } from '../predictions/simulatedPredictions.ts';

export const predictions: readonly AnalysisDefinition[] = [predictedValues, simulatedPredictions, rowQuantities, influentialRows];
