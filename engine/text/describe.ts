/**
 * What is said of variables and groups as they are in the data, and of models made of them side by side with a mixed model.
 */
import { count, listed, plain } from './words.ts';

/** Variation between and within groups. */
export const spreadWords = {
  title: 'Variation between and within groups',
  about:
    'For every variable of the model how much of its variation lies between groups and how much within them, on the rows the model uses.',
  group: 'Groups',
  numbersTitle: (group: string) => `Numbers by ${group}`,
  categoriesTitle: (group: string) => `Categories by ${group}`,
  within: 'SD within',
  between: 'SD between',
  means: 'SD of means',
  rowExplanation: (name: string, group: string) => `How ${name} varies between levels of ${group} and within them.`,
  negative: 'Negative: group means lie closer together than chance alone would have them; take it as 0.',
  numbersNote:
    'SD within: pooled over groups (√MSW). SD between: what is left of the differences of group means once chance is taken off, by analysis of variance (Searle, Casella and McCulloch 1992); SD of means: of the group means as they are. ICC(1): variance between over between and within.',
  categoriesNote:
    'Groups that vary: those in which more than one category occurs. Variation within: how often two rows of one group differ over how often any two rows differ (1 − Goodman and Kruskal’s τ).',
} as const;

/** Design effects. */
export const designWords = {
  title: 'Design effect and effective sample size',
  about: 'How much less the rows say about a mean than as many independent rows would, because rows of one group are alike.',
  tableTitle: (group: string) => `Design effects by ${group}`,
  deff: 'Design effect',
  equal: 'mean size',
  harmonic: 'harmonic mean size',
  effective: 'Effective rows',
  rowExplanation: (name: string) =>
    `Effective rows: how many independent rows would tell the mean of ${name} as precisely as the rows used do.`,
  note: 'Design effect: 1 + (m − 1) ICC, with ICC(1) by analysis of variance (a negative one counts as 0) and m the size of the group that a row is in, averaged over rows, Σn²/n (Kish 1965, 1987). Beside it the same with the mean and the harmonic mean of the sizes, as textbooks have it for equal groups. Effective rows: rows over the first.',
  sizes: (group: string, mean: number, harmonic: number, ofRow: number) =>
    `Rows per level of ${group}: ${rounded(mean)} on average, harmonic mean ${rounded(harmonic)}, averaged over rows ${rounded(ofRow)}.`,
  forMean: 'It holds for means and for predictors that are constant within groups; effects within groups lose less or nothing.',
} as const;

/** A line for every group. */
export const linesWords = {
  title: 'A line for every group',
  about:
    'Fits the chosen predictors in every group by itself, without a mixed model: how far intercepts and slopes differ when nothing is shared between groups.',
  group: 'Groups',
  predictors: 'Predictors',
  predictorsHelp: 'Those that vary within groups can have a slope of their own in each.',
  summaryTitle: 'Coefficients over groups',
  correlationTitle: 'Correlations of coefficients over groups',
  pooledTitle: 'Together',
  groupsTitle: (group: string) => `Each ${group}`,
  fitted: 'Groups with all coefficients',
  pooledSd: 'Pooled residual SD',
  pooledDf: 'Residual degrees of freedom',
  meanR2: 'R² of a group, mean',
  medianR2: 'R² of a group, median',
  mixedSd: 'SD in the mixed model',
  mixedNote: 'Separate lines differ more than the groups do: the SD in the mixed model is what is left once chance is taken off.',
  tooSmall: (groups: readonly string[], shown: number) =>
    `${count(groups.length, 'group')} cannot tell all coefficients, having too few rows, no variation in a predictor, or predictors that say the same there: ${listed(groups.slice(0, shown))}${groups.length > shown ? ' and others' : ''}. What can be told of them stands in the table; the summary counts each coefficient where it is.`,
  noSpare: (groups: readonly string[], shown: number) =>
    `${count(groups.length, 'group')} have no rows to spare, so ${groups.length === 1 ? 'its' : 'their'} lines go through every point and have no standard errors: ${listed(groups.slice(0, shown))}${groups.length > shown ? ' and others' : ''}.`,
  method: 'Ordinary least squares in each group (lmList of nlme and lme4; Pinheiro and Bates 2000).',
  more: (more: number) => `${count(more, 'more group')} not shown.`,
} as const;

/** Effects within and between groups. */
export const mundlakWords = {
  title: 'Effects within and between groups',
  about:
    'Takes a predictor apart into what a row has more than its group’s mean and the mean itself. Tells whether a difference between rows of one group means the same as a difference between groups (Mundlak), beside the model that has a dummy variable for each group.',
  group: 'Groups',
  predictors: 'Predictors',
  predictorsHelp: 'Those that vary within groups.',
  effectsTitle: 'Effects within and between groups',
  within: 'Within groups',
  between: 'Between groups',
  contextual: 'Contextual effect (between − within)',
  dummies: 'Within groups, with a dummy for each group',
  original: 'In the model as it is',
  withinExplanation: (name: string, group: string) =>
    `What one unit more of ${name} means for two rows of the same level of ${group}.`,
  betweenExplanation: (name: string, group: string) =>
    `What one unit more of the mean of ${name} means for two levels of ${group}.`,
  contextualExplanation: (name: string, group: string) =>
    `What a level of ${group} with one unit more of mean ${name} adds for rows with the same ${name}. If it is 0, within and between effects are equal.`,
  dummiesExplanation: (group: string) =>
    `Least squares with a dummy variable for each level of ${group}: whatever sets groups apart is held constant, so nothing that is constant in groups can bias it.`,
  originalExplanation: () => 'The estimate of the model as it was fitted: a mixture of within and between effects.',
  testTitle: 'Do within and between effects differ?',
  testLabel: 'All contextual effects are 0',
  testExplanation: () =>
    'If this is unlikely, the model as it is mixes different effects: keep the group means in it, or read the within effect only.',
  mean: (name: string) => `${name} (group mean)`,
  method: (criterion: string) =>
    `The model was fitted once more with the group means added (Mundlak 1978), by ${criterion}; the within–between form (Bell and Jones 2015) is the same model written otherwise. Random effects are as they were. t and F tests with Satterthwaite’s degrees of freedom.`,
  dummyNote: (groups: number, df: number) =>
    `Dummy-variable model: ${groups} groups, ${df} residual degrees of freedom; other grouping factors and random slopes are not in it.`,
  dummyLeftOut: (names: readonly string[]) =>
    `${listed(names)} ${names.length === 1 ? 'is' : 'are'} constant within groups, so the dummy-variable model has no coefficient for ${names.length === 1 ? 'it' : 'them'}.`,
  hausman: 'The joint test is Hausman’s test (1978) in its regression form.',
  notApart: (name: string, group: string) =>
    `${plain(name)} cannot be taken apart: it is constant within ${group}, its means there are all alike (as when it is centred in ${group}), or other columns of the model say the same.`,
  apartAlready: (within: string, between: string) =>
    `${within} and ${between} are both in the model, which is the within–between form already: their effects are shown as they are.`,
  known: (name: string, group: string, column: string) =>
    `${column}, which is in the model, is the mean of ${name} by ${group} (but for rounding) and serves as such.`,
  nearlyThere: (name: string, group: string, like: string) =>
    `The mean of ${name} by ${group} is almost the same as ${like}, which is in the model: the effects of the two can hardly be told apart. Take ${like} out to see the effect of the mean.`,
} as const;

function rounded(value: number): string {
  return String(Number(value.toFixed(1)));
}
