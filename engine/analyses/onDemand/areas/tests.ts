import type { AnalysisDefinition } from '../defineAnalysis.ts';
import { coefficientTests } from '../tests/coefficientTests.ts';
import { dropOne } from '../tests/dropOne.ts';
import { jointTest } from '../tests/jointTest.ts';
import { linearCombination } from '../tests/linearCombination.ts';
import { randomTerms } from '../tests/randomTerms.ts';
import { termTests } from '../tests/termTests.ts';

export const tests: readonly AnalysisDefinition[] = [
  termTests,
  dropOne,
  randomTerms,
  coefficientTests,
  jointTest,
  linearCombination,
];
