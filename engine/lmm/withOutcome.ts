import { failure } from '../contract/index.ts';
import { outcomeExplained } from '../text/fitNotices.ts';
import { withOutcomeProducts } from './crossProducts.ts';
import { enterOutcome, fixedColumns } from './fixedPart.ts';
import { isExplained, type LinearMixedModel } from './linearMixedModel.ts';
import { randomFactors } from './randomFactors.ts';

/**
 * The same model of another outcome: of the products only Z'y, X'y and y'y change; everything of X and Z, the plan and the work arrays are
 * shared, so that what is in the factor of the one model is no longer in that of the other.
 *
 * @param y n, the offset included
 * @throws Failure 'fit.outcome-explained' when the fixed part explains the outcome but for rounding
 */
export function withOutcome(model: LinearMixedModel, y: Float64Array): LinearMixedModel {
  return withOutcomes(model)(y);
}

/** The same for many outcomes: passes over X and Z are made once. Keeps n × (p + 1) and n × k numbers. */
export function withOutcomes(model: LinearMixedModel): (y: Float64Array) => LinearMixedModel {
  const { frame, factors, leaf, rest } = model;
  const made = fixedColumns(frame);
  const residual = made.columns.subarray(frame.n * frame.p);
  const rowsOf = randomFactors(frame).rows.map((Z, f) => {
    const { group, levels, k } = factors[f];
    return { codes: frame.groups[group].codes, levels, k, Z };
  });
  return (y) => {
    const own = { ...frame, y };
    const fixed = enterOutcome(own, made);
    if (isExplained(fixed)) throw failure('fit.outcome-explained', { outcome: frame.outcome }, outcomeExplained(frame.outcome));
    const withProducts = <T extends { readonly factor: number; readonly B: Float64Array }>(part: T): T => ({
      ...part,
      B: withOutcomeProducts(rowsOf[part.factor], residual, part.B),
    });
    return { ...model, frame: own, fixed, leaf: withProducts(leaf), rest: { ...rest, factors: rest.factors.map(withProducts) } };
  };
}
