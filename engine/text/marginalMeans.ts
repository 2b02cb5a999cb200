/**
 * The words of estimated marginal means.
 */
export const meansWords = {
  title: (factor: string) => `Estimated marginal means of ${factor}`,
  pairsTitle: (factor: string) => `Differences between the means of ${factor}`,
  method:
    'What the model expects for each category, other categorical predictors averaged over with equal weights and numeric ones at their mean; a number with only two values is averaged over both (Searle, Speed & Milliken 1980).',
  interval: '95 % intervals.',
  interaction: (factor: string) =>
    `${factor} is part of an interaction: its differences change with the other predictor, and these are their average or their value at the mean.`,
  tukey: 'p values adjusted for the number of differences by Tukey’s range.',
  mean: (outcome: string, factor: string, level: string) =>
    `The expected ${outcome} for ${factor} ${level}, the other predictors being alike for all categories.`,
  difference: (outcome: string, first: string, second: string) =>
    `How much the expected ${outcome} of ${first} differs from that of ${second}, the other predictors being alike.`,
} as const;
