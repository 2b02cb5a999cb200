/**
 * The fixed-effects model: a dummy variable for every group, by taking group means out of every column instead of building them.
 *
 * @see Frisch & Waugh (1933), Econometrica 1(4), 387–401; Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, §10.5
 */
import { columnsAt, independentColumns } from '../frame/rank.ts';
import type { GroupingFactor, ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import type { CoefficientTest } from '../contract/index.ts';
import { groupMeanColumn } from './groupMeans.ts';
import { coefficientTests } from './wald.ts';

export interface DummyVariableFit {
  /** The coefficients of columns that vary within groups. */
  readonly tests: readonly CoefficientTest[];
  readonly sigma: number;
  /** n − groups − coefficients. */
  readonly dfResidual: number;
  /** Columns that are constant within groups, or a combination of others once the means are out. */
  readonly leftOut: readonly string[];
}

/** A column that keeps less than this share of its size once the group means are out is constant within groups. */
const CONSTANT = 1e-7;

/** Least squares with a dummy for each level of a grouping factor beside the fixed columns of a frame; random terms are not looked at. */
export function dummyVariableFit(frame: ModelFrame, group: GroupingFactor): DummyVariableFit {
  const swept = sweptFrame(frame, group);
  const fit = lm(swept);
  const dfResidual = frame.n - group.levels.length - swept.p;
  const sigma = dfResidual > 0 ? Math.sqrt(fit.rss / dfResidual) : NaN;
  const se = swept.coefNames.map((_, j) => sigma * Math.sqrt(fit.unscaledCov[j * fit.p + j]));
  return {
    tests: coefficientTests(
      swept.coefNames,
      fit.beta,
      se,
      se.map(() => dfResidual),
    ),
    sigma,
    dfResidual,
    leftOut: frame.coefNames.filter((name) => name !== '(Intercept)' && !swept.coefNames.includes(name)),
  };
}

function sweptFrame(frame: ModelFrame, group: GroupingFactor): ModelFrame {
  const { n, p, X, y, offset, weights } = frame;
  const sweep = (column: Float64Array): Float64Array => {
    const means = groupMeanColumn(column, group, weights);
    return column.map((value, i) => value - means[i]);
  };
  const columns = Array.from({ length: p }, (_, j) => X.subarray(j * n, (j + 1) * n));
  const swept = columns.map(sweep);
  const varying = columns.flatMap((column, j) => (norm(swept[j]) > CONSTANT * norm(column) ? [j] : []));
  const joined = new Float64Array(n * p);
  swept.forEach((column, j) => joined.set(column, j * n));
  const kept = independentColumns(
    {
      X: columnsAt(joined, n, varying),
      names: varying.map((j) => frame.coefNames[j]),
      assign: varying.map((j) => frame.assign[j]),
    },
    n,
  );
  return {
    ...frame,
    X: kept.X,
    p: kept.names.length,
    coefNames: kept.names,
    assign: kept.assign,
    y: sweep(offset ? y.map((value, i) => value - offset[i]) : y),
    offset: null,
    hasIntercept: false,
  };
}

function norm(column: Float64Array): number {
  return Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));
}
