/**
 * The words of profile likelihood intervals.
 */
export const profileWords = {
  title: 'Profile likelihood intervals',
  estimate: 'Estimate (ML)',
  method:
    '95 % intervals from the profile likelihood: all values that the likelihood-ratio test would not reject, every other parameter estimated anew. By maximum likelihood whatever the model’s own criterion, as R’s confint does. An interval of a standard deviation that begins at 0 means that the data can do without it; an empty bound, that the likelihood does not settle it.',
  coefficient: (name: string) =>
    `Between which values ${name === '(Intercept)' ? 'the intercept' : `the coefficient of ${name}`} lies, with 95 % confidence.`,
  sd: (column: string, group: string) =>
    `Between which values the standard deviation of ${column} between levels of ${group} lies, with 95 % confidence.`,
  correlation: (one: string, other: string, group: string) =>
    `Between which values the correlation of ${one} and ${other} between levels of ${group} lies, with 95 % confidence.`,
  residual: 'Between which values the residual standard deviation lies, with 95 % confidence.',
  sdLabel: (column: string, group: string) => `SD ${column}, ${group}`,
  correlationLabel: (one: string, other: string, group: string) => `Correlation ${one}, ${other}, ${group}`,
  residualLabel: 'Residual SD',
} as const;
