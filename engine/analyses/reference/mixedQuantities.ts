/**
 * The quantities of `lmer` cases: a name, and how it is found. Adding a quantity is adding a line.
 */
import type { ColumnTable, Criterion, EmmeansWanted, ReferenceCase, VarCorrEntry } from '../../contract/index.ts';
import { designForRows } from '../../frame/index.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { groupVariances } from '../../inference/icc.ts';
import { aic, bic } from '../../inference/information.ts';
import { kenwardRogerPieces, type KenwardRogerPieces } from '../../inference/kenwardRoger.ts';
import { predictFixed, predictWithGroups } from '../../inference/predict.ts';
import { profileIntervals } from '../../inference/profile.ts';
import { coefficientDf } from '../../inference/satterthwaite.ts';
import { byKenwardRoger, bySatterthwaite, type LinearEstimates } from '../../inference/testedCoefficients.ts';
import { conditionalR2, marginalR2, varianceParts } from '../../inference/rSquared.ts';
import { coefficientTests, waldInterval } from '../../inference/wald.ts';
import { waldTypeII, waldTypeIII } from '../../inference/waldTerms.ts';
import {
  condVar,
  fit as fitModel,
  fitted,
  fixedPredictor,
  ranef,
  residuals,
  satterthwaitePieces,
  type GroupEffects,
  type SatterthwaitePieces,
} from '../../lmm/index.ts';
import { scaledResiduals } from '../fitMixed.ts';
import { mixedEstimates, type MixedEstimates } from '../mixedEstimates.ts';
import type { ModelTerms } from '../modelTerms.ts';
import { chisqTable } from './linearQuantities.ts';
import { kenwardRogerAnova, kenwardRogerTests } from './kenwardRogerTables.ts';
import { marginalMeans } from './marginalMeans.ts';
import { anovaTables, dropOneChisq, dropOneF, ranovaTable } from './mixedTables.ts';
import type { Quantities } from './quantities.ts';
import { firstTen, named, summaryOf } from './summaries.ts';

export interface FittedMixed extends MixedEstimates {
  /** Computed once, when first asked for. */
  readonly effects: () => readonly GroupEffects[];
  readonly pieces: () => SatterthwaitePieces;
  /** Of the REML fit, whatever the criterion. */
  readonly kenwardRoger: () => KenwardRogerPieces;
}

export interface MixedContext extends FittedMixed, ModelTerms {
  /** The rows that predictions are asked for. */
  readonly newRows: () => ColumnTable;
  /** The same rows as the case gives them. */
  readonly newData: ReferenceCase['want']['newdata'];
  readonly wantedMeans: EmmeansWanted | undefined;
  readonly offset: string | undefined;
}

export function mixedContext(frame: ModelFrame, criterion: Criterion): FittedMixed {
  const estimates = mixedEstimates(frame, criterion);
  const { model, fit } = estimates;
  return {
    ...estimates,
    effects: once(() => ranef(model, fit)),
    pieces: once(() => satterthwaitePieces(model, fit)),
    kenwardRoger: once(() => kenwardRogerPieces(model, criterion === 'REML' ? fit : fitModel(model, 'REML'))),
  };
}

export const mixedQuantities: Quantities<MixedContext> = {
  nobs: ({ frame }) => frame.n,
  n_rows_dropped_na: ({ frame }) => frame.droppedRows,
  ngroups: ({ frame }) => Object.fromEntries(frame.groups.map(({ name, levels }) => [name, levels.length])),
  coef_names: ({ frame }) => frame.coefNames,
  dropped_columns: ({ frame }) => frame.droppedColumns,
  theta: ({ theta }) => theta,
  beta: ({ frame, beta }) => named(frame.coefNames, (j) => beta[j]),
  se: ({ frame, se }) => named(frame.coefNames, (j) => se[j]),
  vcov_beta: ({ vcov }) => vcov,
  sigma: ({ sigma }) => sigma,
  varcorr: ({ varCorr }) => varCorr,
  logLik: ({ logLik }) => logLik,
  npar: ({ npar }) => npar,
  AIC: ({ logLik, npar }) => aic(logLik, npar),
  BIC: ({ logLik, npar, frame }) => bic(logLik, npar, frame.n),
  df_residual: ({ frame, npar }) => frame.n - npar,
  REMLcrit: ({ criterion, fit }) => (criterion === 'REML' ? fit.criterionValue : undefined),
  deviance_ML_at_REML: ({ criterion, deviance }) => (criterion === 'REML' ? deviance : undefined),
  deviance: ({ criterion, deviance }) => (criterion === 'ML' ? deviance : undefined),
  is_singular: ({ fit }) => fit.isSingular,
  fitted: ({ model, fit, effects }) => summaryOf(fitted(model, fit, effects())),
  residuals: ({ model, fit, effects }) => summaryOf(residuals(model, fit, effects())),
  scaled_residuals: (context) => summaryOf(scaledResiduals(context)),
  ranef: modesByFactor,
  predict: ({ model, fit, effects }) => ({
    with_re: firstTen(fitted(model, fit, effects())),
    without_re: firstTen(fixedPredictor(model, fit)),
  }),
  predict_new: predictNew,
  satterthwaite: satterthwaiteTests,
  ci_wald: ({ frame, beta, se }) => named(frame.coefNames, (j) => waldInterval(beta[j], se[j], null)),
  wald_chisq: ({ terms, beta, vcov, frame }) => ({
    II: chisqTable(waldTypeII(terms, beta, vcov), 'Chisq'),
    III: chisqTable(waldTypeIII(terms, beta, vcov, frame.hasIntercept), 'Chisq'),
  }),
  variance_shares: varianceShares,
  icc_r2: iccAndR2,
  kenward_roger: kenwardRogerTests,
  vcov_beta_kr: ({ kenwardRoger }) => kenwardRoger().adjusted,
  anova: anovaTables,
  anova_kr: kenwardRogerAnova,
  drop1_F: dropOneF,
  drop1_chisq: dropOneChisq,
  ranova: ranovaTable,
  ci_profile: profiled,
  emmeans: meansOfModel,
};

/** Tables that R refuses some models. */
export const mixedTables: readonly string[] = [
  'kenward_roger',
  'vcov_beta_kr',
  'anova',
  'anova_kr',
  'drop1_F',
  'drop1_chisq',
  'ranova',
  'wald_chisq',
  'icc_r2',
  'ci_profile',
  'emmeans',
];

/** Modes and conditional covariances, as lme4 has them without those between terms; beyond 200 levels only the first 20 by name. */
function modesByFactor({ model, fit, effects }: MixedContext) {
  const covariances = condVar(model, fit);
  const entries = effects().map(({ group, columns, levels, values }, factor) => {
    const k = columns.length;
    const truncated = levels.length > 200;
    const order = levels.map((_, level) => level);
    const shown = truncated ? order.sort((a, b) => (levels[a] < levels[b] ? -1 : 1)).slice(0, 20) : order;
    const term = columns.map((_, a) =>
      model.factors[factor].terms.findIndex(({ first, size }) => a >= first && a < first + size),
    );
    const entry = (level: number, a: number, b: number) =>
      term[a] === term[b] ? covariances[factor].values[(level * k + a) * k + b] : 0;
    const block = (level: number) => columns.map((_, a) => columns.map((__, b) => entry(level, a, b)));
    return [
      group,
      {
        names: columns,
        nlevels: levels.length,
        truncated,
        levels: shown.map((level) => levels[level]),
        values: shown.map((level) => Array.from(values.subarray(level * k, (level + 1) * k))),
        condVar: shown.map(block),
      },
    ];
  });
  return Object.fromEntries(entries);
}

function predictNew({ expanded, frame, newRows, newData, beta, model, effects }: MixedContext) {
  const rows = designForRows(expanded, frame, newRows());
  return {
    newdata: newData,
    with_re: [...predictWithGroups(rows, beta, model, effects())],
    without_re: [...predictFixed(rows, beta)],
  };
}

function satterthwaiteTests({ frame, beta, se, vcov, pieces }: MixedContext) {
  const tests = coefficientTests(frame.coefNames, beta, se, coefficientDf(vcov, pieces()));
  return Object.fromEntries(tests.map(({ name, ...test }) => [name, test]));
}

function meansOfModel(context: MixedContext) {
  const { beta, vcov, pieces, kenwardRoger } = context;
  const estimatesBy = (method: string): LinearEstimates | undefined => {
    if (method === 'satterthwaite') return bySatterthwaite(beta, vcov, pieces());
    return method === 'kenward-roger' ? byKenwardRoger(beta, kenwardRoger()) : undefined;
  };
  return marginalMeans({ ...context, wanted: context.wantedMeans, estimatesBy });
}

/** Of the maximum-likelihood fit, whichever the model's own is. */
function profiled({ model, fit, criterion }: MixedContext) {
  const mlFit = criterion === 'ML' ? fit : fitModel(model, 'ML', { start: fit.theta });
  return Object.fromEntries(profileIntervals(model, mlFit).map(({ name, lower, upper }) => [name, [lower, upper]]));
}

/** Each variance over their sum; undefined where slopes make that meaningless. */
function varianceShares({ varCorr }: MixedContext) {
  if (varCorr.some(({ var2 }) => var2 !== null)) return undefined;
  const total = varCorr.reduce((sum, { vcov }) => sum + vcov, 0);
  return Object.fromEntries(varCorr.map((entry) => [shareName(entry), entry.vcov / total]));
}

/** The group, with the column where that is not the intercept. */
function shareName({ grp, var1 }: VarCorrEntry): string {
  return var1 === null || var1 === '(Intercept)' ? grp : `${grp} ${var1}`;
}

/**
 * As the performance package has them: a singular fit has its random part left out; of the random part only the first term of each
 * grouping factor counts, and of that only columns that are among the fixed ones. (The program's own ICC and R² count all of it.)
 */
function iccAndR2({ model, fit, frame, varCorr, sigma }: MixedContext) {
  const counted = varCorr.filter((entry) => isCounted(frame, entry));
  const random = fit.isSingular ? 0 : groupVariances(frame, counted).reduce((sum, variance) => sum + variance, 0);
  const fixed = fixedPredictor(model, fit).map((value, i) => value - (frame.offset?.[i] ?? 0));
  const parts = varianceParts(fixed, random, sigma);
  const always = {
    r2_marginal: marginalR2(parts),
    var_fixed: parts.fixed,
    var_residual: parts.residual,
    var_distribution: parts.residual,
  };
  if (fit.isSingular) return { ...always, r2_conditional: null, var_random: [] };
  return {
    ...always,
    icc_adjusted: random / (random + parts.residual),
    icc_unadjusted: random / (random + parts.residual + parts.fixed),
    r2_conditional: conditionalR2(parts),
    var_random: random,
  };
}

function isCounted({ groups, coefNames }: ModelFrame, { grp, var1, var2 }: VarCorrEntry): boolean {
  const isFixed = (column: string | null) => column === null || column === '(Intercept)' || coefNames.includes(column);
  return groups.some(({ name }) => name === grp) && isFixed(var1) && isFixed(var2);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
