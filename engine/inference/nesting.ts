/**
 * Whether one fitted model is a special case of another, told from what the fits say of themselves.
 */
import type { FitResult } from '../contract/index.ts';
import { spans } from './fixedSketch.ts';

/** Why two models cannot be tested against each other; null where they can. */
export type NoTest = 'rows' | 'outcome' | 'no-ml' | 'same-size' | 'not-nested';

/**
 * The obstacle to a likelihood-ratio test of `smaller` within `larger`, both maximum-likelihood fits.
 *
 * Every fixed column of the smaller model must be a column of the larger or a combination of its columns (a score is the sum of its
 * within- and between-group parts). Random effects are compared by name, which is sufficient, not necessary.
 */
export function obstacleToTest(smaller: FitResult, larger: FitResult): NoTest | null {
  if (smaller.outcome !== larger.outcome) return 'outcome';
  if (smaller.rowsKey !== larger.rowsKey) return 'rows';
  if (larger.npar === smaller.npar) return 'same-size';
  return isNested(smaller, larger) ? null : 'not-nested';
}

export function isNested(smaller: FitResult, larger: FitResult): boolean {
  return hasFixedColumns(larger, smaller) && isSubset(randomParameters(smaller), randomParameters(larger));
}

function hasFixedColumns(larger: FitResult, smaller: FitResult): boolean {
  if (isSubset(fixedColumns(smaller), fixedColumns(larger))) return true;
  return smaller.rowsKey === larger.rowsKey && spans(larger.fixedSketch, smaller.fixedSketch);
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((name) => all.has(name));
}

/** `a:b` and `b:a` are one column. */
function fixedColumns(fit: FitResult): ReadonlySet<string> {
  return new Set(fit.coefNames.map((name) => name.split(':').sort().join(':')));
}

/** Variances and covariances by grouping factor and columns, whichever term of the factor holds them. */
function randomParameters(fit: FitResult): ReadonlySet<string> {
  const random = fit.varCorr.filter(({ var1 }) => var1 !== null);
  return new Set(random.map(({ grp, var1, var2 }) => [groupKey(fit, grp), ...[var1, var2].filter(Boolean).sort()].join('|')));
}

/** `School.1` is a second term on School; `b:a` and `a:b` are one factor. */
function groupKey(fit: FitResult, grp: string): string {
  const factor = fit.groups.some(({ name }) => name === grp) ? grp : grp.replace(/\.\d+$/, '');
  return factor.split(':').sort().join(':');
}
