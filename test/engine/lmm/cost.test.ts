import { describe, expect, it } from 'vitest';
import { predict, prepare } from '../../../engine/index.ts';
import { failureOf } from '../../../engine/contract/index.ts';
import type { ColumnTable, MachineSpeed } from '../../../engine/contract/index.ts';
import { measureSpeed } from '../../../engine/index.ts';
import { usualSpeed } from '../../../engine/lmm/index.ts';
import { crossedAtRandom, slopesOverGroups } from '../../bench/simulated.ts';

const crossed = 'y ~ x + (1 | a) + (1 | b)';
const go = (): void => undefined;

function secondsOf(formula: string, table: ColumnTable, speed?: MachineSpeed): number {
  const prepared = prepare({ kind: 'model', formula, criterion: 'REML' }, table, go);
  return predict({ ...prepared, ms: 0 }, 'REML', speed).seconds;
}

describe('what a fit is predicted to take', () => {
  it('is within what follows a click for a few thousand rows with a random slope', () => {
    expect(secondsOf('y ~ x1 + x2 + (1 + x1 | g)', slopesOverGroups(2000, 100))).toBeLessThan(0.1);
  });

  it('is far beyond that where two large factors cross at random', () => {
    expect(secondsOf(crossed, crossedAtRandom(12_000, 2500))).toBeGreaterThan(1);
  });

  it('grows with the cube of the levels that cross, and less by maximum likelihood alone', () => {
    const small = secondsOf(crossed, crossedAtRandom(6000, 1200));
    expect(secondsOf(crossed, crossedAtRandom(12_000, 2400)) / small).toBeGreaterThan(5);
    const prepared = prepare({ kind: 'model', formula: crossed, criterion: 'ML' }, crossedAtRandom(6000, 1200), go);
    expect(predict(prepared, 'ML').seconds).toBeLessThan(small);
  });

  it('is longer on a slower machine', () => {
    const table = crossedAtRandom(6000, 1200);
    expect(secondsOf(crossed, table, { ...usualSpeed, dense: usualSpeed.dense / 10 })).toBeGreaterThan(
      3 * secondsOf(crossed, table),
    );
  });

  it('comes with what it is that takes long', () => {
    const prepared = prepare({ kind: 'model', formula: crossed, criterion: 'REML' }, crossedAtRandom(6000, 1200), go);
    expect(predict(prepared, 'REML').why).toMatch(/cross each other: .*a \(1,\d{3} levels\)/);
  });
});

it('a machine is measured in plausible numbers', () => {
  for (const rate of Object.values(measureSpeed())) expect(rate).toBeGreaterThan(1e5);
});

it('a model that would not fit into memory is refused before it starts, with sizes and what to do', () => {
  try {
    prepare({ kind: 'model', formula: crossed, criterion: 'REML' }, crossedAtRandom(160_000, 28_000), go);
    expect.unreachable();
  } catch (thrown) {
    const refused = failureOf(thrown);
    expect(refused?.code).toBe('fit.too-large');
    expect(refused?.message).toMatch(/“b” \(2\d,\d{3} levels\) and “a” \(2\d,\d{3} levels\) .* \d GB .* \d+ hours/);
    expect(refused?.remedy).toMatch(/Leave out a random effect/);
  }
});
