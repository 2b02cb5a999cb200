import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../engine/stats/normalQuantile.ts';
import { philox } from '../../../engine/stats/philox.ts';
import { correlation, mean, pnorm, qnorm, randomStream, variance } from '../../../engine/stats/index.ts';

function enciphered(counter: readonly number[], [key0, key1]: readonly number[]): string {
  const words = Uint32Array.from(counter);
  philox(words, key0, key1);
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');
}

describe('Philox 4x32-10', () => {
  it('gives the known answers of its authors', () => {
    const all = 0xffffffff;
    expect(enciphered([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(enciphered([all, all, all, all], [all, all])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    const pi = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
    expect(enciphered(pi, [0xa4093822, 0x299f31d0])).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
  });
});

describe('The quick normal quantile', () => {
  it('is the exact one but for rounding, in centre and tails', () => {
    for (const p of [1e-300, 1e-20, 1.3e-11, 1e-5, 0.01, 0.0749, 0.0751, 0.3, 0.6, 0.9249, 0.9251, 0.9999])
      expect(Math.abs(normalQuantile(p) / qnorm(p) - 1), `at ${p}`).toBeLessThan(1e-13);
  });
});

describe('A random stream', () => {
  const drawn = (seed: number, number: number, count: number) => {
    const stream = randomStream(seed, number);
    return Array.from({ length: count }, () => stream.normal());
  };

  it('depends on seed and number alone', () => {
    drawn(1, 4, 1000);
    expect(drawn(1, 5, 10)).toEqual(drawn(1, 5, 1000).slice(0, 10));
  });

  it('differs from its neighbours, and from other seeds, without correlation', () => {
    const base = drawn(7, 0, 20_000);
    for (const other of [drawn(7, 1, 20_000), drawn(8, 0, 20_000), drawn(7 + 2 ** 32, 0, 20_000)])
      expect(Math.abs(correlation(base, other))).toBeLessThan(4 / Math.sqrt(20_000));
  });

  it('has uniforms from 0 to below 1 with the moments of such', () => {
    const stream = randomStream(3, 0);
    const values = Float64Array.from({ length: 100_000 }, () => stream.uniform());
    expect(Math.min(...values.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value < 1)).toBe(true);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 100_000));
    expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / 100_000));
  });

  it('has normals whose shares below any point are those of the distribution', () => {
    const values = drawn(11, 2, 100_000);
    for (const z of [-3, -2, -1, 0, 0.5, 1.5, 2.5]) {
      const share = values.filter((value) => value < z).length / values.length;
      expect(Math.abs(share - pnorm(z)), `below ${z}`).toBeLessThan(4 * Math.sqrt((pnorm(z) * pnorm(z, true)) / 100_000));
    }
  });
});
