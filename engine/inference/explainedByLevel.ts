/**
 * How much of the variance on each level one model explains of what another leaves.
 *
 * @see Raudenbush & Bryk (2002), Hierarchical Linear Models, 2nd ed., ch. 4; Snijders & Bosker (1994), Sociol. Methods Res. 22(3), 342–363
 */

/** Variances of a model with random intercepts of one grouping factor. */
export interface TwoLevels {
  readonly within: number;
  readonly between: number;
}

/** 1 − later/first: negative where the variance has grown, NaN where there was none. */
export function proportionalReduction(first: number, later: number): number {
  return first > 0 ? 1 - later / first : NaN;
}

/**
 * Snijders and Bosker's R²: reduction of the error in predicting single rows (`rows`), and the means of groups of a given size (`groups`).
 *
 * `size` is the number of rows of a representative group; they propose the harmonic mean where sizes differ.
 */
export function snijdersBosker(first: TwoLevels, later: TwoLevels, size: number): { rows: number; groups: number } {
  const ofMean = ({ within, between }: TwoLevels): number => within / size + between;
  return {
    rows: proportionalReduction(first.within + first.between, later.within + later.between),
    groups: proportionalReduction(ofMean(first), ofMean(later)),
  };
}
