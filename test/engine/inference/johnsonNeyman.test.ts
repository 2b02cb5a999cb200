import { describe, expect, test } from 'vitest';
import {
  boundsWithin,
  criticalValue,
  evenSlope,
  exactBounds,
  falseDiscoveryLevel,
  isConstant,
  type SlopesAt,
} from '../../../engine/inference/johnsonNeyman.ts';
import { byConstantDf } from '../../../engine/inference/testedCoefficients.ts';
import { twoSidedP } from '../../../engine/stats/index.ts';

/** A slope of 1 + 2z. */
const line: SlopesAt = (values) => values.map((z) => [1, z]);
const vcov = [
  [0.25, 0.05],
  [0.05, 0.5],
];
const tested = byConstantDf([1, 2], vcov, 40);

function tAt(z: number): number {
  return Math.abs(1 + 2 * z) / Math.sqrt(0.25 + 2 * z * 0.05 + z * z * 0.5);
}

describe('The bounds of a slope along a moderator', () => {
  const even = evenSlope(line, [-3, 3])!;
  const critical = criticalValue(0.05, 40);

  test('are where its t is the critical value', () => {
    const bounds = exactBounds(even, tested, critical);
    expect(bounds).toHaveLength(2);
    for (const bound of bounds) expect(tAt(bound)).toBeCloseTo(critical, 10);
  });

  test('come out the same by search', () => {
    const exact = exactBounds(even, tested, critical);
    const found = boundsWithin(line, tested, 0.05, [-3, 3]);
    found.forEach((bound, i) => expect(bound).toBeCloseTo(exact[i], 10));
    expect(found).toHaveLength(2);
  });

  test('are found where the degrees of freedom change with the moderator', () => {
    const changing = { ...tested, dfOf: ([, z]: readonly number[]) => 3 + z * z };
    const found = boundsWithin(line, changing, 0.05, [-3, 3]);
    expect(found.length).toBeGreaterThan(0);
    for (const bound of found) expect(tAt(bound)).toBeCloseTo(criticalValue(0.05, 3 + bound * bound), 8);
  });

  test('are found where the slope bends', () => {
    const bent: SlopesAt = (values) => values.map((z) => [1, z, z * z]);
    expect(evenSlope(bent, [-3, 3])).toBeNull();
    const three = byConstantDf([0.5, 0, -1], [[0.01, 0, 0], [0, 0.01, 0], [0, 0, 0.01]], null); // prettier-ignore
    const found = boundsWithin(bent, three, 0.05, [-3, 3]);
    expect(found).toHaveLength(4);
    for (const z of found)
      expect(Math.abs(0.5 - z * z) / Math.sqrt(0.01 * (1 + z * z + z ** 4))).toBeCloseTo(criticalValue(0.05, null), 8);
  });

  test('are none where the slope is the same everywhere', () => {
    const flat = evenSlope((values) => values.map(() => [1, 0]), [-3, 3])!;
    expect(isConstant(flat, [-3, 3])).toBe(true);
    expect(isConstant(even, [-3, 3])).toBe(false);
    expect(exactBounds(flat, tested, 1.9)).toEqual([]);
  });

  test('are not looked for where the data do not say', () => {
    expect(evenSlope(() => [null, null, null, null], [0, 1])).toBeNull();
    expect(boundsWithin((values) => values.map(() => null), tested, 0.05, [0, 1])).toEqual([]);
  });
});

describe('Controlling false discoveries', () => {
  test('holds single tests to a share of the level that is as large as the share of values found', () => {
    const values = [-2, -1, 0, 1, 2, 3];
    const p = values.map((z) => twoSidedP(tAt(z), 40)).sort((a, b) => a - b);
    const last = p.findLastIndex((value, i) => value <= ((i + 1) / 6) * 0.05);
    expect(falseDiscoveryLevel(line(values), tested, 0.05)).toBeCloseTo(((last + 1) / 6) * 0.05, 12);
    expect(last).toBeGreaterThan(0);
  });

  test('holds them to nothing where nothing is found', () => {
    expect(falseDiscoveryLevel(line([-0.5]), tested, 0.05)).toBe(0);
  });
});
