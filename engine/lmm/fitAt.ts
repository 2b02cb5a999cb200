import type { Criterion, FitLog } from '../contract/index.ts';
import { estimatesAt } from './estimates.ts';
import { isSingular, type Fit } from './fit.ts';
import type { LinearMixedModel } from './linearMixedModel.ts';
import { objective } from './objective.ts';

/** The fit whose theta is known already, as from a project: one evaluation, no search. `log` is the diary of the search that found it. */
export function fitAt(model: LinearMixedModel, criterion: Criterion, theta: readonly number[], log: FitLog): Fit {
  const criterionValue = objective(model, theta, criterion);
  return {
    ...estimatesAt(model, theta, criterion),
    criterion,
    theta,
    criterionValue,
    log,
    isSingular: isSingular(model, theta),
    notices: [],
  };
}
