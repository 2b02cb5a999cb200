/**
 * Profile likelihood intervals of every parameter: made along with the fit of a small model.
 */
import type { CheckCancelled, FitResult, ProfileInterval } from '../contract/index.ts';
import { profileIntervals } from '../inference/profile.ts';
import { isProfileQuick } from '../inference/profileCost.ts';
import { profileWords as words } from '../text/profile.ts';
import { defineTable, type RowCells, type RowShape } from './defineTable.ts';
import { distinctRows } from './distinctRows.ts';
import type { MixedEstimates } from './mixedEstimates.ts';
import type { ModelOutline, RandomOutline } from './outline.ts';

export const profile = defineTable({
  id: 'profile',
  title: words.title,
  applies: (model) => model.method === 'lmm' && isProfileQuick(model),
  columns: () => [
    { id: 'name', title: 'Name', format: 'text' },
    { id: 'estimate', title: words.estimate, format: 'estimate' },
    { id: 'lower', title: 'Lower', format: 'estimate' },
    { id: 'upper', title: 'Upper', format: 'estimate' },
  ],
  rows: (model) =>
    distinctRows([
      ...model.random.flatMap(termRows),
      { id: 'sigma', label: words.residualLabel, level: 1, explanation: words.residual },
      ...model.coefNames.map((name, j) => coefficientRow(model, name, j)),
    ]),
  fill: ({ fit }) => Object.fromEntries((fit.profile ?? []).map((interval) => [interval.name, boundsOf(interval)])),
  notes: () => [words.method],
});

/** The intervals of a fit whose page has them, null for others. */
export function profileOf(
  ml: MixedEstimates,
  { groups, coefNames }: Pick<FitResult, 'groups' | 'coefNames'>,
  checkCancelled?: CheckCancelled,
): ProfileInterval[] | null {
  const { frame, model, fit } = ml;
  const random = frame.random.map(({ group, columns }) => ({ group: frame.groups[group].name, columns }));
  return isProfileQuick({ groups, coefNames, random, nobs: frame.n })
    ? profileIntervals(model, fit, 0.95, { checkCancelled })
    : null;
}

/** Empty for the correlation of an effect that does not vary. */
function boundsOf({ estimate, lower, upper }: ProfileInterval): RowCells {
  return { estimate: Number.isNaN(estimate) ? null : estimate, lower, upper };
}

/** Standard deviations and correlations in the order of theta. */
function termRows({ group, level, columns }: RandomOutline): RowShape[] {
  return columns.flatMap((column, j) => [
    { id: `sd_${column}|${group}`, label: words.sdLabel(column, group), level, explanation: words.sd(column, group) },
    ...columns.slice(j + 1).map((other) => ({
      id: `cor_${other}.${column}|${group}`,
      label: words.correlationLabel(column, other, group),
      level,
      explanation: words.correlation(column, other, group),
    })),
  ]);
}

function coefficientRow({ coefLevels }: ModelOutline, name: string, j: number): RowShape {
  const level = coefLevels[j];
  return { id: name, label: name, ...(level === null ? {} : { level }), explanation: words.coefficient(name) };
}
