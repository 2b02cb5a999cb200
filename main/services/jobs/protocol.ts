import type {
  ComparisonRequest,
  DataRevisions,
  FitResult,
  LevelMap,
  ModelSpec,
  Notice,
  ReferenceAnswer,
  ReferenceCase,
  Report,
} from '../../../engine/contract/index.ts';
import type { ImportOptions, ImportPreview } from '../../api.ts';
import type { LevelAnswers } from '../data/index.ts';
import type { CopyFacts } from '../project/index.ts';

/** Everything a worker can be asked to do: the one list that pool, worker and callers share. */
export interface Jobs {
  /** Looks into a file: what was detected, and its first rows. */
  preview: (ask: { path: string; options: ImportOptions | null }) => ImportPreview;
  /** Reads a file into a staging file, which main then adopts. `title` stands for the file's own name where it is given. */
  /** Answers what was noticed anywhere in the file; a preview sees only its front. */
  import: (ask: { path: string; options: ImportOptions | null; staging: string; title: string | null }) => Notice[];
  levels: (ask: { database: string; tableId: string; answers: LevelAnswers }) => LevelMap;
  fit: (ask: { data: DataSource; spec: ModelSpec }) => Fitted;
  /** Models side by side, from their kept fits: no data is read. */
  compare: (ask: { request: ComparisonRequest }) => Report;
  /** Evaluates the criterion at a kept fit's theta. */
  verify: (ask: { data: DataSource; fit: FitResult }) => StoredCheck;
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
 * Two jobs may run at once, one of each lane, so that looking into a file or comparing models never waits for a long fit.
 * `engine` jobs keep to one worker, which remembers the columns it has decoded.
 */
export type Lane = 'engine' | 'data';

export const laneOf: { readonly [K in JobKind]: Lane } = {
  preview: 'data',
  import: 'data',
  levels: 'data',
  fit: 'engine',
  compare: 'data',
  verify: 'engine',
  writeSnapshot: 'data',
  inspectCopy: 'data',
  readAndFit: 'engine',
  reference: 'engine',
};
