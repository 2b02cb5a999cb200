import type { Criterion, DataRevisions, ModelSpec, Notice } from '../../../engine/contract/index.ts';
import type { ColumnSummary, SaveState } from '../../api.ts';
import type { ColumnCodebook } from '../data/types.ts';

/** Time as the project knows it: passed in, so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after `ms`; answers the function that calls it off. */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** All that a project needs from the program around it. */
export interface Surroundings {
  /** The program's own folder; working copies live under it. */
  readonly dataFolder: string;
  readonly clock: Clock;
  /** A new unique id, fit for a file name, without dots. */
  readonly newId: () => string;
  /** Where large files are worked through instead of in this process. */
  readonly fileWork?: FileWork;
  /** Called after every committed change of what `Project.state()` answers. */
  readonly onChanged?: () => void;
  /** Called whenever the state of saving changes. */
  readonly onSaved?: (save: SaveState) => void;
  /** Called with what went wrong in work that nobody waits for; nothing is lost by it. */
  readonly onTrouble?: (thrown: unknown) => void;
}

/** Work on whole database files; for a large one it would hold up the process that does it. */
export interface FileWork {
  /** Writes what a working database holds now as a file fit for publishing; answers its generation. */
  writeSnapshot(database: string, target: string): Promise<number>;
  /**
   * Looks for damage in a private copy of the file at `path`, or in a working copy, and brings it to the newest schema.
   *
   * @throws Failure 'project.damaged' naming `path`
   */
  inspectCopy(database: string, path: string): Promise<CopyFacts>;
}

/** Which state of which project a copy holds. */
export interface CopyFacts {
  readonly id: string;
  readonly generation: number;
  /** Names the publication that the file came from. */
  readonly stamp: string | null;
}

/** Work that no file of a person's holds: untitled, or newer than its file. `directory` can be opened like a project file. */
export interface KeptProject {
  readonly directory: string;
  readonly name: string;
  readonly path: string | null;
  /** ISO 8601. */
  readonly changed: string;
}

/** What the import worker writes beside a table's data. */
export interface StagingMeta {
  readonly name: string;
  /** The file it was read from, without its folder. */
  readonly source: string;
  readonly decimal?: '.' | ',';
  readonly labels?: Readonly<Record<string, string>>;
  /** What a dictionary says of columns, with the values of cells that it declares missing. */
  readonly codebook?: Readonly<Record<string, ColumnCodebook>>;
}

/** A fit as the worker needs it: what to fit, on which state of which columns, and under which key it is kept. */
export interface FitPlan {
  readonly key: string;
  readonly modelId: string;
  readonly tableId: string;
  readonly spec: ModelSpec;
  readonly criterion: Criterion;
  /** Columns that the model names. */
  readonly columns: readonly string[];
  /** The state of those columns: `readColumns` refuses to read any other. */
  readonly revisions: DataRevisions;
}

export interface EditOutcome {
  readonly revision: number;
  readonly notices: readonly Notice[];
}

/** A column's summary with what the sheet's header counts. */
export interface SummarisedColumn {
  readonly summary: ColumnSummary;
  readonly missing: number;
}
