import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { designEffects } from '../data/designEffects.ts';
import { groupLines } from '../data/groupLines.ts';
import { spread } from '../data/spread.ts';

export const data: readonly AnalysisDefinition[] = [spread, designEffects, groupLines];
