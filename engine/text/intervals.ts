import { count } from './words.ts';

/** Intervals of a fit's parameters. */
export const intervalWords = {
  coverage: 'Coverage in percent',
  estimate: 'Estimate',
  lower: 'Lower',
  upper: 'Upper',
  name: 'Name',
  sdLabel: (column: string, group: string) => `SD ${column}, ${group}`,
  correlationLabel: (one: string, other: string, group: string) => `Correlation ${one}, ${other}, ${group}`,
  residualLabel: 'Residual SD',
  /** Of a later term of the same group. */
  again: (label: string) => `${label} (further term)`,

  waldTitle: 'Wald intervals',
  waldAbout: 'Estimate plus and minus a multiple of its standard error: quick, and right where the estimate is near normal.',
  waldMethod: 'Coefficients: degrees of freedom as in the table of coefficients.',
  waldVarPars:
    'Standard deviations are taken as normal on the scale of their logarithm, correlations on that of Fisher’s z, with standard errors from the curvature of the fit’s own criterion (delta method; Pinheiro & Bates 2000). lme4 has no such intervals; nlme’s intervals() are of this kind, from a coarser curvature. With few groups prefer profile or bootstrap intervals.',
  boundary:
    'This random effect, or one it is correlated with, is estimated at the edge of what is possible (a variance of 0 or a correlation of 1). Estimates there are far from normal, so there is no Wald interval; a profile or bootstrap interval can be made.',
  notIdentified:
    'The criterion does not curve around the estimates, so there is no standard error: the data do not tell this apart.',

  profileTitle: 'Profile likelihood intervals',
  profileAbout:
    'All values of a parameter that a likelihood-ratio test would not reject, every other parameter estimated anew: the best intervals for standard deviations and correlations.',
  parameters: 'Parameters',
  parametersExplanation: 'Each takes some dozen further searches; with much data choose only those you need.',
  profileEstimate: 'Estimate (ML)',
  profileMethod:
    'By maximum likelihood whatever the model’s own criterion, as R’s confint does (Bates, Mächler, Bolker & Walker 2015). An interval of a standard deviation that begins at 0 means that the data can do without it; an empty bound, that the likelihood does not settle it.',

  bootstrapTitle: 'Bootstrap intervals',
  bootstrapAbout:
    'New outcomes are simulated from the fitted model many times and the model is fitted to each: how much the estimates vary then gives their intervals, without taking anything as normal.',
  replicates: 'Number of simulated data sets',
  replicatesExplanation: 'The last two columns say how much another run could change the bounds; four times as many halve that.',
  seed: 'Seed',
  seedExplanation: 'The same seed gives the same numbers on every machine.',
  kind: 'Bounds',
  percentile: 'Percentiles of the simulated estimates',
  basic: 'Basic: percentiles reflected at the estimate',
  normal: 'Normal: estimate less bias, plus and minus SD',
  effects: 'Groups',
  newGroups: 'Drawn anew each time',
  keptGroups: 'Those in the data, with their predicted effects',
  effectsExplanation: 'Drawn anew unless you want to speak of exactly these groups (lme4’s use.u).',
  spread: 'Bootstrap SE',
  bias: 'Bias',
  lowerError: 'Error of lower',
  upperError: 'Error of upper',
  bootstrapMethod: (made: number, seed: number, criterion: string) =>
    `Parametric bootstrap with ${count(made, 'replicate')}, seed ${seed}; each fitted by ${criterion} (Davison & Hinkley 1997). Bootstrap SE: standard deviation of the replicates; bias: their mean minus the estimate.`,
  bootstrapErrors:
    'The errors of the bounds are Monte-Carlo standard errors: what remains because the number of replicates is finite.',
  singularReplicates: (singular: number, made: number) =>
    `${singular} of ${made} replicates were singular: a variance of 0 or a correlation of 1. They count; intervals of such parameters then end at what is possible.`,
  failedReplicates: (failed: number, made: number) => `${failed} of ${made} replicates could not be fitted and are left out.`,
  undefinedReplicates: (missing: number) =>
    `Left out: ${count(missing, 'replicate')} in which one of the two effects does not vary, so that they have no correlation.`,

  testTitle: 'Bootstrap test of a term',
  testAbout:
    'Whether a random effect, a slope or a predictor is needed, without relying on χ²: outcomes are simulated from the model without it, and the gain in likelihood is compared with what chance gives. Best for variances and with few groups.',
  leftOut: 'Left out',
  naiveP: 'p (χ²)',
  bootstrapP: 'p (bootstrap)',
  errorOfP: 'Error of p',
  testMethod: (made: number, seed: number) =>
    `Likelihood-ratio test by maximum likelihood; ${count(made, 'replicate')} simulated from the smaller model, seed ${seed}. p is (1 + replicates as large or larger) / (1 + replicates), (Davison & Hinkley 1997); its error is the Monte-Carlo standard error. R’s PBmodcomp leaves out replicates without any gain, so that its p is larger where a variance is tested.`,
} as const;
