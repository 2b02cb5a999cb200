/** The project: its file, its history, and all SQL of the program. */
export { Project } from './project.ts';
export { createProject, openProject } from './openProject.ts';
export { keptProjects } from './workingCopies.ts';
export { writeStaging } from './writeStaging.ts';
export { readColumns } from './readColumns.ts';
export { deriveColumns } from './derived/deriveColumns.ts';
export type { DerivedStep } from './derived/deriveColumns.ts';
export { makeTableFile, previewTable } from './derived/makeTable.ts';
export type { MadeTable } from './derived/madeTable.ts';
export { previewStep } from './derived/previewStep.ts';
export { summarise } from './summarise.ts';
export { renameVariable } from './formulaNames.ts';
export { fileWork } from './fileWork.ts';
export { answerKey } from './analyses.ts';
export { mlKeyOf } from './fits.ts';
export { lookTogether, stageTogether } from './exchange/index.ts';
export { writeWithoutData } from './exchange/writeWithoutData.ts';
export { withTable } from './exchange/besideTable.ts';
export type { TableChange } from './exchange/stageChange.ts';
export { systemClock } from './types.ts';
export type {
  Clock,
  CopyFacts,
  EditOutcome,
  FileWork,
  FitPlan,
  KeptProject,
  StagingMeta,
  SummarisedColumn,
  Surroundings,
} from './types.ts';
export { cellFigures } from './cells/figures.ts';
export { findCells } from './cells/findCells.ts';
export { replacements } from './cells/replacements.ts';
export type { Replacements } from './cells/replacements.ts';
export { sortedRows } from './cells/sortedRows.ts';
export type { SortedRows } from './cells/sortedRows.ts';
export { readingTable } from './cells/tableReader.ts';
