import type {
  AnalysisOffer,
  ChoiceValues,
  ColumnPreview,
  Failure,
  FilterPreview,
  LevelMap,
  LevelReading,
  Look,
  ModelSpec,
  Notice,
  Prediction,
  Progress,
  Report,
  StepOutcome,
  StepWork,
  TablePreview,
  TableWork,
} from '../engine/contract/index.ts';

/**
 * The whole conversation between a window and main, typed once. Client, router and preload derive from `Calls` and `Events`;
 * a missing handler does not compile. Arguments and answers are plain JSON. A call that cannot be met rejects with a `Failure`.
 *
 * Every change to the project is followed by `project.changed`, which arrives before the changing call's own answer.
 * Long calls take a `job` id that the window makes up: progress arrives under it and `job.cancel` stops it.
 */
export interface Calls {
  'app.info': (ask: Empty) => AppInfo;

  /** Folders and the files that Terrace can open in them: the in-app picker where there is no native dialog. */
  'files.list': (ask: { directory: string | null }) => FileListing;
  /** The native dialog, where the host has one; null when the person cancels. */
  'files.choose': (ask: { purpose: 'open' | 'save'; suggestedName: string }) => { path: string } | null;

  'project.new': (ask: Empty) => ProjectState;
  'project.open': (ask: { path: string }) => OpenedProject;
  /** Publishes under a new name (and goes on there); `overwrite` must be said where the file exists. */
  'project.saveAs': (ask: { path: string; overwrite: boolean }) => ProjectState;
  /** Writes the project without its cells: columns, models and results stay. The work goes on where it is. */
  'project.copyWithoutData': (ask: { path: string; overwrite: boolean }) => null;
  /** How numbers leave the project; kept with it, outside its history. */
  'project.output': (ask: { output: OutputStyle }) => null;
  'project.close': (ask: Empty) => null;
  /** What the person looks at (tab, models compared): kept with the project, outside its history. */
  'project.remember': (ask: { view: ViewState }) => null;
  'history.undo': (ask: Empty) => HistoryMove | null;
  'history.redo': (ask: Empty) => HistoryMove | null;

  /** Looks into a file: what was detected, and the first rows read that way. */
  'data.preview': (ask: { job: string; path: string; options: ImportOptions | null }) => ImportPreview;
  /** Reads the file into the open project (a new one where none is open). */
  'data.import': (ask: { job: string; path: string; options: ImportOptions | null }) => Imported;
  'data.sample': (ask: { job: string; id: string }) => Imported;
  /** Writes a table as a data file; `notices` tell what the format could not hold. */
  'data.export': (ask: DataExport & { job: string }) => { readonly rows: number; readonly notices: readonly Notice[] };
  /** How a second file goes together with a table, and what would come of it. Choices that are null are proposed. */
  'combine.look': (ask: CombineAsk & { job: string }) => CombinationLook;
  /** Puts them together, as one step. */
  'combine.apply': (ask: CombineAsk & { job: string }) => { readonly notices: readonly Notice[] };
  /** Rows of all columns, or of those named, in the order named. */
  'table.rows': (ask: { tableId: string; from: number; count: number; columns?: readonly string[] }) => RowWindow;
  /** `notices` tell what the edit did beyond what was asked, such as labels that became missing. */
  'table.edit': (ask: { job: string; tableId: string; edit: TableEdit }) => { revision: number; notices?: readonly Notice[] };
  /** Data looked at without a model: a table or a picture of some columns as they are now. */
  'data.look': (ask: { job: string; tableId: string; look: Look }) => Report;
  /** What a step would come to, at the end of the table's list or in place of the step `id`. A newer look takes the place of an older. */
  'steps.preview': (ask: { job: string; tableId: string; work: StepWork; id: string | null }) => ColumnPreview | FilterPreview;
  /** Adds a step at the end of the list; without a name it is called after what it does. Its column follows when it is worked out. */
  'steps.add': (ask: { tableId: string; work: StepWork; name: string | null }) => { id: string };
  'steps.change': (ask: { id: string; work: StepWork; name: string | null }) => null;
  'steps.enable': (ask: { id: string; enabled: boolean }) => null;
  'steps.move': (ask: { id: string; to: number }) => null;
  'steps.remove': (ask: { id: string }) => null;
  /** Ends a step and keeps its column, with values of its own from then on. */
  'tables.preview': (ask: { job: string; tableId: string; work: TableWork }) => TablePreview;
  /** Makes a table out of the rows of another that its filters leave. */
  'tables.make': (ask: { job: string; tableId: string; work: TableWork; name: string }) => { tableId: string };
  /** Makes a table anew from what it was made of, by other work where that is given. */
  'tables.refresh': (ask: { job: string; tableId: string; work: TableWork | null }) => null;
  'steps.intoValues': (ask: { tableId: string; id: string }) => null;
  /** Puts the rows in another order, as one step; by nothing: in the order as imported. Missing values stand last, either way. */
  'table.sort': (ask: { job: string; tableId: string; by: readonly SortKey[] }) => { revision: number };
  /** Where a text stands in the table, row by row. */
  'table.find': (ask: { job: string; tableId: string; search: CellSearch }) => FoundCells;
  /** Puts another text in place of each find, as one step. */
  'table.replace': (ask: { job: string; tableId: string; search: CellSearch; replacement: string }) => { cells: number };
  /** What selected cells come to; a cell in two ranges counts once. */
  'table.figures': (ask: { job: string; tableId: string; ranges: readonly CellRange[] }) => CellFigures;
  /** How wide columns are drawn and how many stay in sight: kept with the project, outside its history. */
  'table.look': (ask: { tableId: string; widths: Readonly<Record<string, number>>; frozen: number }) => null;
  'levels.answer': (ask: { tableId: string; questionId: string; answer: LevelReading['relation'] | null }) => null;
  /** Says that a column (or several joined) identifies groups, or that it does not. */
  'levels.setGrouping': (ask: { tableId: string; columns: readonly string[]; grouping: boolean }) => null;

  'model.create': (ask: { tableId: string; spec: ModelSpec; name: string | null }) => { id: string };
  'model.rename': (ask: { id: string; name: string }) => null;
  'model.delete': (ask: { id: string }) => null;
  'model.move': (ask: { id: string; to: number }) => null;
  /** Changes what the model is (one named step in the history) without fitting it. */
  'model.change': (ask: { id: string; spec: ModelSpec; step: string }) => null;
  /**
   * Fits the model as it stands; answers at once when that fit is kept already. Statistical trouble is in the notices, not a failure.
   * With `within`, a model that is predicted to take more seconds is not fitted but waits, and the answer says what it would take. A model
   * that is fitted `aside` is in nobody's way.
   */
  'model.fit': (ask: { job: string; id: string; within?: number; aside?: boolean }) => {
    fitKey: string;
    cached: boolean;
    waits?: Prediction;
  };
  /** The model's own page; its latest kept fit. */
  'model.report': (ask: { id: string }) => Report | null;
  /** Models side by side, in the given order; those without a fit are left out. */
  'models.compare': (ask: { ids: readonly string[] }) => Report;

  /** What can be asked of the fit that the model shows; nothing where it shows none. */
  'analyses.offered': (ask: { id: string }) => readonly AnalysisOffer[];
  /** What was asked of the model, in order, without the answers. */
  'analyses.kept': (ask: { id: string }) => readonly KeptAnalysis[];
  /** The answer kept under `KeptAnalysis.report`. */
  'analysis.report': (ask: { report: string }) => Report | null;
  /**
   * Asks something of the fit that the model shows and keeps the answer with the model: as a new question, or in place of the kept one
   * called `key`. A question that was put to this fit before is answered at once.
   */
  'analysis.run': (ask: { job: string; id: string; analysis: string; choices: ChoiceValues; key: string | null }) => {
    key: string;
    cached: boolean;
  };
  'analysis.remove': (ask: { key: string }) => null;

  'job.cancel': (ask: { job: string }) => null;
  /** Writes a text file where the person says (native hosts). The browser host's window downloads instead. */
  'export.text': (ask: { path: string; text: string }) => null;
  /** The same for a picture: the bytes of a PNG file in base 64. */
  'export.image': (ask: { path: string; base64: string }) => null;
  /** Tables as an Excel workbook, a sheet each: written to `path`, or where that is null answered as base64 for the window to download. */
  'export.workbook': (ask: { path: string | null; sheets: readonly SheetToWrite[] }) => { readonly base64: string | null };
}

export interface Events {
  'project.changed': ProjectState | null;
  'project.saved': SaveState;
  'job.progress': { readonly job: string; readonly progress: Progress };
  /** A model's fit began, ended, failed or became stale. */
  'model.changed': ModelState;
  /** Trouble that no call of the window is waiting for: a worker that died, a file that could not be written. */
  'app.trouble': Failure;
}

export type Empty = Record<string, never>;
export type CallName = keyof Calls;
export type Ask<K extends CallName> = Parameters<Calls[K]>[0];
export type Answer<K extends CallName> = ReturnType<Calls[K]>;
export type EventName = keyof Events;

/** What the window holds: the conversation over whatever carries it. */
export interface AppClient {
  readonly host: 'electron' | 'browser';
  call<K extends CallName>(name: K, ask: Ask<K>): Promise<Answer<K>>;
  /** Returns the function that stops listening. */
  on<K extends EventName>(name: K, listener: (event: Events[K]) => void): () => void;
  /** Makes a file that was dropped or pasted into the window readable by main; answers its path. */
  receive(file: File): Promise<string>;
  onConnection(listener: (state: Connection) => void): () => void;
}

/** `lost`: main does not answer any more; `refused`: another start of the program answers, which does not know this window; `live`: it is back. */
export type Connection = 'live' | 'lost' | 'refused';

export interface AppInfo {
  readonly version: string;
  readonly platform: string;
  readonly samples: readonly SampleInfo[];
  readonly recent: readonly RecentFile[];
  /** The project that is open already, when the window was reloaded. */
  readonly project: ProjectState | null;
}

export interface SampleInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly columns: number;
  readonly citation: string;
  readonly codebook: readonly { readonly column: string; readonly meaning: string }[];
}

export interface RecentFile {
  readonly path: string;
  readonly name: string;
  readonly kind: 'project' | 'data';
  /** ISO 8601. */
  readonly opened: string;
}

export interface FileListing {
  readonly directory: string;
  readonly parent: string | null;
  readonly places: readonly { readonly name: string; readonly path: string }[];
  readonly entries: readonly FileEntry[];
}

export interface FileEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'project' | 'data';
  /** Bytes; null for folders. */
  readonly size: number | null;
  readonly modified: string;
}

export interface OpenedProject {
  readonly state: ProjectState;
  /** Work newer than the file was found and is what is shown. */
  readonly recovered: boolean;
}

export interface ProjectState {
  readonly id: string;
  readonly name: string;
  /** Where it is published; null while untitled. */
  readonly path: string | null;
  readonly save: SaveState;
  readonly tables: readonly TableState[];
  readonly models: readonly ModelState[];
  /** Names of the steps that undo and redo would take; null where there is none. */
  readonly undo: string | null;
  readonly redo: string | null;
  readonly view: ViewState;
  /** null: as the person's system has it. */
  readonly output: OutputStyle | null;
}

/** How numbers are written in what leaves the project as text. */
export interface OutputStyle {
  readonly decimal: '.' | ',';
  /** Between the columns of a CSV file. */
  readonly separator: ',' | ';' | '\t';
}

export interface SaveState {
  /** `kept`: safe in the working copy, no file of the person's own yet. */
  readonly status: 'kept' | 'pending' | 'saved' | 'failed';
  readonly failure: Failure | null;
}

export interface ViewState {
  readonly tab: 'data' | 'model' | 'report';
  readonly activeModel: string | null;
  /** Models shown side by side; null: all. */
  readonly compared: readonly string[] | null;
}

export interface HistoryMove {
  /** The step that was taken back or done again. */
  readonly step: string;
  /** Where it shows, so that the window can go there. */
  readonly place: {
    readonly tab: ViewState['tab'];
    readonly model?: string;
    readonly cell?: { readonly row: number; readonly column: string };
  };
}

export interface TableState {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly rows: number;
  readonly columns: readonly ColumnState[];
  /** Grows with every change of the data. */
  readonly revision: number;
  /** null while it is being worked out. */
  readonly levelMap: LevelMap | null;
  /** The rows it had, where the project is a copy without the cells. */
  readonly rowsLeftOut?: number;
  /** What is done with the data, from the top of the list. */
  readonly steps?: readonly DataStepState[];
  /** Of a table made from another. */
  readonly made?: MadeState;
  /** What the rows were sorted by last, the first column first; nothing where they stand as imported. */
  readonly sortedBy?: readonly SortKey[];
  /** Columns from the left, hidden ones not counted, that stay in sight when the sheet is scrolled sideways. */
  readonly frozen?: number;
}

/** What a table was made from. */
export interface MadeState {
  readonly from: string;
  /** null where that table is not in the project any more. */
  readonly fromName: string | null;
  readonly work: TableWork;
  /** Whether it is what would be made now. */
  readonly current: boolean;
}

/** A data step and what has come of it. */
export interface DataStepState {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly work: StepWork;
  /** The column that it makes; null for those that leave rows out. */
  readonly column: string | null;
  readonly outcome: StepOutcome;
  /** Of a filter: how many rows it and those above it leave. */
  readonly rowsLeft: number | null;
}

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** A block of cells: `count` rows from `row` on, in these columns. */
export interface CellRange {
  readonly row: number;
  readonly count: number;
  readonly columns: readonly string[];
}

export interface CellSearch {
  readonly text: string;
  /** The whole cell, not a part of it. Numbers are then compared as numbers. */
  readonly whole: boolean;
  readonly matchCase: boolean;
  /** null: everywhere. */
  readonly ranges: readonly CellRange[] | null;
}

export interface FoundCells {
  readonly count: number;
  /** The first of them, by row and then by column. */
  readonly cells: readonly { readonly row: number; readonly column: string }[];
  readonly revision: number;
}

export interface CellFigures {
  readonly cells: number;
  readonly missing: number;
  /** Numbers among the cells, and what they come to. */
  readonly numbers: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** What a codebook says of a variable. */
export interface VariableProperties {
  /** What values mean, in the order of the values; numbers for numbers, texts for texts. */
  readonly valueLabels?: readonly ValueLabel[];
  /** Values that count as missing. The cells keep them. */
  readonly missingCodes?: MissingCodes;
  readonly notes?: string;
  /** The sheet shows labels in place of the values. */
  readonly showLabels?: boolean;
  readonly hidden?: boolean;
}

export interface ValueLabel {
  readonly value: number | string;
  readonly label: string;
}

export interface MissingCodes {
  readonly values: readonly (number | string)[];
  /** All numbers from the one to the other, ends included. */
  readonly range: readonly [number, number] | null;
}

export interface ColumnState {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'factor';
  readonly scale: 'continuous' | 'nominal' | 'ordinal' | 'logical';
  /** The first 200 levels of a factor, in order. */
  readonly levels: readonly string[];
  readonly levelCount: number;
  readonly missing: number;
  readonly summary: ColumnSummary;
  readonly revision: number;
  /** The data step that makes it; its cells cannot be typed. */
  readonly step?: string;
  readonly properties?: VariableProperties;
  /** Pixels; none until a person has set it. */
  readonly width?: number;
}

/** What the header and the variable panel show. Factors count their most frequent levels in `bars`, numbers their histogram. */
export interface ColumnSummary {
  readonly mean: number | null;
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly distinct: number;
  readonly bars: readonly number[];
}

export interface ModelState {
  readonly id: string;
  readonly tableId: string;
  readonly name: string;
  readonly spec: ModelSpec;
  readonly fit: ModelFitState;
}

/** `done` belongs to the spec and data as they are now; `stale` shows the last fit while the model or its data have moved on. */
export interface ModelFitState {
  readonly status: 'none' | 'running' | 'done' | 'stale' | 'failed';
  readonly fitKey: string | null;
  readonly notices: readonly Notice[];
  readonly failure: Failure | null;
  /** Milliseconds the fit took; the next one is expected to take about as long. */
  readonly ms: number | null;
}

/** Something that was asked of a model. */
export interface KeptAnalysis {
  readonly key: string;
  /** Id of its `AnalysisOffer`. */
  readonly analysis: string;
  readonly title: string;
  readonly choices: ChoiceValues;
  /** Names the answer; null where it is not kept any more. */
  readonly report: string | null;
  /** The answer belongs to the model and its data as they are now. */
  readonly current: boolean;
}

export interface ImportOptions {
  /** Text files. */
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly encoding?: string;
  readonly header?: boolean;
  /** Cells that mean *missing*, beside the empty cell. */
  readonly missing?: readonly string[];
  /** Workbooks. */
  readonly sheet?: string;
  /** Cells of the sheet that hold the table, such as `A5:K200`; `A5` alone goes on to the end. */
  readonly range?: string;
  /** Kinds that differ from the detected ones, by column. */
  readonly kinds?: Readonly<Record<string, 'number' | 'factor'>>;
}

/** Kinds of data file that are written. */
export type ExportFormat = 'csv' | 'tsv' | 'xlsx' | 'sav' | 'dta';

export interface DataExport {
  readonly tableId: string;
  readonly path: string;
  readonly format: ExportFormat;
  /** Of text files. */
  readonly output: OutputStyle;
  /** Only the rows that the table's filters leave. */
  readonly leftOnly: boolean;
  readonly overwrite: boolean;
}

/** A sheet of results: a header and rows of real numbers and texts. */
export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
}

export interface CombineAsk {
  readonly tableId: string;
  readonly path: string;
  /** How the file is read; null as the table's own file was. */
  readonly options: ImportOptions | null;
  readonly how: Combination;
}

/** How a second file comes to a table. */
export type Combination =
  /** Its rows below the table's; with `source`, a column of that name says where each row is from. */
  | { readonly kind: 'append'; readonly columns: readonly ColumnMatch[] | null; readonly source: string | null }
  /** Its columns beside the table's, by keys; `take` names those that come. */
  | { readonly kind: 'join'; readonly keys: readonly KeyPair[] | null; readonly take: readonly TakenColumn[] | null }
  /** Its rows and columns instead of the table's. */
  | { readonly kind: 'replace'; readonly columns: readonly ColumnMatch[] | null };

/** Where a column of the file goes. */
export interface ColumnMatch {
  readonly file: string;
  /** A column of the table, another name for a new one, or null where it is left out. */
  readonly to: string | null;
  /** Of what comes of them, where one holds numbers and the other categories. */
  readonly kind?: 'number' | 'factor';
}

export interface KeyPair {
  readonly table: string;
  readonly file: string;
}

export interface TakenColumn {
  readonly file: string;
  /** Its name in the table. */
  readonly name: string;
}

export interface CombinationLook {
  readonly file: {
    readonly name: string;
    readonly format: ImportPreview['format'];
    readonly rows: number;
    readonly options: ImportOptions;
    readonly sheets: readonly string[];
    readonly columns: readonly { readonly name: string; readonly label: string; readonly kind: 'number' | 'factor' }[];
  };
  /** The choices in force, proposals included. */
  readonly how: Combination;
  readonly report: CombinationReport;
  /** Why it cannot be done that way; null where it can. */
  readonly obstacle: Failure | null;
  /** What was noticed in the file. */
  readonly notices: readonly Notice[];
}

export type CombinationReport = AppendReport | JoinReport | ReplaceReport;

/** How a column of the file and one of the table were found to be the same. */
export type MatchReason = 'name' | 'spelling' | 'label' | 'order' | 'chosen';

/** What becomes of one column of the file. */
export interface MatchReport {
  readonly file: string;
  readonly to: string | null;
  readonly isNew: boolean;
  readonly reason: MatchReason | null;
  readonly kinds: {
    readonly table: 'number' | 'factor' | null;
    readonly file: 'number' | 'factor';
    readonly result: 'number' | 'factor' | null;
  };
  /** Labels that the table did not have, and (replacing) those that the file has not; the first ten. */
  readonly newLevels: readonly string[];
  readonly newLevelCount: number;
  readonly goneLevels: readonly string[];
  readonly goneLevelCount: number;
  /** Cells that become missing because they are no numbers. */
  readonly lost: number;
}

export interface AppendReport {
  readonly kind: 'append';
  readonly rowsBefore: number;
  readonly rowsAdded: number;
  readonly columns: readonly MatchReport[];
  /** Columns of the table that the file has not: missing in the new rows. */
  readonly onlyTable: readonly string[];
}

export interface JoinReport {
  readonly kind: 'join';
  readonly rows: number;
  readonly matchedRows: number;
  /** Rows of the table whose key is missing. */
  readonly keylessRows: number;
  /** Keys of the table that the file has not, the first hundred, each with its rows (from 0) and their first. */
  readonly withoutPartner: readonly KeyReport[];
  readonly withoutPartnerCount: number;
  /** Keys of the file that the table has not; rows are the file's. */
  readonly unused: readonly KeyReport[];
  readonly unusedCount: number;
  /** Keys that stand in the file more than once: with any of them nothing is joined. */
  readonly duplicates: readonly KeyReport[];
  readonly duplicateCount: number;
  /** The first rows as they would be: keys, then what comes. */
  readonly sample: { readonly columns: readonly string[]; readonly rows: readonly (readonly CellValue[])[] };
}

export interface KeyReport {
  readonly key: readonly string[];
  /** Rows with that key, and the first of them from 0. */
  readonly rows: number;
  readonly firstRows: readonly number[];
}

export interface ReplaceReport {
  readonly kind: 'replace';
  readonly rowsBefore: number;
  readonly rowsNow: number;
  readonly columns: readonly MatchReport[];
  /** Columns of the table that the file has not. */
  readonly gone: readonly string[];
  /** The table's models, each with the variables that it would lack. */
  readonly models: readonly { readonly id: string; readonly name: string; readonly lacks: readonly string[] }[];
}

export interface ImportPreview {
  readonly path: string;
  readonly name: string;
  readonly format: 'csv' | 'xlsx' | 'ods' | 'sav' | 'dta' | 'xpt' | 'rds';
  /** The options in force: detected, with the person's overrides. */
  readonly options: ImportOptions;
  readonly sheets: readonly string[];
  readonly columns: readonly PreviewColumn[];
  /** First rows as they will be shown; null is missing. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Rows in the whole file where that is known without reading it all. */
  readonly rowCount: number | null;
  /** What was noticed: “Decimal comma”, “3 rows have more cells than the header”. */
  readonly notices: readonly Notice[];
}

export interface Imported {
  readonly tableId: string;
  /** What was noticed in the whole file, the preview's notices among them. */
  readonly notices: readonly Notice[];
}

export interface PreviewColumn {
  readonly name: string;
  readonly kind: 'number' | 'factor';
  readonly reason: string;
  /** What the file calls it at length; '' where it does not. */
  readonly label: string;
}

export type CellValue = number | string | null;

export interface RowWindow {
  readonly from: number;
  readonly revision: number;
  /** One array per column, in the table's order; factors as their labels, missing as null. */
  readonly columns: readonly (readonly CellValue[])[];
  /** Places in this window of rows that filters leave out of models. */
  readonly leftOut?: readonly number[];
  /** Values that count as missing, by column and by place in the window. */
  readonly codes?: Readonly<Record<string, Readonly<Record<number, CellValue>>>>;
}

export type TableEdit =
  /** A block of cells typed or pasted, as text in the project's decimal mark; '' is missing. New labels become levels; the sheet grows by rows where needed. */
  | {
      readonly kind: 'cells';
      readonly row: number;
      readonly columns: readonly string[];
      readonly cells: readonly (readonly string[])[];
    }
  /** Makes all cells of these blocks missing. */
  | { readonly kind: 'clear'; readonly ranges: readonly CellRange[] }
  /** Repeats rows `from` on, `count` of them, over the rows `to.row` on, in the same columns. */
  | {
      readonly kind: 'fill';
      readonly from: { readonly row: number; readonly count: number };
      readonly to: { readonly row: number; readonly count: number };
      readonly columns: readonly string[];
    }
  /** `more`: further columns, in the same step. */
  | {
      readonly kind: 'column-kind';
      readonly column: string;
      readonly to: ColumnState['scale'];
      readonly more?: readonly string[];
    }
  /** Changes what the codebook says of columns; a property given as null is taken away, others stay. */
  | { readonly kind: 'column-properties'; readonly columns: readonly string[]; readonly set: PropertyChanges }
  /** Number columns become categories named by their value labels. */
  | { readonly kind: 'labels-to-categories'; readonly columns: readonly string[] }
  /** Puts columns before the one that stands at place `to` now. */
  | { readonly kind: 'move-columns'; readonly columns: readonly string[]; readonly to: number }
  | { readonly kind: 'rename-column'; readonly column: string; readonly to: string }
  | { readonly kind: 'label-column'; readonly column: string; readonly label: string }
  | { readonly kind: 'order-levels'; readonly column: string; readonly levels: readonly string[] }
  | { readonly kind: 'insert-rows'; readonly at: number; readonly count: number }
  | {
      readonly kind: 'delete-rows';
      readonly from: number;
      readonly count: number;
      /** Further runs of rows, in the same step. */
      readonly more?: readonly { readonly from: number; readonly count: number }[];
    }
  | { readonly kind: 'insert-column'; readonly at: number; readonly name: string; readonly scale: ColumnState['scale'] }
  | { readonly kind: 'delete-columns'; readonly columns: readonly string[] };

export type PropertyChanges = { readonly [K in keyof VariableProperties]?: VariableProperties[K] | null };

/** How a call ends, as plain data: a thrown `Failure` does not survive a process boundary. */
export type Reply<A> = { readonly answer: A } | { readonly failure: Failure };

/** One message from a window to main, and one from main to a window: the same over a WebSocket and over Electron's IPC. */
export interface FromWindow {
  readonly serial: number;
  readonly name: string;
  readonly ask: unknown;
}

export type ToWindow =
  | { readonly kind: 'reply'; readonly serial: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly event: unknown };

/** What Electron's preload script gives to the page: the wire under `AppClient`, and nothing else. */
export interface ElectronBridge {
  send(frame: FromWindow): void;
  onFrame(listener: (frame: ToWindow) => void): () => void;
  receive(file: File): Promise<string>;
}
