/**
 * What is said of variances: shares by level, what predictors explain of them, and how reliable group means are.
 */

/** Variance explained on each level, from model to model. */
export const explainedWords = {
  heading: (first: string) => `Variance explained · against “${first}”`,
  rows: () => 'Level 1: rows',
  groups: (level: number, group: string) => `Level ${level}: ${group}`,
  sbRows: () => 'R² of rows (Snijders–Bosker)',
  sbGroups: (level: number, group: string) => `R² of ${group} means (Snijders–Bosker, level ${level})`,
  reduction: (group: string | null) =>
    `By how much the variance ${group === null ? 'within groups' : `between levels of ${group}`} is smaller than in the first model, as a share of it (Raudenbush and Bryk 2002).`,
  snijdersBosker: (at: 'rows' | 'groups', group: string, size: number) =>
    at === 'rows'
      ? 'By how much the error of predicting single rows is smaller than in the first model: the variances of both levels added up (Snijders and Bosker 1994).'
      : `By how much the error of predicting the mean of a level of ${group} with ${Number(size.toFixed(1))} rows (the harmonic mean of the sizes) is smaller than in the first model (Snijders and Bosker 1994).`,
  negative: () =>
    'Negative: this variance is estimated as larger than in the first model. That happens where predictors differ mostly within groups, or where they hide differences between groups that show once they are held constant.',
  slopes: () =>
    'With random slopes only the variance of the intercepts is compared: it is that of rows where the predictors with random slopes are 0, so the two models should have them centred alike.',
  nothingToExplain: () => 'The first model has no variance here that could be explained.',
  otherOutcome: () => 'This model has another outcome than the first.',
  otherRows: () => 'This model uses other rows of the data than the first.',
  otherCriterion: () => 'The two models were fitted by different criteria (REML and ML), and their ML fits are not both there.',
} as const;
