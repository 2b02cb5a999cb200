/**
 * What is said of single groups: their effects, and how much each moves the estimates.
 */
export const effectWords = {
  title: 'Group effects',
  about: 'How far each group lies from the average one, by the model’s prediction, with an interval; and the line of each group.',
  group: 'Grouping factor',
  table: (group: string, column: string) => `Effects of ${group}: ${column}`,
  lines: (group: string) => `Coefficients of each ${group}`,
  sd: 'SD',
  rank: 'Rank',
  rankHelp: '1 is the highest.',
  flag: 'Apart from 0',
  above: 'above',
  below: 'below',
  show: 'Show the coefficients of each group too',
  method: (coverage: number) =>
    `Conditional mode ± normal quantile × conditional SD, ${coverage}%: what the data leave open about the group’s own effect, fixed effects and variances taken as known (lme4’s condVar).`,
  shrunk: 'Effects are drawn towards 0 by as much as the group’s own rows say little.',
  compare: 'Intervals of two groups that overlap do not show that the groups are alike.',
  linesNote: 'Fixed effect plus the group’s effect of this grouping factor; other factors at their average (lme4’s coef).',
} as const;

export const influenceWords = {
  title: 'Influential groups',
  about:
    'Which groups the result hangs on: each group is left out and the model fitted again; how far coefficients and standard deviations move.',
  group: 'Leave out levels of',
  searched: 'Estimate the variances anew each time',
  searchedHelp: 'Exact. Otherwise they stay as they are and only the coefficients follow: one step, for many groups.',
  table: (group: string) => `${group} left out one at a time`,
  changes: 'Change of coefficients (DFBETAS)',
  sds: 'Standard deviations without it',
  cook: 'Cook’s distance',
  full: 'All groups',
  coefficients: (group: string) => `Coefficients without each ${group}`,
  method:
    'Cook’s distance: d′V⁻¹d / p for the change d of all p coefficients, V their covariance in the full fit (as R’s influence.ME; lme4’s own is (J − p) / J times this, J the number of groups).',
  dfbetas: (cutoff: number) =>
    `DFBETAS: coefficient with minus without the group, over its standard error without the group; beyond ±2/√J = ${Number(cutoff.toPrecision(3))} is notable.`,
  cutoff: (cutoff: number, above: number) =>
    `${above === 0 ? 'No group is' : above === 1 ? '1 group is' : `${above} groups are`} above the usual cut-off 4/J = ${Number(cutoff.toPrecision(3))}. It is a rule of thumb that asks for a look, not a test.`,
  flagged: (cutoff: number) => `Above 4/J = ${Number(cutoff.toPrecision(3))}.`,
  exact: 'Each fit is made anew to the same precision, from the estimates of the full fit.',
  oneStep: 'The ratio of the variances is held at that of the full fit: one step towards the exact result.',
  missing: 'Empty: without this group the data do not say what the coefficient is, or do not bear the model.',
} as const;
