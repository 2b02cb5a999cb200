import type {
  AnalysisOffer,
  AnalysisRequest,
  ColumnPreview,
  ComparisonRequest,
  DataRevisions,
  FilterPreview,
  FitResult,
  LevelMap,
  Look,
  MachineSpeed,
  ModelSpec,
  Notice,
  Prediction,
  ReferenceAnswer,
  ReferenceCase,
  Replicates,
  Report,
  StepWork,
  TablePreview,
  TableWork,
  ThetaEntry,
} from '../../../engine/contract/index.ts';
import type {
  CellFigures,
  CellRange,
  CellSearch,
  CombinationLook,
  CombineAsk,
  DataExport,
  FoundCells,
  ImportOptions,
  ImportPreview,
  SheetToWrite,
  SortKey,
} from '../../api.ts';
import type { LevelAnswers } from '../data/index.ts';
import type { CopyFacts, DerivedStep, MadeTable, Replacements, SortedRows, TableChange } from '../project/index.ts';

/** Everything a worker can be asked to do: the one list that pool, worker and callers share. */
export interface Jobs {
  /** Looks into a file: what was detected, and its first rows. */
  preview: (ask: { path: string; options: ImportOptions | null }) => ImportPreview;
  /** Reads a file into a staging file, which main then adopts. `title` stands for the file's own name where it is given. */
  /** Answers what was noticed anywhere in the file; a preview sees only its front. */
  import: (ask: { path: string; options: ImportOptions | null; staging: string; title: string | null }) => Notice[];
  /** Works out a table's data steps into a staging file, which main then adopts. */
  derive: (ask: { database: string; tableId: string; staging: string }) => DerivedStep[];
  /** What a step would come to, in place of the step `id` or at the end. */
  previewStep: (ask: { database: string; tableId: string; work: StepWork; id: string | null }) => ColumnPreview | FilterPreview;
  /** Finds the order of a table's rows by columns. */
  sortRows: (ask: { database: string; tableId: string; by: readonly SortKey[] }) => SortedRows;
  findCells: (ask: { database: string; tableId: string; search: CellSearch }) => FoundCells;
  /** Works out what cells become; main writes it. */
  replacements: (ask: { database: string; tableId: string; search: CellSearch; replacement: string }) => Replacements;
  figures: (ask: { database: string; tableId: string; ranges: readonly CellRange[] }) => CellFigures;
  /** Writes a table as a data file that says it was made at that time (ISO 8601). */
  export: (ask: DataExport & { database: string; made: string }) => { rows: number; notices: readonly Notice[] };
  /** What would come of putting a file together with a table. */
  lookTogether: (ask: CombineAsk & { database: string }) => CombinationLook;
  /** Works it out into a staging file, which main then adopts. */
  combine: (ask: CombineAsk & { database: string; staging: string }) => { change: TableChange; notices: readonly Notice[] };
  /** A workbook of results, as base64. */
  workbook: (ask: { sheets: readonly SheetToWrite[] }) => string;
  /** A project file without the cells of its tables. */
  writeWithoutData: (ask: { database: string; target: string; id: string }) => null;
  /** Makes a table out of another, into a staging file; answers what it was made from. */
  makeTable: (ask: { database: string; tableId: string; work: TableWork; staging: string; name: string }) => MadeTable;
  previewTable: (ask: { database: string; tableId: string; work: TableWork }) => TablePreview;
  levels: (ask: { database: string; tableId: string; answers: LevelAnswers }) => LevelMap;
  /** Data without a model; `data` has the columns that the look reads. */
  look: (ask: { data: DataSource; look: Look }) => Report;
  fit: (ask: FitOrder) => Fitted;
  /** The same beside other work: several models at once, none of them in the way of a click. */
  fitAside: (ask: FitOrder) => Fitted;
  /** What a fit will take. Rows are read and products taken, which the fit that follows need not do again. */
  predict: (ask: { data: DataSource; spec: ModelSpec; speed: MachineSpeed | null }) => Prediction;
  /** How fast the machine is. */
  measureSpeed: (ask: Record<string, never>) => MachineSpeed;
  /** Models side by side, from their kept fits: no data is read. */
  compare: (ask: { request: ComparisonRequest }) => Report;
  /** Evaluates the criterion at a kept fit's theta. */
  verify: (ask: { data: DataSource; fit: FitResult }) => StoredCheck;
  /** What can be asked of a fit: no data is read. */
  offers: (ask: { fit: FitResult }) => readonly AnalysisOffer[];
  /** Answers a question, or says of how many repetitions the answer consists where they have not been made. */
  analyse: (ask: AnalysisOrder) => Analysed;
  /** Repetitions `from` up to `to` of a question that consists of such. */
  replicate: (ask: AnalysisOrder & { from: number; to: number }) => Replicates;
  /** `FileWork` of the project, for files that would hold up main. */
  writeSnapshot: (ask: { database: string; target: string }) => number;
  inspectCopy: (ask: { database: string; path: string }) => CopyFacts;
  /** The terminal's `fit`: a file straight to a report. */
  readAndFit: (ask: {
    path: string;
    options: ImportOptions | null;
    spec: ModelSpec;
  }) => Fitted & { readonly notices: readonly Notice[] };
  /** The terminal's `reference`: one case of the shared suite on its data file, fitted `repeat` times. */
  reference: (ask: { asked: ReferenceCase; path: string; repeat: number }) => ReferenceAnswer;
}

/** A model and its data; theta of a like model's fit, where there is one, saves evaluations. */
export interface FitOrder {
  readonly data: DataSource;
  readonly spec: ModelSpec;
  readonly near: readonly ThetaEntry[] | null;
}

/** A question and the data of the fit it is put to. `fitKey` tells a worker whether it has that fit at hand. */
export interface AnalysisOrder {
  readonly data: DataSource;
  readonly fitKey: string;
  readonly request: AnalysisRequest;
}

export type Analysed =
  | { readonly kind: 'answer'; readonly report: Report; readonly engineVersion: string }
  | { readonly kind: 'repetitions'; readonly count: number };

/** A kept fit's criterion as it was kept and as it comes out now. */
export interface StoredCheck {
  readonly agrees: boolean;
  readonly stored: number;
  readonly now: number;
}

/** Columns of a project's database in one certain state. */
export interface DataSource {
  readonly database: string;
  readonly tableId: string;
  readonly columns: readonly string[];
  readonly revisions: DataRevisions;
}

export interface Fitted {
  readonly report: Report;
  /** The fit by the spec's criterion, then the maximum-likelihood fit where that is another. */
  readonly fits: readonly FitResult[];
}

export type JobKind = keyof Jobs;
export type JobAsk<K extends JobKind> = Parameters<Jobs[K]>[0];
export type JobAnswer<K extends JobKind> = ReturnType<Jobs[K]>;

/**
 * A job of the `engine` lane and one of the `data` lane may run at once, so that looking into a file or comparing models never waits for a
 * long fit. `engine` jobs keep to one worker, which remembers the columns it has decoded. `analysis` jobs have workers of their own, as
 * many at once as there are.
 */
export type Lane = 'engine' | 'data' | 'analysis';

export const laneOf: { readonly [K in JobKind]: Lane } = {
  preview: 'data',
  import: 'data',
  derive: 'data',
  previewStep: 'data',
  makeTable: 'data',
  previewTable: 'data',
  sortRows: 'data',
  findCells: 'data',
  replacements: 'data',
  figures: 'data',
  export: 'data',
  lookTogether: 'data',
  combine: 'data',
  workbook: 'data',
  writeWithoutData: 'data',
  levels: 'data',
  look: 'data',
  fit: 'engine',
  fitAside: 'analysis',
  predict: 'engine',
  measureSpeed: 'engine',
  compare: 'data',
  verify: 'engine',
  offers: 'data',
  analyse: 'analysis',
  replicate: 'analysis',
  writeSnapshot: 'data',
  inspectCopy: 'data',
  readAndFit: 'engine',
  reference: 'engine',
};
