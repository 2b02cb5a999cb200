import type { Lambda } from './coordinates.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import type { LevelProducts } from './crossProducts.ts';

/** Starting values stay between these, in residual standard deviations. */
const SMALLEST = 0.2;
const LARGEST = 4;

/**
 * A first guess at λ: each column's variance by equating the squares Σ_g (Z_g'r)² of the least-squares residual to what they would be
 * expected to be were that column the only random one; correlations 0.
 */
export function momentStart(model: LinearMixedModel): Lambda {
  return diagonalLambda(model, (factor, column) => momentSd(model, factor, column));
}

/** Every random effect as large as the residual, in standard coordinates. */
export function unitStart(model: LinearMixedModel): Lambda {
  return diagonalLambda(model, () => 1);
}

/** Every random effect much larger than the residual. */
export function wideStart(model: LinearMixedModel): Lambda {
  return diagonalLambda(model, () => LARGEST);
}

/** The same factor with the sign of every entry below its diagonal turned: correlations with a term's first column are the opposite. */
export function withCorrelationsReversed({ places }: LinearMixedModel, lambda: Lambda): Lambda {
  const reversed = lambda.map((own) => own.slice());
  for (const { factor, row, column, at } of places) if (row > column) reversed[factor][at] *= -1;
  return reversed;
}

function diagonalLambda(model: LinearMixedModel, sd: (factor: number, column: number) => number): Lambda {
  return model.factors.map(({ k }, factor) => {
    const lambda = new Float64Array(k * k);
    for (let column = 0; column < k; column++) lambda[column * (k + 1)] = sd(factor, column);
    return lambda;
  });
}

function momentSd(model: LinearMixedModel, factor: number, column: number): number {
  const { k, levels } = model.factors[factor];
  const { A, B } = productsOf(model, factor);
  const P = model.plan.border;
  let squares = 0;
  let trace = 0;
  let traceOfSquare = 0;
  for (let level = 0; level < levels; level++) {
    const own = A[(level * k + column) * k + column];
    squares += B[(level * k + column) * P + P - 1] ** 2;
    trace += own;
    traceOfSquare += own ** 2;
  }
  const { n } = model.fixed;
  const variance = (squares - trace) / (traceOfSquare - trace ** 2 / n);
  const residual = 1 - (variance * trace) / n;
  if (!(variance > 0)) return SMALLEST;
  return Math.min(LARGEST, Math.max(SMALLEST, Math.sqrt(variance / Math.max(residual, 0.05))));
}

function productsOf({ leaf, rest }: LinearMixedModel, factor: number): LevelProducts {
  return leaf.factor === factor ? leaf : rest.factors.find((candidate) => candidate.factor === factor)!;
}
