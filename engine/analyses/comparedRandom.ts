/**
 * The random-effect rows of the side-by-side table: SDs by grouping factor and column, correlations below them, the residual last.
 */
import type { FitResult, VarCorrEntry } from '../contract/index.ts';
import { explanations, spoken } from '../text/explanations.ts';
import { mergedOrder, type ComparedRow } from './comparedRow.ts';
import { groupOfTerm } from './outline.ts';

export function randomRows(fits: readonly FitResult[]): ComparedRow[] {
  const mixed = fits.filter(({ method }) => method === 'lmm');
  const groups = mergedOrder(mixed.map((fit) => fit.groups.map(({ name }) => name)));
  return [...groups.flatMap((group) => groupRows(mixed, group)), residualRow(fits[0]?.outcome ?? '')];
}

function groupRows(fits: readonly FitResult[], group: string): ComparedRow[] {
  const level = fits.flatMap((fit) => fit.groups).find(({ name }) => name === group)?.level;
  const columns = mergedOrder(fits.map((fit) => variancesOf(fit, group).map(({ var1 }) => var1 as string)));
  const pairs = mergedOrder(fits.map((fit) => correlationsOf(fit, group).map(pairKey))).map((key) => key.split('\n'));
  return [
    ...columns.map((column) => sdRow(fits[0].outcome, group, column, level)),
    ...pairs.map(([one, other]) => correlationRow(group, one, other, level)),
  ];
}

function sdRow(outcome: string, group: string, column: string, level: number | undefined): ComparedRow {
  const explanation = column === '(Intercept)' ? explanations.interceptSD(outcome, group) : explanations.slopeSD(group, column);
  const cell: ComparedRow['cell'] = ({ fit }) => variancesOf(fit, group).find(({ var1 }) => var1 === column)?.sdcor ?? null;
  return { id: `sd:${group}:${column}`, label: `${group} ${column}`, level, format: 'sd', explanation, cell };
}

function correlationRow(group: string, one: string, other: string, level: number | undefined): ComparedRow {
  return {
    id: `cor:${group}:${one}:${other}`,
    label: `${group} correlation ${spoken(one)}, ${spoken(other)}`,
    level,
    format: 'correlation',
    explanation: explanations.randomCorrelation(group, one, other),
    cell: ({ fit }) => correlationsOf(fit, group).find((entry) => pairKey(entry) === `${one}\n${other}`)?.sdcor ?? null,
  };
}

function residualRow(outcome: string): ComparedRow {
  return {
    id: 'sd:Residual',
    label: 'Residual',
    level: 1,
    format: 'sd',
    explanation: explanations.residualSD(outcome),
    cell: ({ fit }) => fit.sigma,
  };
}

function variancesOf(fit: FitResult, group: string): VarCorrEntry[] {
  return entriesOf(fit, group).filter(({ var2 }) => var2 === null);
}

function correlationsOf(fit: FitResult, group: string): VarCorrEntry[] {
  return entriesOf(fit, group).filter(({ var2 }) => var2 !== null);
}

function entriesOf(fit: FitResult, group: string): VarCorrEntry[] {
  return fit.varCorr.filter(({ grp, var1 }) => var1 !== null && groupOfTerm(fit, grp).name === group);
}

function pairKey({ var1, var2 }: VarCorrEntry): string {
  return `${var1}\n${var2}`;
}
