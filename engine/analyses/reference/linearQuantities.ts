/**
 * The quantities of `lm` cases, and of `glm` cases whose family is gaussian with identity link.
 */
import type { EmmeansWanted } from '../../contract/index.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { cooksDistance, leverage, lm, rSquared, standardizedResiduals, weightedResiduals, type LinearFit } from '../../glm/lm.ts';
import { aic, bic } from '../../inference/information.ts';
import { varianceInflation } from '../../inference/inflation.ts';
import type { Rows } from '../../inference/linearHypothesis.ts';
import { coefficientTests, fTestP, waldChisqP, waldInterval } from '../../inference/wald.ts';
import { waldTypeII, waldTypeIII } from '../../inference/waldTerms.ts';
import { sequentialSquares } from '../../inference/linearTerms.ts';
import { dropOneSquares, squaresTypeII } from '../linearSquares.ts';
import type { ModelTerms } from '../modelTerms.ts';
import { marginalMeans } from './marginalMeans.ts';
import type { Quantities } from './quantities.ts';
import { firstTen, named, summaryOf } from './summaries.ts';

export interface FittedLinear {
  readonly fit: LinearFit;
  readonly vcov: Rows;
}

export interface LinearContext extends FittedLinear, ModelTerms {
  readonly wantedMeans: EmmeansWanted | undefined;
  readonly offset: string | undefined;
}

export function linearContext(frame: ModelFrame): FittedLinear {
  const fit = lm(frame);
  const vcov = Array.from({ length: fit.p }, (_, a) =>
    Array.from({ length: fit.p }, (__, b) => fit.sigma ** 2 * fit.unscaledCov[a * fit.p + b]),
  );
  return { fit, vcov };
}

const npar = ({ fit }: LinearContext): number => fit.p + 1;

const common: Quantities<LinearContext> = {
  nobs: ({ frame }) => frame.n,
  n_rows_dropped_na: ({ frame }) => frame.droppedRows,
  rank: ({ fit }) => fit.p,
  df_residual: ({ fit }) => fit.dfResidual,
  coef_names: ({ frame }) => frame.coefNames,
  dropped_columns: ({ frame }) => frame.droppedColumns,
  coefficients: (context) => named(context.frame.coefNames, (j) => coefficientRow(context, j)),
  vcov: ({ vcov }) => vcov,
  logLik: ({ fit }) => fit.logLik,
  npar,
  AIC: (context) => aic(context.fit.logLik, npar(context)),
  BIC: (context) => bic(context.fit.logLik, npar(context), context.fit.n),
  fitted: ({ fit }) => summaryOf(fit.fitted),
  leverage: ({ fit }) => summaryOf(leverage(fit)),
  emmeans: meansOfModel,
};

export const linearQuantities: Quantities<LinearContext> = {
  ...common,
  sigma: ({ fit }) => fit.sigma,
  rss: ({ fit }) => fit.rss,
  r_squared: ({ fit, frame }) => rSquared(fit, frame).value,
  adj_r_squared: ({ fit, frame }) => rSquared(fit, frame).adjusted,
  f_statistic: ({ fit, frame }) => rSquared(fit, frame).F ?? undefined,
  ci: (context) => intervals(context, context.fit.dfResidual),
  residuals: ({ fit }) => summaryOf(fit.residuals),
  std_residuals: ({ fit }) => summaryOf(standardizedResiduals(fit)),
  cooks: ({ fit }) => summaryOf(cooksDistance(fit)),
  predict: ({ fit }) => firstTen(fit.fitted),
  anova_I: anovaRows,
  anova_II: (context) => squaresTable(context, typeII(context)),
  anova_III: (context) => squaresTable(context, typeIII(context)),
  drop1_F: dropOneRows,
  vif: inflationTable,
};

export const gaussianQuantities: Quantities<LinearContext> = {
  ...common,
  df_null: ({ fit, frame }) => fit.n - (frame.hasIntercept ? 1 : 0),
  dispersion: ({ fit }) => fit.sigma ** 2,
  deviance: ({ fit }) => fit.rss,
  null_deviance: ({ frame }) => nullDeviance(frame),
  pearson_chisq: ({ fit }) => fit.rss,
  ci_wald: (context) => intervals(context, null),
  ci_profile: (context) => intervals(context, null),
  linear_predictor: ({ fit }) => summaryOf(fit.fitted),
  deviance_residuals: ({ fit }) => summaryOf(weightedResiduals(fit)),
  pearson_residuals: ({ fit }) => summaryOf(weightedResiduals(fit)),
  predict: ({ fit }) => ({ link: firstTen(fit.fitted), response: firstTen(fit.fitted) }),
  anova_I: devianceRows,
  anova_test: () => 'F',
  anova_II_LR: (context) => chisqTable(squaresTypeII(context, context.fit.beta, context.vcov), 'LR Chisq'),
  anova_III_LR: (context) => chisqTable(waldTypeIII(context.terms, context.fit.beta, context.vcov, false), 'LR Chisq'),
  wald_chisq_II: (context) => chisqTable(waldTypeII(context.terms, context.fit.beta, context.vcov), 'Chisq'),
  drop1: dropOneDeviances,
};

/** Tables that R refuses some models. */
export const linearTables: readonly string[] = [
  'anova_II',
  'anova_III',
  'anova_II_LR',
  'anova_III_LR',
  'wald_chisq_II',
  'drop1',
  'drop1_F',
  'vif',
  'ci_profile',
  'emmeans',
];

/** A model of nothing but an intercept has its test in type II as well, as car gives it. */
function typeII(context: LinearContext) {
  return context.terms.length > 0 ? squaresTypeII(context, context.fit.beta, context.vcov) : typeIII(context);
}

function typeIII({ terms, fit, vcov, frame }: LinearContext) {
  return waldTypeIII(terms, fit.beta, vcov, frame.hasIntercept);
}

function meansOfModel(context: LinearContext) {
  const { fit, vcov } = context;
  const estimates = { beta: [...fit.beta], vcov, dfOf: () => fit.dfResidual };
  return marginalMeans({ ...context, wanted: context.wantedMeans, estimatesBy: () => estimates });
}

/** One number per term where every term is one column, else the generalised factors. */
function inflationTable({ terms, vcov }: LinearContext) {
  if (terms.length < 2) return undefined;
  const rows = varianceInflation(terms, vcov);
  if (rows.every(({ df }) => df === 1)) return Object.fromEntries(rows.map(({ term, gvif }) => [term, gvif]));
  return rows.map(({ term, gvif, df }) => ({ term, GVIF: gvif, Df: df, 'GVIF^(1/(2*Df))': gvif ** (1 / (2 * df)) }));
}

function coefficientRow({ frame, fit, vcov }: LinearContext, j: number) {
  const se = vcov.map((row, k) => Math.sqrt(row[k]));
  const [{ estimate, se: own, statistic, p }] = coefficientTests([frame.coefNames[j]], [fit.beta[j]], [se[j]], [fit.dfResidual]);
  return { estimate, se: own, statistic, p };
}

function intervals({ frame, fit, vcov }: LinearContext, df: number | null) {
  return named(frame.coefNames, (j) => waldInterval(fit.beta[j], Math.sqrt(vcov[j][j]), df));
}

export function nullDeviance({ y, offset, weights, hasIntercept, n }: ModelFrame): number {
  const weight = (i: number) => weights?.[i] ?? 1;
  const value = (i: number) => y[i] - (offset?.[i] ?? 0);
  let [sum, total, squares] = [0, 0, 0];
  for (let i = 0; i < n; i++) [sum, total] = [sum + weight(i) * value(i), total + weight(i)];
  const centre = hasIntercept ? sum / total : 0;
  for (let i = 0; i < n; i++) squares += weight(i) * (value(i) - centre) ** 2;
  return squares;
}

function anovaRows({ terms, fit }: LinearContext) {
  const rows = sequentialSquares(terms, fit).map(({ term, squares, df }) => {
    const F = squares / df / fit.sigma ** 2;
    return { term, Df: df, 'Sum Sq': squares, 'Mean Sq': squares / df, 'F value': F, 'Pr(>F)': fTestP(F, df, fit.dfResidual) };
  });
  return [
    ...rows,
    { term: 'Residuals', Df: fit.dfResidual, 'Sum Sq': fit.rss, 'Mean Sq': fit.sigma ** 2, 'F value': null, 'Pr(>F)': null },
  ];
}

function devianceRows(context: LinearContext) {
  const { terms, fit, frame } = context;
  let [df, deviance] = [fit.n - (frame.hasIntercept ? 1 : 0), nullDeviance(frame)];
  const squaresOf = new Map(sequentialSquares(terms, fit).map((one) => [one.term, one]));
  const rows = terms.map(({ label: term }) => {
    const { squares, df: own } = squaresOf.get(term) ?? { squares: 0, df: 0 };
    [df, deviance] = [df - own, deviance - squares];
    if (own === 0) return { term, Df: 0, Deviance: 0, 'Resid. Df': df, 'Resid. Dev': deviance, F: null, 'Pr(>F)': null };
    const F = squares / own / fit.sigma ** 2;
    return {
      term,
      Df: own,
      Deviance: squares,
      'Resid. Df': df,
      'Resid. Dev': deviance,
      F,
      'Pr(>F)': fTestP(F, own, fit.dfResidual),
    };
  });
  return [{ term: 'NULL', 'Resid. Df': fit.n - (frame.hasIntercept ? 1 : 0), 'Resid. Dev': nullDeviance(frame) }, ...rows];
}

function squaresTable({ fit }: LinearContext, tests: readonly { term: string; chisq: number; df: number }[]) {
  const rows = tests.map(({ term, chisq, df }) => {
    const F = chisq / df;
    return { term, 'Sum Sq': chisq * fit.sigma ** 2, Df: df, 'F value': F, 'Pr(>F)': fTestP(F, df, fit.dfResidual) };
  });
  return [...rows, { term: 'Residuals', 'Sum Sq': fit.rss, Df: fit.dfResidual, 'F value': null, 'Pr(>F)': null }];
}

export function chisqTable(tests: readonly { term: string; chisq: number; df: number }[], name: string) {
  return tests.map(({ term, chisq, df }) => ({ term, [name]: chisq, Df: df, 'Pr(>Chisq)': waldChisqP(chisq, df) }));
}

function dropOneRows(context: LinearContext) {
  const { fit, vcov } = context;
  const none = {
    term: '<none>',
    Df: null,
    'Sum of Sq': null,
    RSS: fit.rss,
    AIC: extractedAic(fit.n, fit.rss, fit.p),
    'F value': null,
    'Pr(>F)': null,
  };
  const rows = dropOneSquares(context, fit.beta, vcov).map(({ term, df, chisq }) => {
    const squares = chisq * fit.sigma ** 2;
    const [rss, F] = [fit.rss + squares, squares / df / fit.sigma ** 2];
    return {
      term,
      Df: df,
      'Sum of Sq': squares,
      RSS: rss,
      AIC: extractedAic(fit.n, rss, fit.p - df),
      'F value': F,
      'Pr(>F)': fTestP(F, df, fit.dfResidual),
    };
  });
  return [none, ...rows];
}

function dropOneDeviances(context: LinearContext) {
  const { fit, vcov } = context;
  const constant = aic(fit.logLik, npar(context)) - extractedAic(fit.n, fit.rss, fit.p);
  const none = { term: '<none>', Df: null, Deviance: fit.rss, AIC: extractedAic(fit.n, fit.rss, fit.p) + constant };
  const rows = dropOneSquares(context, fit.beta, vcov).map(({ term, df, chisq }) => {
    const squares = chisq * fit.sigma ** 2;
    const [rss, F] = [fit.rss + squares, squares / df / fit.sigma ** 2];
    return {
      term,
      Df: df,
      Deviance: rss,
      AIC: extractedAic(fit.n, rss, fit.p - df) + constant,
      'F value': F,
      'Pr(>F)': fTestP(F, df, fit.dfResidual),
    };
  });
  return [none, ...rows];
}

/** R's extractAIC of a linear model: without the constant of the likelihood. */
function extractedAic(n: number, rss: number, p: number): number {
  return n * Math.log(rss / n) + 2 * p;
}
