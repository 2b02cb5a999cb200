import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../engine/frame/index.ts';
import { averageInformation } from '../../../engine/lmm/averageInformation.ts';
import { coordinatesFor, copyCoordinatesInto } from '../../../engine/lmm/coordinates.ts';
import { fit, linearMixedModel } from '../../../engine/lmm/index.ts';
import { currentObjective, gradientOfCurrent } from '../../../engine/lmm/objective.ts';
import { lambdaOf } from '../../../engine/lmm/theta.ts';
import { updateL } from '../../../engine/lmm/updateL.ts';
import { centralHessian } from '../../../engine/optim/index.ts';
import type { SmoothFunction } from '../../../engine/optim/index.ts';
import { benchRows } from '../../bench/rows.ts';

/** Average information and the Hessian by differences, at the optimum. */
function bothAt(id: string): { information: number[][]; hessian: number[][] } {
  const { formula, table } = benchRows.find((row) => row.id === id)!;
  const model = linearMixedModel(modelFrame(formula, table()!));
  const { lambda, byLambda } = model.numeric;
  const { coordinates, x } = coordinatesFor(model, lambdaOf(model.factors, model.places, fit(model, 'REML').theta));
  const f: SmoothFunction = {
    size: x.length,
    evaluate(at, gradient) {
      copyCoordinatesInto(coordinates, at, lambda);
      const value = currentObjective(model, 'REML');
      gradientOfCurrent(model, 'REML');
      coordinates.forEach(({ factor, at: place }, i) => gradient && (gradient[i] = byLambda[factor][place]));
      return value;
    },
  };
  const hessian = centralHessian(f, x, x.map(() => 1e-4)); // prettier-ignore
  copyCoordinatesInto(coordinates, x, lambda);
  updateL(model);
  return { information: averageInformation(model, coordinates, model.fixed.n - model.fixed.p), hessian };
}

describe('average information', () => {
  it.each(['sleepstudy', 'penicillin', 'pastes'])('is the Hessian at the optimum of a balanced design: %s', (id) => {
    const { information, hessian } = bothAt(id);
    const size = Math.max(...hessian.flat().map(Math.abs));
    information.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(value - hessian[i][j]) / size).toBeLessThan(1e-6)));
  });

  it('is near the Hessian of a large crossed design', () => {
    const { information, hessian } = bothAt('crossed-local');
    const size = Math.max(...hessian.flat().map(Math.abs));
    information.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(value - hessian[i][j]) / size).toBeLessThan(0.02)));
  });
});
