/**
 * How fast a machine works, measured once: multiplications, each with an addition, a second of the kinds of arithmetic that fits consist of.
 */
export interface MachineSpeed {
  /** Dense panels of factors that cross. */
  readonly dense: number;
  /** Blocks of levels, scattered into the panels. */
  readonly scattered: number;
  /** One factor alone on compiled kernels. */
  readonly groups: number;
  /** Cells of the data passed over, a second. */
  readonly cells: number;
}

/** What work will take, known before it begins. */
export interface Prediction {
  readonly seconds: number;
  /** Beside the data. */
  readonly bytes: number;
  /** What it is that takes long, as a sentence. */
  readonly why: string;
}
