/**
 * What the columns of a model span beyond those of a smaller one, as a hypothesis on the larger model's coefficients: X'(I − P₀)X β = 0, P₀ the
 * projection on the smaller. It says what leaving a term out means where columns were left out of the larger model already.
 *
 * @see Searle (1971), Linear Models, §5.5 on testable hypotheses in models not of full rank
 */
import type { ModelFrame } from '../frame/types.ts';
import { lm } from '../glm/lm.ts';
import { pivotedQR, thinQ } from '../linalg/qr.ts';
import type { Rows } from './linearHypothesis.ts';

/** Residuals below this share of a column's largest number are rounding. */
const ROUNDING = 1e-8;

/** Orthonormal rows; none where the smaller model spans all that the larger one does. Both on the same rows of data. */
export function spaceDifference({ X, n, p }: ModelFrame, smaller: ModelFrame): Rows {
  const residuals = Array.from({ length: p }, (_, j) => beyond(X.subarray(j * n, (j + 1) * n), smaller)).filter(
    (r) => r !== null,
  );
  const products = new Float64Array(p * residuals.length);
  residuals.forEach((residual, k) => {
    for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) products[k * p + j] += X[j * n + i] * residual[i];
  });
  const qr = pivotedQR(products, p, residuals.length);
  const basis = thinQ(qr);
  return Array.from({ length: qr.rank }, (_, k) => Array.from(basis.subarray(k * p, (k + 1) * p)));
}

/** What a column has beyond a model's; null for nothing. */
function beyond(column: Float64Array, smaller: ModelFrame): Float64Array | null {
  const largest = (values: ArrayLike<number>) => Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const residual = Float64Array.from(lm({ ...smaller, y: column.slice(), weights: null, offset: null }).residuals);
  return largest(residual) > ROUNDING * largest(column) ? residual : null;
}
