/** A smooth function of a few variables. */
export interface SmoothFunction {
  readonly size: number;
  /**
   * The value at x, Infinity where there is none; with `gradient`, the gradient is written there (left as it is where the value is Infinity).
   * Throws whatever is to stop the search.
   *
   * @param information where the function knows its Hessian about (never with negative curvature), m rows of m that it overwrites
   */
  evaluate(x: Float64Array, gradient?: Float64Array, information?: number[][]): number;
  /** Whether it knows its Hessian about, for less than the gradients that differences take. */
  readonly informs?: boolean;
}

export interface MinimizeOptions {
  /** Steps allowed. */
  readonly maxSteps?: number;
  /** A Hessian to start with, where a good one is known; else it is taken from differences. */
  readonly hessian?: readonly (readonly number[])[];
  /** Whether the search can end here, though not at a minimum: as where it comes near one that is known. */
  readonly isEnough?: (x: Float64Array, value: number) => boolean;
  /** Told after each accepted step. */
  readonly onStep?: (x: Float64Array, value: number) => void;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** By rows, from differences of the gradient at or very near x. */
  readonly hessian: readonly (readonly number[])[];
  readonly converged: boolean;
  /** ½ g'|H|⁻¹g at x: how far the value is above the minimum of the local quadratic. */
  readonly decrement: number;
}
