/**
 * What is said of predictions, and of what the model makes of each row.
 */
import { listed } from './words.ts';

/** Which case a prediction is for. */
export const caseWords = {
  vary: 'Go through values of',
  varyHelp: 'One row for each value: a number evenly over its range in the data, a variable of categories through all of them.',
  noVary: 'nothing: a single case',
  points: 'How many values of a number',
  at: 'Numbers are held at',
  atHelp: 'Where nothing is typed, the mean of the rows used.',
  group: (name: string) => `Which ${name}`,
  groupHelp:
    'A known group has its own effect, an average group has none, and for a new group the differences between groups are added to the uncertainty.',
  average: (name: string) => `an average ${name}`,
  fresh: (name: string) => `a new ${name}`,
  held: (held: readonly (readonly [string, number | string])[]) =>
    `Held at: ${listed(held.map(([name, value]) => `${name} = ${typeof value === 'number' ? Number(value.toPrecision(6)) : value}`))}.`,
  single: 'This case',
} as const;

/** Predictions by exact arithmetic. */
export const predictionWords = {
  title: 'Predicted values',
  about:
    'What the model expects for values of the predictors that you choose, in a group you know, an average one or a new one, with how sure it is: of the expected value, and of a single new row.',
  parts: 'The confidence interval counts the uncertainty of',
  partsHelp: 'The interval for a new row has these and the variation of single rows.',
  fixedPart: 'the fixed effects',
  groupPart: 'the group: a known group’s own effect, or which new group it is',
  table: (outcome: string) => `Predicted ${outcome}`,
  uncertainty: 'What makes it uncertain (standard deviations)',
  population: 'Average groups',
  value: 'Predicted',
  confidence: (coverage: number) => `${coverage}% confidence interval`,
  prediction: (coverage: number) => `${coverage}% interval for a new row`,
  inside: (parts: readonly string[]) =>
    parts.length
      ? `The confidence interval counts ${listed(parts)}.`
      : 'The confidence interval counts nothing: no part is chosen.',
  counted: {
    fixed: 'the estimation of the fixed effects',
    known: 'what the data leave open about the effect of the known group',
    fresh: 'the differences between groups, since the group is new',
  },
  joint:
    'Fixed effects and known groups are counted jointly, with the covariance of their errors (Henderson 1975): the total is not the sum of the two variances, since a group’s effect is estimated against the fixed effects.',
  row: 'The interval for a new row adds the residual variance of a row with weight 1.',
  exactDf:
    'The t distribution with Satterthwaite’s degrees of freedom is used where only the fixed effects are counted, the normal distribution elsewhere.',
  linearDf: 'Both intervals use the t distribution with the residual degrees of freedom, as R’s predict.',
  given: 'The variances themselves are taken as known, so intervals are a little short where there are few groups.',
  offset: (column: string) => `The offset ${column} is taken as 0.`,
  notThere: 'No prediction where a value has no coefficient: the data do not say what it would be.',
} as const;

/** Predictions by simulation. */
export const simulationWords = {
  title: 'Predicted values by simulation',
  about:
    'The same intervals by drawing many times from what the model leaves open, as the R package merTools does; beside the exact ones, to compare with papers that used it.',
  count: 'Simulations',
  seed: 'Start of the random numbers',
  seedHelp: 'The same number gives the same result again.',
  residual: 'Add the variation of single rows',
  simulated: 'Simulated',
  exact: 'Exact',
  median: 'Median',
  method: (count: number, seed: number) =>
    `${count} simulations from seed ${seed}: fixed effects from their covariance, each known group’s effect from its conditional mode and variance independently of them, the residual SD from its scaled inverse χ² distribution (merTools::predictInterval, Knowles and Frederick 2020). Median, and quantiles of type 7.`,
  differ:
    'Why the two differ: the simulation draws fixed and group effects independently though their errors go against each other, so for known groups it is usually wider than the exact interval; it also counts how uncertain the residual SD is, and has the chance of a simulation. merTools gives new groups no variance; here it is drawn in both.',
} as const;

/** One row for each row of the data. */
export const rowWords = {
  title: 'Fitted values and residuals',
  about:
    'What the model makes of every row: expected values with and without group effects, residuals of each kind, and how much single rows pull.',
  choice: 'Show',
  row: 'Row',
  outcome: 'Outcome',
  fitted: 'Fitted',
  population: 'Fitted, average groups',
  residual: 'Residual',
  pearson: 'Scaled residual',
  standardized: 'Standardised residual',
  student: 'Studentised residual',
  leverage: 'Leverage',
  cook: 'Cook’s distance',
  first: 'First row',
  firstHelp: (most: number, rows: number) =>
    `The table has ${most.toLocaleString('en')} of the ${rows.toLocaleString('en')} rows used, from this one on.`,
  rowNote: 'Rows are numbered as in the data; rows that the model does not use are left out.',
  newNote:
    'Other rows: those that the fit left out though they have all predictors. A group that the fit has not met has no effect there.',
  newTitle: 'Predictions for rows that the fit did not use',
  pearsonNote: 'Scaled: the residual times the root of the row’s weight, over the residual SD.',
  standardizedNote:
    'Standardised: the scaled residual over √(1 − leverage), so that all have the same variance if the model is right.',
  leverageMixed:
    'Leverage: how much the fitted value, group effects included, follows the row’s own outcome; as lme4’s hatvalues. The variances are taken as known.',
  leverageLinear: 'Leverage: how much the fitted value follows the row’s own outcome.',
  cookNote: 'Cook’s distance: how far all estimates would move without the row, from residual and leverage (Cook 1977).',
  tooLarge: 'Leverage and what is made from it would take too long for a model of this size and are left out.',
} as const;

/** Rows that move a linear model. */
export const rowInfluenceWords = {
  title: 'Influential rows',
  about: 'Which single rows move the estimates most: what changes when each is left out.',
  shown: 'How many rows to show',
  change: 'Change of coefficients (DFBETAS)',
  note: (cutoff: number) =>
    `Sorted by Cook’s distance; rows above 4 / number of rows = ${Number(cutoff.toPrecision(3))} deserve a look, which is a rule of thumb and no test.`,
  dfbetas: (cutoff: number) =>
    `DFBETAS: how many standard errors a coefficient moves by the row (with minus without it; Belsley, Kuh and Welsch 1980); beyond ±2/√n = ${Number(cutoff.toPrecision(3))} is notable.`,
  flagged: 'above the cut-off',
} as const;
