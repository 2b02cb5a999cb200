/** Told by long work as it goes. `done` and `total` count the same thing; `total` is null where it is not known. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  /** A fit's current criterion. */
  readonly criterion?: number;
}

export type OnProgress = (progress: Progress) => void;

/** Asked between iterations; throws a `job.cancelled` failure when the person has stopped the work. */
export type CheckCancelled = () => void;
