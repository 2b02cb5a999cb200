/**
 * The fit rows of the side-by-side table: sizes, shares of variance, information criteria by maximum likelihood, and tests.
 */
import type { Cell, ComparedModel, FitResult } from '../contract/index.ts';
import { likelihoodRatio, type LikelihoodRatio } from '../inference/likelihoodRatio.ts';
import { explanations, noTestReasons } from '../text/explanations.ts';
import { mergedOrder, type ComparedRow } from './comparedRow.ts';

export function fitRows(models: readonly ComparedModel[]): ComparedRow[] {
  const fits = models.map(({ fit }) => fit);
  return [
    { id: 'nobs', label: 'N', format: 'count', level: 1, explanation: explanations.nobs(), cell: ({ fit }) => fit.nobs },
    ...groupNames(fits).map((group) => groupsRow(fits, group)),
    ...groupNames(fits).map((group) => iccRow(fits, group)),
    ...(fits.some(({ rSquared }) => rSquared) ? [rSquaredRow()] : []),
    ...(fits.some(({ explained }) => explained) ? explainedRows() : []),
    mlRow('logLik', 'Log-likelihood (ML)', explanations.logLikML()),
    mlRow('AIC', 'AIC (ML)', explanations.aicML()),
    mlRow('BIC', 'BIC (ML)', explanations.bicML()),
    criterionRow(fits),
    ...(models.length > 1 ? testRows(models) : []),
  ];
}

function groupNames(fits: readonly FitResult[]): string[] {
  return mergedOrder(fits.map((fit) => fit.groups.map(({ name }) => name)));
}

function groupsRow(fits: readonly FitResult[], group: string): ComparedRow {
  const cell: ComparedRow['cell'] = ({ fit }) => fit.groups.find(({ name }) => name === group)?.levels ?? null;
  return {
    id: `groups:${group}`,
    label: `Groups: ${group}`,
    format: 'count',
    level: levelOf(fits, group),
    explanation: explanations.groups(group),
    cell,
  };
}

function iccRow(fits: readonly FitResult[], group: string): ComparedRow {
  const label = `${iccLabel(fits)}: ${group}`;
  return {
    id: `icc:${group}`,
    label,
    format: 'share',
    level: levelOf(fits, group),
    explanation: explanations.icc(group),
    cell: ({ fit }) => iccCell(fit, group),
  };
}

function iccLabel(fits: readonly FitResult[]): string {
  const residual = fits.flatMap(({ icc }) => icc.map((entry) => entry.residual));
  if (!residual.includes(true)) return 'ICC';
  return residual.includes(false) ? 'ICC' : 'Residual ICC';
}

function iccCell(fit: FitResult, group: string): Cell {
  const entry = fit.icc.find(({ grp }) => grp === group);
  if (!entry) return null;
  return entry.at ? { value: entry.value, explanation: `Taken ${entry.at}.` } : entry.value;
}

function levelOf(fits: readonly FitResult[], group: string): number | undefined {
  return fits.flatMap((fit) => fit.groups).find(({ name }) => name === group)?.level;
}

function rSquaredRow(): ComparedRow {
  return {
    id: 'r2',
    label: 'R²',
    format: 'share',
    explanation: explanations.rSquared(),
    cell: ({ fit }) => fit.rSquared?.value ?? null,
  };
}

function explainedRows(): ComparedRow[] {
  const row = (id: 'marginal' | 'conditional', label: string, explanation: string): ComparedRow => ({
    id: `r2-${id}`,
    label,
    format: 'share',
    explanation,
    cell: ({ fit }) => fit.explained?.[id] ?? null,
  });
  return [
    row('marginal', 'R² fixed', explanations.marginalR2()),
    row('conditional', 'R² fixed and groups', explanations.conditionalR2()),
  ];
}

/** A quantity that is only comparable by maximum likelihood: empty where that fit was not made. */
function mlRow(quantity: 'logLik' | 'AIC' | 'BIC', label: string, explanation: string): ComparedRow {
  return { id: quantity, label, format: 'criterion', explanation, cell: (model) => mlFitOf(model)?.[quantity] ?? null };
}

function criterionRow(fits: readonly FitResult[]): ComparedRow {
  const cell: ComparedRow['cell'] = ({ fit }) => fit.criterionValue;
  return {
    id: 'criterion',
    label: criterionLabel(fits),
    format: 'criterion',
    explanation: explanations.criterion(),
    cell,
  };
}

/** REML and ML criteria stand in one row where both kinds of fits do; its name says so. */
function criterionLabel(fits: readonly FitResult[]): string {
  const criteria = new Set(fits.map(({ criterion }) => criterion));
  return criteria.size > 1 ? 'Criterion' : criteria.has('REML') ? 'REML criterion' : 'Deviance (ML)';
}

function testRows(models: readonly ComparedModel[]): ComparedRow[] {
  const row = (
    id: string,
    label: string,
    format: ComparedRow['format'],
    explanation: string,
    cell: (test: LikelihoodRatio) => Cell,
  ): ComparedRow => ({
    id,
    label,
    format,
    explanation,
    cell: (model, previous) => (previous ? cell(testOf(previous, model)) : null),
  });
  return [
    row('lr-chisq', 'vs previous: χ²', 'estimate', explanations.lrChisq(), (test) =>
      test.kind === 'test' ? test.chisq : noTestCell(test),
    ),
    row('lr-df', 'vs previous: df', 'count', explanations.lrDf(), (test) => (test.kind === 'test' ? test.df : null)),
    row('lr-p', 'vs previous: p', 'p', explanations.lrP(), (test) => (test.kind === 'test' ? pCell(test) : null)),
    ...(models.some((model, i) => i > 0 && isOnBoundary(testOf(models[i - 1], model)))
      ? [row('lr-boundary-p', 'vs previous: p, variance ≥ 0', 'p', explanations.boundaryP(), boundaryCell)]
      : []),
  ];
}

function pCell(test: LikelihoodRatio & { kind: 'test' }): Cell {
  return test.onBoundary ? { value: test.p, explanation: explanations.boundary() } : test.p;
}

function isOnBoundary(test: LikelihoodRatio): test is LikelihoodRatio & { kind: 'test' } {
  return test.kind === 'test' && test.onBoundary;
}

/** Beside R's p the one that knows that a variance cannot be negative; a dash where no simple one is right. */
function boundaryCell(test: LikelihoodRatio): Cell {
  if (!isOnBoundary(test)) return null;
  return test.boundaryP ?? { value: '–', explanation: explanations.noBoundaryP() };
}

function noTestCell(test: LikelihoodRatio & { kind: 'none' }): Cell {
  return { value: '–', explanation: noTestReasons[test.why] };
}

/** The test between neighbours, whichever of them is the larger. */
function testOf(previous: ComparedModel, model: ComparedModel): LikelihoodRatio {
  const [first, second] = [mlFitOf(previous), mlFitOf(model)];
  if (!first || !second) return { kind: 'none', why: 'no-ml' };
  return first.npar <= second.npar ? likelihoodRatio(first, second) : likelihoodRatio(second, first);
}

export function mlFitOf({ fit, mlFit }: Pick<ComparedModel, 'fit' | 'mlFit'>): FitResult | null {
  return fit.criterion === 'ML' ? fit : mlFit;
}
