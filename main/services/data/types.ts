import type { CheckCancelled, ColumnTable, LevelReading, Notice, OnProgress } from '../../../engine/contract/index.ts';
import type { ImportOptions, ImportPreview, VariableProperties } from '../../api.ts';
import type { FinishedColumn } from './columns/finishColumn.ts';

/** How long work tells about itself and lets itself be stopped. Called every 50 ms or so while work goes on. */
export interface ReadHooks {
  readonly onProgress: OnProgress;
  readonly checkCancelled: CheckCancelled;
}

/** Hooks of someone who neither watches nor stops. */
export const quietHooks: ReadHooks = { onProgress: () => {}, checkCancelled: () => {} };

/** A whole file as a table, with everything that was decided on the way. */
export interface ReadData {
  /** The file's name without folder and ending. */
  readonly name: string;
  readonly format: ImportPreview['format'];
  readonly table: ColumnTable;
  /** The options in force: detected, with the person's overrides. Reading again with these gives the same table. */
  readonly options: ImportOptions;
  /** Why each column is of its kind, in the table's order. */
  readonly reasons: readonly string[];
  readonly notices: readonly Notice[];
  /** What the file calls its columns at length, by name. */
  readonly labels: Readonly<Record<string, string>>;
  /** What else its dictionary says of them, by name. */
  readonly codebook: Readonly<Record<string, ColumnCodebook>>;
}

/** What a dictionary says of a column, and the values of cells that it declares missing, which the table has as missing. */
export interface ColumnCodebook {
  readonly properties: VariableProperties;
  readonly rows?: Int32Array;
  readonly values?: Float64Array;
}

/** A preview reads only the front of a file. */
export type Extent = 'whole' | 'front';

/** What a reader of one format hands on. */
export interface RawRead {
  readonly rows: number;
  /** In the file's order, the nameless and valueless ones included. */
  readonly columns: readonly FinishedColumn[];
  /** Column names as the file has them. */
  readonly written: readonly string[];
  readonly options: ImportOptions;
  readonly sheets: readonly string[];
  /** Rows in the whole file where that is known. */
  readonly rowCount: number | null;
  readonly notices: readonly Notice[];
  /** By the column's name in the table. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly codebook?: Readonly<Record<string, ColumnCodebook>>;
}

/** What a person has said about levels; kept with the table. */
export interface LevelAnswers {
  /** By question id: the reading chosen. */
  readonly readings: Readonly<Record<string, LevelReading['relation']>>;
  /** Columns (or joins of columns) that a person said do, or do not, identify groups. Later entries win. */
  readonly groupings: readonly { readonly columns: readonly string[]; readonly grouping: boolean }[];
}

export const noAnswers: LevelAnswers = { readings: {}, groupings: [] };
