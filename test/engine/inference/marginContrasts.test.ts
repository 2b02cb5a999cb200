import { describe, expect, test } from 'vitest';
import { contrastFamily, orthogonalPolynomial } from '../../../engine/inference/marginContrasts.ts';

describe('Polynomial contrasts', () => {
  test('are the whole numbers of the tables', () => {
    expect(orthogonalPolynomial(1, 4)).toEqual([-3, -1, 1, 3]);
    expect(orthogonalPolynomial(2, 5)).toEqual([2, -1, -2, -1, 2]);
    expect(orthogonalPolynomial(3, 6)).toEqual([-5, 7, 4, -4, -7, 5]);
    expect(orthogonalPolynomial(4, 7)).toEqual([3, -7, 1, 6, 1, -7, 3]);
  });

  test.each([3, 8, 15, 30])('of %i categories are orthogonal to each other and to the mean', (points) => {
    const family = contrastFamily(
      'polynomial',
      Array.from({ length: points }, (_, i) => String(i)),
    ).map(({ weights }) => weights);
    expect(family).toHaveLength(Math.min(points - 1, 6));
    const all = [...family, new Array<number>(points).fill(1)];
    all.forEach((one, i) =>
      all.slice(i + 1).forEach((other) => expect(one.reduce((sum, value, j) => sum + value * other[j], 0)).toBe(0)),
    );
  });
});

describe('Families of differences', () => {
  const labels = ['a', 'b', 'c'];

  test('compare every pair once', () => {
    expect(contrastFamily('pairs', labels).map(({ label }) => label)).toEqual(['a − b', 'a − c', 'b − c']);
  });

  test('compare all others with the reference', () => {
    expect(contrastFamily('reference', labels, 1)).toEqual([
      { label: 'a − b', weights: [1, -1, 0] },
      { label: 'c − b', weights: [0, -1, 1] },
    ]);
  });

  test('compare each with the one before', () => {
    expect(contrastFamily('consecutive', labels).map(({ weights }) => weights)).toEqual([
      [-1, 1, 0],
      [0, -1, 1],
    ]);
  });

  test('are empty for a single category', () => {
    for (const family of ['pairs', 'reference', 'consecutive', 'polynomial'] as const)
      expect(contrastFamily(family, ['a'])).toEqual([]);
  });
});
