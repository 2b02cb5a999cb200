import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { marginalMeans } from '../means/marginalMeans.ts';
import { simpleSlopes } from '../means/simpleSlopes.ts';
import { slopes } from '../means/slopes.ts';
import { standardized } from '../means/standardized.ts';

export const means: readonly AnalysisDefinition[] = [marginalMeans, slopes, simpleSlopes, standardized];
