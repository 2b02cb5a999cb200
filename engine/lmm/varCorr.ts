import type { VarCorrEntry } from '../contract/index.ts';
import type { Fit } from './fit.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';

/** σ²λλ' of one random term, by rows. */
export function termCovariance(
  model: LinearMixedModel,
  { theta, sigma }: Pick<Fit, 'theta' | 'sigma'>,
  term: number,
): number[][] {
  const size = model.frame.random[term].columns.length;
  const L = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  model.places.forEach((place, i) => {
    if (place.term === term) L[place.row][place.column] = sigma * theta[i];
  });
  return L.map((one) => L.map((other) => one.reduce((sum, value, j) => sum + value * other[j], 0)));
}

/** The lines of lme4's as.data.frame(VarCorr()): for each term its variances, then its covariances; the residual last. */
export function varCorr(model: LinearMixedModel, fit: Pick<Fit, 'theta' | 'sigma'>): VarCorrEntry[] {
  const terms = model.frame.random.flatMap((random, term) =>
    termEntries(random.name, random.columns, termCovariance(model, fit, term)),
  );
  return [...terms, { grp: 'Residual', var1: null, var2: null, vcov: fit.sigma ** 2, sdcor: fit.sigma }];
}

function termEntries(grp: string, columns: readonly string[], covariance: readonly (readonly number[])[]): VarCorrEntry[] {
  const sds = covariance.map((row, j) => Math.sqrt(row[j]));
  const variances = columns.map((var1, j): VarCorrEntry => ({ grp, var1, var2: null, vcov: covariance[j][j], sdcor: sds[j] }));
  const covariances = columns.flatMap((var1, i) =>
    columns.slice(i + 1).map((var2, after): VarCorrEntry => {
      const j = i + 1 + after;
      return { grp, var1, var2, vcov: covariance[i][j], sdcor: correlation(covariance[i][j], sds[i], sds[j]) };
    }),
  );
  return [...variances, ...covariances];
}

/** null where one of the two does not vary. */
function correlation(covariance: number, one: number, other: number): number | null {
  return one > 0 && other > 0 ? covariance / (one * other) : null;
}
