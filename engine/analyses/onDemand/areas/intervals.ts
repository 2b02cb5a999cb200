import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { bootstrapIntervals } from '../intervals/bootstrapIntervals.ts';
import { bootstrapTest } from '../intervals/bootstrapTest.ts';
import { profileIntervals } from '../intervals/profileIntervals.ts';
import { waldIntervals } from '../intervals/waldIntervals.ts';

export const intervals: readonly AnalysisDefinition[] = [waldIntervals, profileIntervals, bootstrapIntervals, bootstrapTest];
