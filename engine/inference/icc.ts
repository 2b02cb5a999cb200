/**
 * Intraclass correlation: each grouping factor's share of the variance that the predictors leave.
 *
 * Always over the total, all grouping factors and residual, so that the shares of nested or crossed factors add up. With random slopes the
 * variance between groups depends on the predictors; it is averaged over the rows used.
 *
 * @see Johnson (2014), Methods Ecol. Evol. 5(9), 944–946, on the average; Goldstein (2011), Multilevel Statistical Models, §2.6
 */
import type { IccEntry, VarCorrEntry } from '../contract/index.ts';
import type { ModelFrame, RandomTerm } from '../frame/types.ts';
import { averagedVariance } from '../text/notes.ts';

export function icc(frame: ModelFrame, varCorr: readonly VarCorrEntry[], sigma: number): IccEntry[] {
  const variances = groupVariances(frame, varCorr);
  const total = variances.reduce((sum, variance) => sum + variance, sigma ** 2);
  const residual = frame.coefNames.some((name) => name !== '(Intercept)');
  return frame.groups.map(({ name }, group) => ({
    grp: name,
    value: variances[group] / total,
    residual,
    at: hasSlopes(frame) ? averagedVariance : null,
  }));
}

/** Variance between the levels of each grouping factor, over all its terms, averaged over rows: mean of z'Σz. */
export function groupVariances(frame: ModelFrame, varCorr: readonly VarCorrEntry[]): number[] {
  const variances = frame.groups.map(() => 0);
  for (const term of frame.random) variances[term.group] += averageVariance(term, frame.n, varCorr);
  return variances;
}

function hasSlopes(frame: ModelFrame): boolean {
  return frame.random.some(({ columns }) => columns.some((column) => column !== '(Intercept)'));
}

function averageVariance(term: RandomTerm, n: number, varCorr: readonly VarCorrEntry[]): number {
  const entries = varCorr.filter(({ grp, var1 }) => grp === term.name && var1 !== null);
  return entries.reduce((sum, { var1, var2, vcov }) => {
    const a = term.columns.indexOf(var1 as string);
    const b = term.columns.indexOf(var2 ?? (var1 as string));
    return sum + (var2 === null ? 1 : 2) * vcov * meanProduct(term, n, a, b);
  }, 0);
}

function meanProduct({ Z, columns }: RandomTerm, n: number, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < n * columns.length; at += columns.length) sum += Z[at + a] * Z[at + b];
  return sum / n;
}
