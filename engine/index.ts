/**
 * What the rest of the program may use of the engine.
 */
export { run, emptyReport, type AtHand, type RunHooks, type RunResult } from './run.ts';
export { measureSpeed } from './analyses/measureSpeed.ts';
export { bytesOf, predict, prepare, type Prepared } from './analyses/prepare.ts';
export { checkStored, type StoredCheck } from './analyses/checkStored.ts';
export { modelReport } from './analyses/modelReport.ts';
export { analyse, analysesFor, replicate, replicatesOf, subjectOf } from './analyses/onDemand/catalogue.ts';
export type { Subject, SubjectHooks } from './analyses/onDemand/subject.ts';
export { columnsOfLook } from './contract/description.ts';
export { compareModels } from './analyses/compareModels.ts';
export { answerCase, type AnswerOptions, type CpuClock } from './analyses/reference/answerCase.ts';
export { askingAtPauses } from './kernels/index.ts';
export { engineVersion } from './version.ts';
