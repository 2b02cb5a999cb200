/**
 * Tests of the fixed effects by Kenward and Roger's method: made along with a REML fit where that is quick.
 */
import type { CoefficientTest, FitResult, Notice } from '../contract/index.ts';
import { kenwardRogerCoefficients, kenwardRogerPieces } from '../inference/kenwardRoger.ts';
import { isKenwardRogerQuick, type RandomSizes } from '../inference/kenwardRogerCost.ts';
import { coefficientTests } from '../inference/wald.ts';
import { kenwardRogerWords as words, noAdjustedCovariance } from '../text/kenwardRoger.ts';
import { defineTable } from './defineTable.ts';
import type { MixedEstimates } from './mixedEstimates.ts';
import type { ModelOutline } from './outline.ts';

export const kenwardRoger = defineTable({
  id: 'kenward-roger',
  title: words.title,
  applies: hasKenwardRoger,
  columns: () => [
    { id: 'name', title: 'Name', format: 'text' },
    { id: 'estimate', title: 'Estimate', format: 'estimate' },
    { id: 'se', title: words.adjustedSE, format: 'estimate' },
    { id: 'df', title: 'df', format: 'df' },
    { id: 't', title: 't', format: 'estimate' },
    { id: 'p', title: 'p', format: 'p' },
  ],
  rows: ({ coefNames, coefLevels }) =>
    coefNames.map((name, j) => {
      const level = coefLevels[j];
      return { id: name, label: name, ...(level === null ? {} : { level }), explanation: words.row(name) };
    }),
  fill: ({ fit }) =>
    Object.fromEntries(
      (fit.kenwardRoger ?? []).map(({ name, estimate, se, df, statistic, p }) => [
        name,
        { estimate, se, df: df ?? Infinity, t: statistic, p },
      ]),
    ),
  notes: ({ spec }) => (spec.weights ? [words.method, words.weights] : [words.method]),
});

/** Whether a model's page has the tests: told from its sizes, before the fit. */
function hasKenwardRoger(model: Pick<ModelOutline, 'method' | 'criterion'> & RandomSizes): boolean {
  return model.method === 'lmm' && model.criterion === 'REML' && isKenwardRogerQuick(model);
}

/** The tests of a fit whose page has them, null for others and where the adjusted covariance is none, which the notice then says. */
export function kenwardRogerTests(
  estimates: MixedEstimates,
  { groups, coefNames }: Pick<FitResult, 'groups' | 'coefNames'>,
): { readonly tests: CoefficientTest[] | null; readonly notices: Notice[] } {
  const { model, fit, frame, beta, criterion } = estimates;
  const random = frame.random.map(({ group, columns }) => ({ group: frame.groups[group].name, columns }));
  if (!hasKenwardRoger({ method: 'lmm', criterion, groups, coefNames, random })) return { tests: null, notices: [] };
  const rows = kenwardRogerCoefficients(kenwardRogerPieces(model, fit));
  const without = coefNames.filter((_, j) => !(rows[j].se > 0 && rows[j].df > 0));
  if (without.length > 0) return { tests: null, notices: [noAdjustedCovariance(without)] };
  const se = rows.map((row) => row.se);
  const df = rows.map((row) => (row.df === Infinity ? null : row.df));
  return { tests: coefficientTests(coefNames, beta, se, df), notices: [] };
}
