import { describe, expect, it } from 'vitest';
import { centralHessian, forwardHessian, minimize } from '../../../engine/optim/index.ts';
import type { SmoothFunction } from '../../../engine/optim/index.ts';

const rosenbrock: SmoothFunction = {
  size: 2,
  evaluate(x, gradient) {
    const [a, b] = [1 - x[0], x[1] - x[0] ** 2];
    gradient?.set([-2 * a - 400 * b * x[0], 200 * b]);
    return a ** 2 + 100 * b ** 2;
  },
};

/** Even in x, with a maximum at 0 and minima at ±1/√2. */
const twoWells = oneVariable(
  (x) => x ** 4 - x ** 2,
  (x) => 4 * x ** 3 - 2 * x,
);

describe('minimize', () => {
  it('finds the end of a bent valley', () => {
    const { x, converged, gradient } = minimize(rosenbrock, [-1.2, 1]);
    expect(converged).toBe(true);
    expect(Math.abs(x[0] - 1)).toBeLessThan(1e-7);
    expect(Math.abs(x[1] - 1)).toBeLessThan(1e-7);
    expect(Math.hypot(...gradient)).toBeLessThan(1e-6);
  });

  it('does not stay where the gradient is zero but the curvature negative', () => {
    const { x, converged } = minimize(twoWells, [0]);
    expect(converged).toBe(true);
    expect(Math.abs(x[0])).toBeCloseTo(Math.SQRT1_2, 8);
  });

  it('goes downhill from negative curvature', () => {
    expect(minimize(twoWells, [0.1]).x[0]).toBeCloseTo(Math.SQRT1_2, 8);
  });

  it('reaches the digits that the gradient has, not only those of the value', () => {
    const large = oneVariable(
      (x) => 1e6 + (x - 0.1) ** 2,
      (x) => 2 * (x - 0.1),
    );
    expect(Math.abs(minimize(large, [3]).x[0] - 0.1)).toBeLessThan(1e-9);
  });

  it('keeps away from where there is no value', () => {
    const log = oneVariable(
      (x) => (x > 0 ? x - Math.log(x) : Infinity),
      (x) => 1 - 1 / x,
    );
    expect(minimize(log, [5]).x[0]).toBeCloseTo(1, 8);
  });

  it('comes as near with a Hessian that is only about right', () => {
    const bowl: SmoothFunction = {
      size: 2,
      informs: true,
      evaluate([a, b], gradient, information) {
        gradient?.set([Math.sinh(a - 1), 4 * (b + 2) + 4 * (b + 2) ** 3]);
        [[1.1, 0.1], [0.1, 3.7]].forEach((row, i) => information && (information[i] = row)); // prettier-ignore
        return Math.cosh(a - 1) + 2 * (b + 2) ** 2 + (b + 2) ** 4;
      },
    };
    const { x, converged } = minimize(bowl, [0, 0]);
    expect(converged).toBe(true);
    expect(Math.abs(x[0] - 1)).toBeLessThan(1e-7);
    expect(Math.abs(x[1] + 2)).toBeLessThan(1e-7);
  });

  it('says that it has not converged when the steps run out', () => {
    expect(minimize(rosenbrock, [-1.2, 1], { maxSteps: 3 }).converged).toBe(false);
  });

  it('tells each step it takes, none of them uphill', () => {
    const values: number[] = [];
    minimize(rosenbrock, [-1.2, 1], { onStep: (_, value) => values.push(value) });
    expect(values.length).toBeGreaterThan(5);
    values.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual(values[i] + 1e-12));
  });

  it('lets what is thrown in the function through, so that a search can be cancelled', () => {
    const cancelled = new Error('cancelled');
    const stopping: SmoothFunction = { size: 1, evaluate: () => { throw cancelled; } }; // prettier-ignore
    expect(() => minimize(stopping, [1])).toThrow(cancelled);
  });
});

describe('Hessians from differences', () => {
  it('are those of the function', () => {
    const x = Float64Array.from([0.7, -0.4]);
    const gradient = new Float64Array(2);
    rosenbrock.evaluate(x, gradient);
    const exact = [1200 * 0.49 + 160 + 2, -280, -280, 200];
    const forward = forwardHessian(rosenbrock, x, gradient).flat();
    const central = centralHessian(rosenbrock, x, [1e-4, 1e-4]).flat();
    exact.forEach((value, i) => {
      expect(Math.abs(forward[i] / value - 1)).toBeLessThan(1e-4);
      expect(Math.abs(central[i] / value - 1)).toBeLessThan(1e-7);
    });
  });
});

function oneVariable(value: (x: number) => number, slope: (x: number) => number): SmoothFunction {
  return {
    size: 1,
    evaluate([x], gradient) {
      gradient?.set([slope(x)]);
      return value(x);
    },
  };
}
