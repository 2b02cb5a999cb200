/** What predictions need of a mixed model's fit. */
export interface MixedFit {
  readonly beta: readonly number[];
  readonly theta: readonly number[];
  readonly sigma: number;
}
