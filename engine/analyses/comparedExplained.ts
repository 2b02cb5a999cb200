/**
 * The rows of the side-by-side table that say how much of the variance on each level a model explains of what the first one leaves.
 */
import type { Cell, ComparedModel, FitResult } from '../contract/index.ts';
import { proportionalReduction, snijdersBosker } from '../inference/explainedByLevel.ts';
import { explainedWords as words } from '../text/variance.ts';
import { mlFitOf } from './comparedFit.ts';
import type { ComparedRow } from './comparedRow.ts';
import { groupOfTerm } from './outline.ts';

export interface ExplainedSection {
  readonly heading: string;
  readonly rows: readonly ComparedRow[];
}

/** Against the first model that has groups; null where no other has. */
export function explainedSection(models: readonly ComparedModel[]): ExplainedSection | null {
  const [first, ...others] = models.filter(({ fit }) => fit.method === 'lmm');
  if (others.length === 0) return null;
  const groups = first.fit.groups.filter(({ name }) => others.some(({ fit }) => interceptVariance(fit, name) !== null));
  const reduction = (variance: (fit: FitResult) => number | null) => against(first, (base, fit) => shareOf(base, fit, variance));
  return {
    heading: words.heading(first === models[0]),
    rows: [
      {
        id: 'explained:Residual',
        label: words.rows(),
        level: 1,
        format: 'share',
        explanation: words.reduction(null),
        cell: reduction(({ sigma }) => sigma ** 2),
      },
      ...groups.map(({ name, level }): ComparedRow => ({
        id: `explained:${name}`,
        label: words.groups(level, name),
        level,
        format: 'share',
        explanation: words.reduction(name),
        cell: reduction((fit) => interceptVariance(fit, name)),
      })),
      ...(others.some(({ fit }) => isTwoLevel(fit)) && isTwoLevel(first.fit) ? snijdersBoskerRows(first) : []),
    ],
  };
}

function snijdersBoskerRows(first: ComparedModel): ComparedRow[] {
  const [{ name, level }] = first.fit.groups;
  const size = representativeSize(first.fit);
  const row = (at: 'rows' | 'groups', label: string, of: number): ComparedRow => ({
    id: `explained-sb:${at}`,
    label,
    level: of,
    format: 'share',
    explanation: words.snijdersBosker(at, name, size),
    cell: against(first, (base, fit) => (isTwoLevel(fit) ? snijdersBosker(twoLevels(base), twoLevels(fit), size)[at] : null)),
  });
  return [row('rows', words.sbRows(), 1), row('groups', words.sbGroups(level, name), level)];
}

/** A cell of each later model against the first, by one criterion; a dash where the two do not speak of the same data. */
function against(first: ComparedModel, cellOf: (base: FitResult, fit: FitResult) => Cell): ComparedRow['cell'] {
  return (model) => {
    if (model === first || model.fit.method !== 'lmm') return null;
    if (model.fit.outcome !== first.fit.outcome) return { value: '–', explanation: words.otherOutcome() };
    if (model.fit.rowsKey !== first.fit.rowsKey) return { value: '–', explanation: words.otherRows() };
    const pair = byOneCriterion(first, model);
    return pair === null ? { value: '–', explanation: words.otherCriterion() } : cellOf(...pair);
  };
}

function byOneCriterion(first: ComparedModel, model: ComparedModel): [FitResult, FitResult] | null {
  if (first.fit.criterion === model.fit.criterion) return [first.fit, model.fit];
  const [base, other] = [mlFitOf(first), mlFitOf(model)];
  return base && other ? [base, other] : null;
}

function shareOf(base: FitResult, fit: FitResult, variance: (fit: FitResult) => number | null): Cell {
  const [before, after] = [variance(base), variance(fit)];
  if (before === null || after === null) return null;
  const value = proportionalReduction(before, after);
  if (Number.isNaN(value)) return { value: '–', explanation: words.nothingToExplain() };
  const remarks = [...(value < 0 ? [words.negative()] : []), ...(hasSlopes(base) || hasSlopes(fit) ? [words.slopes()] : [])];
  return remarks.length ? { value, explanation: remarks.join(' ') } : value;
}

/** Variance of the random intercepts of a grouping factor; null where the model has none. */
export function interceptVariance(fit: FitResult, group: string): number | null {
  const own = fit.varCorr.filter(
    ({ grp, var1, var2 }) => var1 === '(Intercept)' && var2 === null && groupOfTerm(fit, grp).name === group,
  );
  return own.length ? own.reduce((sum, { vcov }) => sum + vcov, 0) : null;
}

export function hasSlopes(fit: Pick<FitResult, 'varCorr'>): boolean {
  return fit.varCorr.some(({ var1 }) => var1 !== null && var1 !== '(Intercept)');
}

function isTwoLevel(fit: FitResult): boolean {
  return fit.groups.length === 1 && !hasSlopes(fit);
}

function twoLevels(fit: FitResult) {
  return { within: fit.sigma ** 2, between: interceptVariance(fit, fit.groups[0].name) ?? 0 };
}

/** Rows of a representative group: the harmonic mean where the fit says it. */
function representativeSize({ groups: [group], nobs }: FitResult): number {
  return group.harmonicSize ?? nobs / group.levels;
}
