import { describe, expect, it } from 'vitest';
import type { FrameOptions } from '../../../engine/frame/types.ts';
import { modelFrame } from '../../../engine/frame/index.ts';
import { reference, referenceTable, type FixedCase, type RandomCase } from './frameReference.ts';

const optionsOf = ({ subset, contrasts }: { subset: string | null; contrasts?: FixedCase['contrasts'] }): FrameOptions => ({
  ...(subset === null ? {} : { subset }),
  ...(contrasts ? { contrasts } : {}),
});

function expectNear(got: ArrayLike<number>, want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  want.forEach((value, i) =>
    expect(Math.abs(got[i] - value), `entry ${i}: ${got[i]} for ${value}`).toBeLessThan(1e-12 * Math.max(1, Math.abs(value))),
  );
}

const titled = <Case extends { formula: string; subset: string | null }>(cases: readonly Case[]) =>
  cases.map((one) => [one.formula + (one.subset === null ? '' : ` where ${one.subset}`), one] as const);

describe('modelFrame gives the fixed-effect columns of R', () => {
  it.each(titled(reference.fixed))('%s', (_title, want) => {
    const frame = modelFrame(want.formula, referenceTable, optionsOf(want));
    expect(frame.coefNames).toEqual(want.names);
    expect(frame.droppedColumns).toEqual(want.dropped);
    expect(frame.assign).toEqual(want.assign);
    expect(frame.terms).toEqual(want.terms);
    expect([...frame.rows]).toEqual(want.rows);
    expectNear(frame.y, want.y.map(Number));
    expectNear(frame.X, want.X.flat());
  });
});

describe('modelFrame gives the random terms of lme4', () => {
  it.each(titled<RandomCase>(reference.random))('%s', (_title, want) => {
    const frame = modelFrame(want.formula, referenceTable, optionsOf(want));
    expect(frame.n).toBe(want.n);
    expect(frame.coefNames).toEqual(want.names);
    expect(frame.groups.map(({ name, levels, codes }) => ({ name, levels, codes: [...codes] }))).toEqual(want.groups);
    expect(frame.random.map(({ group, columns }) => ({ group, columns }))).toEqual(
      want.random.map(({ group, columns }) => ({ group, columns })),
    );
    frame.random.forEach(({ Z }, t) => expectNear(Z, want.random[t].Z));
  });
});
