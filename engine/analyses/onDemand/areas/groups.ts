import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { groupEffects } from '../groups/groupEffects.ts';
import { groupInfluence } from '../groups/groupInfluence.ts';

export const groups: readonly AnalysisDefinition[] = [groupEffects, groupInfluence];
