/**
 * What is said of variances: shares by level, what predictors explain of them, and how reliable group means are.
 */

/** Variance explained on each level, from model to model. */
export const explainedWords = {
  heading: (isFirst: boolean) => `Variance explained · against the first ${isFirst ? 'model' : 'mixed model'}`,
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

/** Intraclass correlations. */
export const iccWords = {
  title: 'Intraclass correlation',
  about:
    'How much of the variation that the predictors leave lies between groups of each kind, how alike two rows of one group are, and how far the mean of a group can be relied on.',
  sharesTitle: (residual: boolean) => (residual ? 'Residual variance by level' : 'Variance by level'),
  correlationsTitle: (residual: boolean) =>
    residual ? 'Residual correlation of two rows (residual ICC)' : 'Correlation of two rows (ICC)',
  reliabilityTitle: 'Reliability of group means',
  taken: 'With random slopes, variances are taken',
  average: 'averaged over the rows',
  at: 'at values of the predictors',
  values: 'Values of the predictors',
  valuesHelp: 'Only used “at values of the predictors”; where nothing is typed, the mean.',
  rowsLabel: 'Residual (within groups)',
  same: (named: readonly string[], apart: readonly string[]) =>
    `Same ${named.join(' and ')}${apart.length ? `, different ${apart.join(' and ')}` : ''}`,
  sharedExplanation: (named: readonly string[]) =>
    `The correlation expected between two rows that have ${named.join(' and ')} in common, once the predictors are held constant.`,
  shareExplanation: (group: string) => `Share of the variance left by the predictors that lies between levels of ${group}.`,
  residualExplanation: () => 'Share of the variance left by the predictors that lies between rows of the same groups.',
  shareNote: (residual: boolean) =>
    residual
      ? 'Residual: of the variance that the predictors of the model leave, not of the outcome’s whole variance.'
      : 'The model has no predictors, so this is the whole variance of the outcome.',
  additive:
    'Two rows are as alike as all that they have in common makes them: for groups within groups the correlation adds up this level and the levels above it.',
  intervalNote: (coverage: number) =>
    `${coverage}% intervals by the delta method on the scale of log odds, from the curvature of the likelihood; with few groups they are rough. None where a variance is estimated as 0.`,
  averageNote:
    'With random slopes the variance between groups depends on the predictors; here it is averaged over the rows used (Johnson 2014).',
  atNote: (held: readonly (readonly [string, number])[]) =>
    `With random slopes the variance between groups depends on the predictors; here it is that at ${held.map(([name, value]) => `${name} = ${Number(value.toPrecision(6))}`).join(', ')}.`,
  weightsNote: 'The residual variance is that of a row with weight 1.',
  reliabilityNote:
    'Average over the groups of the share of a group mean’s variance that is not due to its rows (Raudenbush and Bryk 2002). Values below about 0.7 mean that the observed group means say little about a single group.',
  icc2Note: 'ICC(2): the same for a group of average size, by Spearman and Brown’s formula (Bliese 2000).',
} as const;

/** Variance explained by one model. */
export const rSquaredWords = {
  title: 'Variance explained',
  about:
    'Where the variance of the outcome lies, how much of it predictors and groups account for, and how much the predictors explain on each level compared with the same model without predictors.',
  termsChoice: 'R² of each term',
  termsHelp: 'Fits the model once more without each term; large models take a while.',
  partsTitle: (outcome: string) => `Parts of the variance of ${outcome}`,
  fixed: 'Predictors (fixed part)',
  residual: 'Residual (within groups)',
  total: 'Total',
  fixedExplanation: 'Variance of what the fixed effects alone predict for the rows used.',
  groupExplanation: (group: string) =>
    `Variance between levels of ${group} that the predictors leave, averaged over the rows used.`,
  residualExplanation: 'Variance of the rows about what the model expects of them, group differences included.',
  r2Title: 'R²',
  marginal: 'Marginal: predictors',
  conditional: 'Conditional: predictors and groups',
  r2Note:
    'Nakagawa and Schielzeth (2013); with random slopes the variance between groups is averaged over the rows (Johnson 2014).',
  weightsNote: 'The residual variance is that of a row with weight 1.',
  nullTitle: 'Explained on each level',
  nullColumn: 'Without predictors',
  nullNote: (criterion: string) =>
    `Against a model on the same rows with random intercepts of the same groups and no predictors, fitted by ${criterion}: by how much each variance is smaller, as a share of it (Raudenbush and Bryk 2002).`,
  nullSlopes:
    'With random slopes the variance between groups is that of the intercepts, for rows where the predictors with random slopes are 0. It can be compared where these are centred; Snijders and Bosker’s R² is not defined then.',
  sbNote: (size: number) =>
    `Snijders and Bosker (1994): reduction of the error of predicting single rows, and means of groups of ${Number(size.toFixed(1))} rows (the harmonic mean of the sizes).`,
  partTitle: 'R² of each term (part R²)',
  partNote:
    'How much less variance the fixed effects predict when the term is left out, as a share of the total variance of the full model (Stoffel, Nakagawa and Schielzeth 2021). Terms that overlap do not add up to the marginal R²; slightly negative values mean none.',
  partWith: (others: readonly string[]) => `Left out together with ${others.join(', ')}, which need it.`,
} as const;

/** Variances, covariances and correlations in full. */
export const componentWords = {
  title: 'Variance components in full',
  about:
    'Variances, covariances and correlations of the random effects as matrices, each variance against the residual, and in how many directions the groups really differ.',
  listTitle: 'Variances',
  covarianceTitle: (group: string) => `Covariances: ${group}`,
  correlationTitle: (group: string) => `Correlations: ${group}`,
  directionsTitle: (group: string) => `Directions: ${group}`,
  wordsTitle: 'In words',
  direction: (number: number) => `Direction ${number}`,
  ratioExplanation: 'SD of the random effect over the residual SD.',
  logRatioNote:
    'Ratio: SD over the residual SD. Log ratio: natural logarithm of the variance over the residual variance; 0 means equal, −2.3 a tenth.',
  directionsNote:
    'Principal components of the covariance of the random effects over the residual variance, as R’s rePCA has them (Bates and others 2015). Shares depend on the units of the predictors; whether a direction has any variance does not.',
  dimensions: (group: string, columns: readonly string[], dimensions: number) => {
    if (columns.length === 1)
      return dimensions === 1
        ? `Levels of ${group} differ in one random effect, the ${columns[0]}.`
        : `Levels of ${group} have one random effect, the ${columns[0]}, and its variance is estimated as 0.`;
    const effects = `The ${columns.length} random effects of ${group} (${columns.join(', ')})`;
    if (dimensions === columns.length)
      return `${effects} vary in ${dimensions} directions: each says something that the others do not.`;
    if (dimensions === 0) return `${effects} do not vary: all their variances are estimated as 0.`;
    return `${effects} vary in only ${dimensions} ${dimensions === 1 ? 'direction' : 'directions'}: the data do not support all of them, and a simpler random part would say as much.`;
  },
} as const;

/** The variance of the outcome as a function of a predictor with a random slope. */
export const varianceFunctionWords = {
  title: 'Variance along a predictor',
  about:
    'With a random slope the groups fan out or draw together along its predictor: the variance between groups, the variance of the outcome and the intraclass correlation at values of the predictor, and where the groups are most alike.',
  variable: 'Predictor',
  tableTitle: (variable: string) => `Variance at values of ${variable}`,
  between: (group: string) => `Between ${group}`,
  within: 'Within',
  total: 'Total',
  share: (group: string) => `ICC ${group}`,
  over: { variance: 'Variance', share: 'Share' },
  valuesNote: (variable: string) =>
    `Variances that the model implies where ${variable} has the value of the row, the other predictors as they are in the data (averaged over rows). Minimum, quartiles and maximum, or all values where they are few.`,
  source: 'Goldstein, Browne and Rasbash (2002); Snijders and Bosker (2012, §5.1).',
  turningTitle: 'Where groups are most alike',
  turning: 'Turning point',
  turningExplanation: (variable: string, group: string) =>
    `The value of ${variable} at which levels of ${group} differ least: −covariance of intercept and slope over the variance of the slope. Below it they draw together, above it they fan out.`,
  range: { below: 'below the data', within: 'within the data', above: 'above the data' },
} as const;

/** Bootstrap intervals of shares of variance. */
export const shareBootstrapWords = {
  title: 'Bootstrap intervals of ICC and R²',
  about:
    'New outcomes are simulated from the fitted model many times and the model is fitted to each: how much the intraclass correlations and R² vary then gives their intervals. Better than the quick intervals where groups are few or a variance is near 0.',
  icc: 'Correlation of two rows',
  r2: 'R²',
  marginal: 'Marginal: predictors',
  conditional: 'Conditional: predictors and groups',
  method: (made: number, seed: number) =>
    `Parametric bootstrap with ${made} replicates, seed ${seed}, groups drawn anew; bounds are percentiles of the replicates (Davison and Hinkley 1997).`,
  failed: (failed: number) => `${failed} of them could not be fitted and are left out.`,
} as const;
