import { describe, expect, it } from 'vitest';
import { contrastCoding, dummyCoding } from '../../../engine/frame/contrasts.ts';
import { reference } from './frameReference.ts';

const letters = (count: number) => Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i));

describe('contrastCoding', () => {
  it.each(reference.contrasts.map((one) => [one.name, one.levels, one] as const))(
    'gives the %s contrasts of %i levels as R',
    (name, levels, want) => {
      const { columns } = contrastCoding(name, 'f', letters(levels));
      expect(columns.length).toBe(levels - 1);
      want.columns.flat().forEach((value, i) => expect(columns[Math.floor(i / levels)][i % levels]).toBeCloseTo(value, 10));
    },
  );

  it('names treatment columns by level and the others by number or degree', () => {
    const suffixes = (name: 'treatment' | 'sum' | 'helmert' | 'polynomial') => contrastCoding(name, 'f', letters(5)).suffixes;
    expect(suffixes('treatment')).toEqual(['b', 'c', 'd', 'e']);
    expect(suffixes('sum')).toEqual(['1', '2', '3', '4']);
    expect(suffixes('helmert')).toEqual(['1', '2', '3', '4']);
    expect(suffixes('polynomial')).toEqual(['.L', '.Q', '.C', '^4']);
  });

  it('keeps polynomial contrasts orthonormal at ninety-five levels', () => {
    const { columns } = contrastCoding('polynomial', 'f', letters(95));
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    for (let j = 0; j < 94; j++)
      for (let k = 0; k <= j; k++) expect(dot(columns[j], columns[k])).toBeCloseTo(j === k ? 1 : 0, 12);
  });

  it('refuses polynomial contrasts of more levels than they can bear', () => {
    expect(() => contrastCoding('polynomial', 'f', letters(96))).toThrow('96 categories');
  });

  it('has one 0/1 column per level where no contrast is taken', () => {
    expect(dummyCoding(['u', 'v']).columns.map((column) => [...column])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});
