/**
 * Marginal means, slopes and their pairwise differences in the suite's layout, which is that of R's emmeans.
 */
import type { ColumnTable, EmmeansWanted } from '../../contract/index.ts';
import type { ExpandedFormula } from '../../formula/index.ts';
import type { ModelFrame } from '../../frame/types.ts';
import { estimateOf, marginFamilies, pairsOf, type EstimateRow, type MarginFamily } from '../../inference/emmeans.ts';
import type { LinearEstimates } from '../../inference/testedCoefficients.ts';
import { pairLabel } from '../../inference/pairLabels.ts';
import type { GridFactor } from '../../inference/referenceGrid.ts';

/** What a case's margins are made from. `estimatesBy` gives the coefficients' covariance and degrees of freedom by the method asked for. */
export interface MarginContext {
  readonly wanted: EmmeansWanted | undefined;
  readonly offset: string | undefined;
  readonly expanded: ExpandedFormula;
  readonly frame: ModelFrame;
  readonly table: ColumnTable;
  readonly estimatesBy: (method: string) => LinearEstimates | undefined;
}

/** undefined where they are asked for by a method that is not there, or of a name that is no factor of the model. */
export function marginalMeans({ wanted, offset, expanded, frame, table, estimatesBy }: MarginContext) {
  if (!wanted) return { results: { not_available: 'No margins are named.' } };
  const estimates = estimatesBy(wanted.df_method);
  if (!estimates) return undefined;
  const results = wanted.of.map(({ spec, trend_var: trend, ci_level: coverage = 0.95 }) => {
    const [of, by] = spec.split('|').map((part) => part.trim());
    const request = { of: [of], by: by ? [by] : [], trend, quotient: 'forward', offset } as const;
    const families = marginFamilies(request, expanded, frame, table);
    if (!families) return undefined;
    const rows = families.flatMap((family) => marginRows(family, trend, estimates, coverage));
    const pairs = families.flatMap((family) => pairRows(family, estimates, coverage));
    const asked = trend === undefined ? { spec, adjust: 'tukey', ci_level: coverage } : { spec, trend_var: trend };
    return { ...asked, [trend === undefined ? 'means' : 'trends']: rows, pairs_tukey: pairs };
  });
  return results.includes(undefined) ? undefined : { df_method: wanted.df_method, results };
}

function marginRows(
  { by, factors, margins }: MarginFamily,
  trend: string | undefined,
  estimates: LinearEstimates,
  coverage: number,
) {
  return margins.map((margin) => {
    const row = estimateOf(margin, estimates, coverage);
    const levels = Object.entries(margin.levels).map(([name, level]) => [name, asRead(level, factors, name)]);
    return {
      ...Object.fromEntries(levels),
      ...by,
      [trend === undefined ? 'emmean' : `${trend}.trend`]: row.estimate,
      ...spread(row),
    };
  });
}

function pairRows({ by, factors, margins }: MarginFamily, estimates: LinearEstimates, coverage: number) {
  return pairsOf(margins, estimates, 'tukey', coverage).map((row) => ({
    contrast: pairLabel(factors, margins[row.first].levels, margins[row.second].levels),
    ...by,
    estimate: row.estimate,
    ...spread(row),
  }));
}

/** Logical columns have truth values for levels. */
function asRead(level: string | number, factors: readonly GridFactor[], name: string): string | number | boolean {
  return factors.find((factor) => factor.name === name)?.scale === 'logical' ? level === 'TRUE' : level;
}

function spread({ se, df, lower, upper, statistic, p }: EstimateRow) {
  return { SE: se, df, 'lower.CL': lower, 'upper.CL': upper, 't.ratio': statistic, 'p.value': p };
}
