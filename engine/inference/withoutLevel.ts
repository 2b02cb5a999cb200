/**
 * A model fitted again without one group: exactly, from where the full fit ended.
 *
 * The levels that lose their rows stay in the factors, where they weigh nothing: the criterion is that of the model on the rows left.
 *
 * @see Van der Meer, te Grotenhuis & Pelzer (2010), Amer. Sociol. Rev. 75(1), 173–178, on influence in multilevel models
 */
import { failureOf } from '../contract/index.ts';
import type { CheckCancelled, Criterion } from '../contract/index.ts';
import { independentColumns } from '../frame/rank.ts';
import type { ModelFrame } from '../frame/types.ts';
import { estimatesAt, fit, linearMixedModel, varCorr, vcovBeta } from '../lmm/index.ts';

export interface DeletedFit {
  /** p; NaN for a coefficient that the other groups do not determine. */
  readonly beta: readonly number[];
  readonly se: readonly number[];
  /** Standard deviations in the order of VarCorr, the residual's last. */
  readonly sds: readonly number[];
}

/** The frame of the rows outside one level of one of its grouping factors; all levels of all factors stay named. */
export function withoutLevel(frame: ModelFrame, group: number, level: number): ModelFrame {
  const { codes } = frame.groups[group];
  const kept = [...codes.keys()].filter((i) => codes[i] !== level);
  const n = kept.length;
  const at = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i]);
  const X = new Float64Array(n * frame.p);
  for (let j = 0; j < frame.p; j++) kept.forEach((i, place) => (X[j * n + place] = frame.X[j * frame.n + i]));
  const design = independentColumns({ X, names: frame.coefNames, assign: frame.assign }, n);
  return {
    ...frame,
    n,
    rows: Int32Array.from(kept, (i) => frame.rows[i]),
    y: at(frame.y),
    X: design.X,
    p: design.names.length,
    coefNames: design.names,
    assign: design.assign,
    weights: frame.weights && at(frame.weights),
    offset: frame.offset && at(frame.offset),
    groups: frame.groups.map((one) => ({ ...one, codes: Int32Array.from(kept, (i) => one.codes[i]) })),
    random: frame.random.map((term) => ({ ...term, Z: rowsOf(term.Z, term.columns.length, kept) })),
  };
}

function rowsOf(Z: Float64Array, size: number, kept: readonly number[]): Float64Array {
  const taken = new Float64Array(kept.length * size);
  kept.forEach((i, place) => taken.set(Z.subarray(i * size, (i + 1) * size), place * size));
  return taken;
}

/**
 * The fit without one level.
 *
 * @param searched whether the variances are estimated anew; otherwise theta is held: one step, and much quicker
 * @returns null where the rows left do not bear the model
 */
export function fitWithoutLevel(
  frame: ModelFrame,
  group: number,
  level: number,
  from: { readonly theta: readonly number[]; readonly criterion: Criterion },
  searched: boolean,
  checkCancelled: CheckCancelled,
): DeletedFit | null {
  const left = withoutLevel(frame, group, level);
  if (left.n <= left.p) return null;
  try {
    const model = linearMixedModel(left, checkCancelled);
    const theta = searched ? fit(model, from.criterion, { start: from.theta, checkCancelled }).theta : from.theta;
    const estimates = { ...estimatesAt(model, theta, from.criterion), theta };
    const V = vcovBeta(estimates);
    const place = (name: string): number => left.coefNames.indexOf(name);
    const named = (values: readonly number[]): number[] => frame.coefNames.map((name) => values[place(name)] ?? NaN);
    const sds = varCorr(model, estimates).flatMap(({ var2, sdcor }) => (var2 === null ? [sdcor ?? NaN] : []));
    return { beta: named(estimates.beta), se: named(V.map((row, j) => Math.sqrt(row[j]))), sds };
  } catch (thrown) {
    if (failureOf(thrown)?.code === 'fit.outcome-explained') return null;
    throw thrown;
  }
}
