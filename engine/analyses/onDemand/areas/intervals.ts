import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { waldIntervals } from '../intervals/waldIntervals.ts';

export const intervals: readonly AnalysisDefinition[] = [waldIntervals];
