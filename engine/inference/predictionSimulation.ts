/**
 * Predictions drawn at random from what a mixed model leaves open, fixed effects, group effects and residual SD independently.
 *
 * @see Knowles & Frederick (2020), merTools, predictInterval, whose arithmetic this is but for groups not yet seen; Gelman & Hill (2007), §7.2
 */
import type { NewRows } from '../frame/index.ts';
import { condVar, ranef, termCovariance, vcovBeta, type LinearMixedModel } from '../lmm/index.ts';
import type { Estimates } from '../lmm/index.ts';
import { chiSquaredDraw } from './chiSquaredDraw.ts';
import type { RandomStream } from '../stats/index.ts';
import { predictFixed } from './predict.ts';
import type { GroupOfRow } from './predictionInterval.ts';

type SimulatedFit = Pick<Estimates, 'beta' | 'sigma' | 'unscaledVcov' | 'parts'> & { readonly theta: readonly number[] };

/**
 * A way to draw one prediction for each row from a stream.
 *
 * σ is drawn from √(pwrss / χ²) with n − p − (number of theta) − 1 degrees of freedom, β from N(β̂, V), each known group's effects from
 * N(mode, conditional covariance), a new group's from N(0, Σ), all rows sharing them; residuals by row.
 *
 * @param groups by the model's factors
 */
export function predictionSimulator(
  model: LinearMixedModel,
  fit: SimulatedFit,
  rows: NewRows,
  groups: readonly GroupOfRow[],
  withResidual: boolean,
): (stream: RandomStream) => Float64Array {
  const rootV = choleskyOf(vcovBeta(fit));
  const effects = groupDraws(model, fit, groups);
  const df = model.frame.n - model.frame.p - model.places.length - 1;
  return (stream) => {
    const sigma = Math.sqrt(fit.parts.pwrss / chiSquaredDraw(df, stream));
    const shift = drawn(rootV, stream);
    const y = predictFixed(
      rows,
      fit.beta.map((value, j) => value + shift[j]),
    );
    for (const { term, mean, root } of effects) addEffect(rows, term, mean, drawn(root, stream), y);
    if (withResidual) for (let i = 0; i < y.length; i++) y[i] += sigma * stream.normal();
    return y;
  };
}

interface EffectDraw {
  readonly term: readonly { readonly term: number; readonly first: number; readonly size: number }[];
  readonly mean: readonly number[];
  /** Lower triangular factor of the covariance, by rows. */
  readonly root: readonly (readonly number[])[];
}

function groupDraws(model: LinearMixedModel, fit: SimulatedFit, groups: readonly GroupOfRow[]): EffectDraw[] {
  const modes = ranef(model, fit);
  const covariances = condVar(model, fit);
  return model.factors.flatMap(({ k, terms }, f): EffectDraw[] => {
    const group = groups[f];
    if (group === 'average') return [];
    if (group === 'new')
      return terms.map(({ term, size }) => ({
        term: [{ term, first: 0, size }],
        mean: new Array<number>(size).fill(0),
        root: choleskyOf(termCovariance(model, fit, term)),
      }));
    const block = covariances[f].values.subarray(group * k * k, (group + 1) * k * k);
    const V = Array.from({ length: k }, (_, a) => Array.from(block.subarray(a * k, (a + 1) * k)));
    return [{ term: terms, mean: Array.from(modes[f].values.subarray(group * k, (group + 1) * k)), root: choleskyOf(V) }];
  });
}

function addEffect(rows: NewRows, terms: EffectDraw['term'], mean: readonly number[], shift: readonly number[], y: Float64Array) {
  for (const { term, first, size } of terms) {
    const { Z } = rows.random[term];
    for (let i = 0; i < y.length; i++)
      for (let s = 0; s < size; s++) y[i] += Z[i * size + s] * (mean[first + s] + shift[first + s]);
  }
}

/** root z for standard normal z. */
function drawn(root: readonly (readonly number[])[], stream: RandomStream): number[] {
  const z = root.map(() => stream.normal());
  return root.map((row) => row.reduce((sum, value, j) => sum + value * z[j], 0));
}

/** Lower triangular L with LL' = V; columns of a direction without variance are 0. */
export function choleskyOf(V: readonly (readonly number[])[]): number[][] {
  const L = V.map((row) => row.map(() => 0));
  V.forEach((row, j) => {
    const rest = row[j] - L[j].reduce((sum, value, m) => (m < j ? sum + value ** 2 : sum), 0);
    if (!(rest > 1e-14 * row[j])) return;
    L[j][j] = Math.sqrt(rest);
    for (let i = j + 1; i < V.length; i++) {
      const inner = L[i].reduce((sum, value, m) => (m < j ? sum + value * L[j][m] : sum), 0);
      L[i][j] = (V[i][j] - inner) / L[j][j];
    }
  });
  return L;
}
