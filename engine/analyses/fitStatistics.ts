import type { CellFormat } from '../contract/index.ts';
import type { ModelOutline } from './outline.ts';
import { defineTable, type Fitted, type RowCells } from './defineTable.ts';
import { explanations } from '../text/explanations.ts';
import { fitNotes } from '../text/notes.ts';

/** How well the model fits, with the criteria that R's summary and arm::display print of this very fit. */
export const fitStatistics = defineTable({
  id: 'fit',
  title: 'Fit',
  applies: () => true,
  columns: () => [
    { id: 'name', title: '', format: 'text' },
    { id: 'value', title: '', format: 'criterion' },
  ],
  rows: (model) => [...(model.method === 'lmm' ? mixedRows(model) : linearRows()), ...sizeRows(model)],
  fill: (fitted) => (fitted.fit.method === 'lmm' ? mixedCells(fitted) : linearCells(fitted)),
  notes: fitNotes,
});

interface FitRow {
  readonly id: string;
  readonly label: string;
  readonly format: CellFormat;
  readonly explanation: string;
  readonly level?: number;
}

function mixedRows({ criterion }: ModelOutline): FitRow[] {
  const REML = criterion === 'REML';
  return [
    {
      id: 'criterion',
      label: REML ? 'REML criterion' : 'Deviance (ML)',
      format: 'criterion',
      explanation: explanations.criterion(),
    },
    {
      id: 'logLik',
      label: REML ? 'Restricted log-likelihood' : 'Log-likelihood',
      format: 'criterion',
      explanation: explanations.logLik(),
    },
    {
      id: 'AIC',
      label: REML ? 'AIC (REML)' : 'AIC',
      format: 'criterion',
      explanation: REML ? explanations.aicREML() : explanations.aicML(),
    },
    {
      id: 'BIC',
      label: REML ? 'BIC (REML)' : 'BIC',
      format: 'criterion',
      explanation: REML ? explanations.bicREML() : explanations.bicML(),
    },
    { id: 'DIC', label: 'DIC', format: 'criterion', explanation: explanations.dic() },
    { id: 'deviance', label: 'Deviance', format: 'criterion', explanation: explanations.deviance() },
    ...(REML ? mlRows() : []),
    { id: 'r2-marginal', label: 'R² fixed', format: 'share', explanation: explanations.marginalR2() },
    { id: 'r2-conditional', label: 'R² fixed and groups', format: 'share', explanation: explanations.conditionalR2() },
    { id: 'npar', label: 'Parameters', format: 'count', explanation: explanations.npar() },
  ];
}

/** The criteria that other models may be compared by, where the fit itself is by REML. */
function mlRows(): FitRow[] {
  return [
    { id: 'AIC-ML', label: 'AIC (ML)', format: 'criterion', explanation: explanations.aicML() },
    { id: 'BIC-ML', label: 'BIC (ML)', format: 'criterion', explanation: explanations.bicML() },
  ];
}

function linearRows(): FitRow[] {
  return [
    { id: 'sigma', label: 'Residual SD', format: 'sd', explanation: explanations.linearResidualSD() },
    { id: 'r2', label: 'R²', format: 'share', explanation: explanations.rSquared() },
    { id: 'r2-adjusted', label: 'Adjusted R²', format: 'share', explanation: explanations.adjustedRSquared() },
    { id: 'F', label: 'F', format: 'estimate', explanation: explanations.overallF() },
    { id: 'F-df', label: 'F: df', format: 'text', explanation: explanations.overallFDf() },
    { id: 'F-p', label: 'F: p', format: 'p', explanation: explanations.overallFP() },
    { id: 'logLik', label: 'Log-likelihood', format: 'criterion', explanation: explanations.logLik() },
    { id: 'AIC', label: 'AIC', format: 'criterion', explanation: explanations.aicML() },
    { id: 'BIC', label: 'BIC', format: 'criterion', explanation: explanations.bicML() },
  ];
}

function sizeRows(model: ModelOutline): FitRow[] {
  const groups = model.groups.map(({ name, level }): FitRow => ({
    id: `groups:${name}`,
    label: `Groups: ${name}`,
    format: 'count',
    level,
    explanation: explanations.groups(name),
  }));
  return [{ id: 'nobs', label: 'N', format: 'count', level: 1, explanation: explanations.nobs() }, ...groups];
}

function mixedCells({ fit, mlFit }: Fitted): Record<string, RowCells> {
  return {
    criterion: { value: fit.criterionValue },
    logLik: { value: fit.logLik },
    AIC: { value: fit.AIC },
    BIC: { value: fit.BIC },
    DIC: { value: fit.DIC },
    deviance: { value: fit.devianceML },
    'AIC-ML': { value: mlFit?.AIC ?? null },
    'BIC-ML': { value: mlFit?.BIC ?? null },
    'r2-marginal': { value: fit.explained?.marginal ?? null },
    'r2-conditional': { value: fit.explained?.conditional ?? null },
    npar: { value: fit.npar },
    ...sizeCells(fit),
  };
}

function linearCells({ fit }: Fitted): Record<string, RowCells> {
  const F = fit.rSquared?.F;
  return {
    sigma: { value: fit.sigma },
    r2: { value: fit.rSquared?.value ?? null },
    'r2-adjusted': { value: fit.rSquared?.adjusted ?? null },
    F: { value: F?.value ?? null },
    'F-df': { value: F ? `${F.df1}, ${F.df2}` : null },
    'F-p': { value: F?.p ?? null },
    logLik: { value: fit.logLik },
    AIC: { value: fit.AIC },
    BIC: { value: fit.BIC },
    ...sizeCells(fit),
  };
}

function sizeCells(model: Pick<ModelOutline, 'nobs' | 'groups'>): Record<string, RowCells> {
  const groups = model.groups.map(({ name, levels }) => [`groups:${name}`, { value: levels }] as const);
  return { nobs: { value: model.nobs }, ...Object.fromEntries(groups) };
}
