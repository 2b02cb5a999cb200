/**
 * What the rest of the program may use of the engine.
 */
export { run, emptyReport, type RunHooks, type RunResult } from './run.ts';
export { checkStored, type StoredCheck } from './analyses/checkStored.ts';
export { modelReport } from './analyses/modelReport.ts';
export { analysesFor, replicate, replicatesOf } from './analyses/onDemand/catalogue.ts';
export { compareModels } from './analyses/compareModels.ts';
export { answerCase, type AnswerOptions, type CpuClock } from './analyses/reference/answerCase.ts';
export { engineVersion } from './version.ts';
