import { describe, expect, it } from 'vitest';
import { askingAtPauses, useKernels, type KernelMode } from '../../../engine/kernels/index.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { linearMixedModel, objectiveAndGradient } from '../../../engine/lmm/index.ts';
import { crossedAtRandom } from '../../bench/simulated.ts';

const frame = modelFrame('y ~ x + (1 | a) + (1 | b)', crossedAtRandom(4000, 700));
const theta = [0.8, 0.6];

describe.each<KernelMode>(['fused', 'plain', 'typescript'])('one evaluation of a large crossed model (%s)', (mode) => {
  useKernels(mode);
  const model = linearMixedModel(frame);
  useKernels(null);

  it('asks many times whether to stop', () => {
    let asked = 0;
    askingAtPauses(
      () => asked++,
      () => objectiveAndGradient(model, theta, 'REML'),
    );
    expect(asked).toBeGreaterThan(3);
  });

  it.each([1, 3])('stops there (pause %i), and the model is as good as before', (at) => {
    const { value, gradient } = objectiveAndGradient(model, theta, 'REML');
    let asked = 0;
    const stop = (): void => {
      if (++asked === at) throw new Error('stopped');
    };
    expect(() => askingAtPauses(stop, () => objectiveAndGradient(model, theta, 'REML'))).toThrow('stopped');
    expect(asked).toBe(at);
    expect(objectiveAndGradient(model, theta, 'REML')).toEqual({ value, gradient });
    expect(asked).toBe(at);
  });
});
