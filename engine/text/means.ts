/**
 * The words of means, slopes, contrasts and standardised coefficients asked for.
 */
import { listed } from './words.ts';

export const marginWords = {
  title: 'Estimated marginal means',
  about:
    'What the model expects for each category, the other predictors being alike for all, and how the categories differ. For several factors: for each of their combinations.',
  of: 'Means of',
  by: 'Separately for each',
  byExplanation: 'Differences are then made within each of its categories.',
  weights: 'Categories averaged over weigh',
  equal: 'All the same',
  proportional: 'As often as they occur',
  compare: 'Compare',
  none: 'Nothing',
  pairs: 'All pairs',
  reference: 'All with the first',
  referenceLast: 'All with the last',
  consecutive: 'Each with the one before',
  polynomial: 'Trends (polynomial)',
  custom: 'With weights of my own',
  customWeights: 'Weights of the categories',
  customExplanation:
    'For “With weights of my own”; left empty: 0. With several factors a combination weighs the product; a factor without any weight counts equally.',
  adjust: 'Adjust p and intervals for the number of comparisons',
  usual: 'As usual: Tukey for all pairs, Šidák with a reference or neighbour, none for trends and own weights',
  tukey: 'Tukey',
  bonferroni: 'Bonferroni',
  holm: 'Holm',
  sidak: 'Šidák',
  unadjusted: 'None',
  at: 'Hold numbers at',
  atExplanation: 'Left empty: the mean of the rows used. A number with only two values is averaged over both.',
  mean: 'Mean',
  difference: 'Difference',
  contrast: 'Contrast',
  comparisons: 'Comparisons',
  method: (weights: string) =>
    `Expected values, categories of other predictors averaged with ${weights === 'equal' ? 'equal weights' : 'weights as often as they occur together'} and numbers at their mean or at the values given (Searle, Speed & Milliken 1980).`,
  heldAt: (values: readonly string[]) => `Numbers are held at: ${listed(values)}.`,
  adjusted: (adjustment: string, count: number) => adjustmentNote(adjustment, count),
  tukeyOnlyPairs: 'Tukey’s range is for all pairs only; Šidák’s adjustment is used instead.',
  dunnett:
    'Dunnett’s own adjustment for comparisons with one reference is slightly less strict than Šidák’s, which is used here.',
  equallySpaced: 'Trends take the categories as equally spaced; weights are the smallest whole numbers.',
  identical: 'A difference without a test is 0 in this model by construction: no interaction lets it be otherwise.',
  offset: (name: string) =>
    `The offset ${name} is in these means, at its own mean (halfway where it has two values); differences do not depend on it.`,
  notEstimable: 'Where the table is empty the data do not say: some combination has no rows.',
  noWeights: {
    message: 'No category was given a weight, so there is no contrast to estimate.',
    remedy: 'Type a weight for at least two categories of the factor.',
  },
  notAContrast: 'The weights do not add up to 0: this is a weighted sum of means rather than a difference.',
  unavailable: (names: readonly string[]) => ({
    message: `Means of ${listed(names)} cannot be made: one of them is no category of the fixed part, or there are too many combinations.`,
    remedy: 'Choose fewer factors.',
  }),
  sameFactor: (name: string) => ({
    message: `${name} is chosen both for the means and for their division.`,
    remedy: 'Choose it in one place only.',
  }),
} as const;

function adjustmentNote(adjustment: string, count: number): string {
  if (adjustment === 'none') return 'p values and intervals of comparisons are not adjusted for their number.';
  const names: Readonly<Record<string, string>> = {
    tukey: 'Tukey’s range',
    bonferroni: 'Bonferroni’s method',
    holm: 'Holm’s method',
    sidak: 'Šidák’s method',
  };
  const intervals = adjustment === 'holm' ? '; their intervals by Bonferroni’s, since Holm’s gives none' : ' and intervals';
  return `p values of the ${count} comparisons of each family${intervals} adjusted by ${names[adjustment]}.`;
}

export const slopeWords = {
  title: 'Slopes by category',
  about: 'The slope of a number within each category of a factor, and how these slopes differ.',
  of: 'Slope of',
  by: 'For each category of',
  slope: 'Slope',
  method:
    'The change of the expected outcome for one unit more, at the mean of the numbers or at the values given; categories of other predictors averaged over with equal weights.',
  bends:
    'Where the slope bends, R’s emtrends is slightly off: it takes the difference to a point a thousandth of the range ahead, not the slope at the point itself.',
  noNumber: (name: string) => ({ message: `${name} is no number, so it has no slope.`, remedy: 'Choose a numeric predictor.' }),
} as const;

export const simpleSlopeWords = {
  title: 'Simple slopes and Johnson–Neyman',
  about:
    'How the slope of one predictor changes with another: the slope at chosen values of the moderator, and where along the moderator it is distinguishable from zero.',
  of: 'Slope of',
  moderator: 'Moderator',
  values: 'Values of the moderator',
  valuesExplanation: 'Left empty: mean − SD, mean, mean + SD of the rows used (both values of a number that has only two).',
  low: 'low',
  middle: 'middle',
  high: 'high',
  alpha: 'Level of the tests in percent',
  fdr: 'Control false discoveries along the moderator',
  fdrExplanation:
    'Many values of the moderator are tested at once; this keeps the share of false findings among them below the level (Esarey & Sumner 2018).',
  slopes: 'Slopes at values of the moderator',
  regions: 'Where the slope is distinguishable from zero',
  from: 'From',
  to: 'To',
  slope: 'Slope',
  share: 'Share of the rows',
  positive: 'above zero',
  negative: 'below zero',
  none: 'not distinguishable',
  unknown: 'not known',
  method:
    'Bounds are the values at which the slope’s own test just reaches the level (Johnson & Neyman 1936; Bauer & Curran 2005).',
  rows: 'The share of the rows counts the rows used by the model that lie between the bounds.',
  constant: (x: string, moderator: string) =>
    `In this model the slope of ${x} does not change with ${moderator}: there is no interaction of the two.`,
  outside: (bounds: readonly string[]) =>
    `${bounds.length === 1 ? 'A further bound lies' : 'Further bounds lie'} outside the data, at ${listed(bounds)}; nothing is known of the model there.`,
  noBound: 'No bound lies within the data.',
  fdrLevel: (level: number) => `With false discoveries controlled, single tests are held to p < ${level.toPrecision(2)}.`,
  fdrNothing: 'With false discoveries controlled, no value of the moderator has a slope distinguishable from zero.',
  inWords: 'In words',
  everywhere: (x: string, moderator: string, sign: string) =>
    `The slope of ${x} is ${sign} at every value of ${moderator} in the data.`,
  nowhere: (x: string, moderator: string) =>
    `The slope of ${x} is not distinguishable from zero at any value of ${moderator} in the data.`,
  region: (x: string, moderator: string, where: string, sign: string, share: string) =>
    `Where ${moderator} is ${where}, the slope of ${x} is ${sign}; ${share} of the rows lie there.`,
  between: (from: string, to: string) => `between ${from} and ${to}`,
  below: (to: string) => `below ${to}`,
  above: (from: string) => `above ${from}`,
  distinguished: (sign: string) => `distinguishably ${sign}`,
  undistinguished: 'not distinguishable from zero',
  same: (name: string) => ({
    message: `${name} cannot moderate its own slope.`,
    remedy: 'Choose two different predictors.',
  }),
} as const;

export const standardizedWords = {
  title: 'Standardised coefficients',
  about:
    'Coefficients in standard deviations: how many SDs the outcome differs for one SD more of a predictor. Only for comparing predictors measured in different units.',
  method: 'Standardise by',
  basic: 'SD of the outcome and of every column, categories included',
  posthoc: 'SD of the outcome and of numbers; categories stay 0 and 1',
  pseudo: 'SDs at each variable’s own level (pseudo-standardised)',
  explanation:
    'Own level: a predictor that varies within groups by its SD within them and the outcome’s, one that belongs to groups by the SD between them.',
  estimate: 'Standardised',
  predictorSD: 'SD of predictor',
  outcomeSD: 'SD of outcome',
  basicNote:
    'Coefficient × SD of its column / SD of the outcome, in the rows used; nothing is fitted anew. A column of a product is standardised as a product, which is not the product of standardised predictors.',
  posthocNote:
    'Numbers: coefficient × SD / SD of the outcome, also in products with categories. Categories themselves: the difference in SDs of the outcome. Nothing is fitted anew.',
  pseudoNote:
    'Each coefficient by the SDs at the level its column varies on; those of the outcome come from the model without predictors, with an intercept for each grouping factor (Hoffman 2015).',
  intervals: 'Standard errors and intervals take the standard deviations as known.',
  row: (name: string) =>
    `How many SDs the outcome is expected to differ for one SD more of ${name}, everything else being equal.`,
  unitRow: (name: string) => `By how many SDs of the outcome ${name} makes a difference, everything else being equal.`,
} as const;
