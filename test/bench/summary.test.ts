import { describe, expect, it } from 'vitest';
import type { SideResult } from './measureRow.ts';
import { benchRows, type BenchRow } from './rows.ts';
import { summaryOf } from './summary.ts';

const row: BenchRow = { ...benchRows[0], targets: { reference: 1 / 4, openblas: 1 / 2 } };
const reference = 'R 4.2.2, BLAS /usr/lib/blas/libblas.so.3';

function side(seconds: readonly number[], change: Partial<SideResult> = {}): SideResult {
  return { runsOn: reference, seconds, criterion: 100, megabytes: 50, isWarm: true, gaveUp: null, ...change };
}

function summary(engine: SideResult | null, r: SideResult | null, of: BenchRow = row) {
  return summaryOf({ row: of, engine, r });
}

describe('The summary of a row', () => {
  it('has the median of the ratios of the pairs, not the ratio of the medians', () => {
    const { ratio } = summary(side([1, 2, 30]), side([10, 40, 60]));
    expect(ratio).toEqual({ median: 0.1, least: 0.05, most: 0.5 });
  });

  it('holds the ratio to the target of the BLAS that R ran on', () => {
    const openblas = { runsOn: 'R 4.2.2, BLAS /usr/lib/openblas-pthread/libblas.so.3' };
    expect(summary(side([1]), side([3])).isMet).toBe(false);
    expect(summary(side([1]), side([3], openblas)).isMet).toBe(true);
  });

  it('does not count a target as met when memory is over its limit', () => {
    const tight = { ...row, atMost: { megabytes: 40 } };
    expect(summary(side([1]), side([10]), tight).isMet).toBe(false);
    expect(summary(side([1], { megabytes: 39 }), side([10]), tight).isMet).toBe(true);
  });

  it('says nothing of the target where R gave up, and why it did', () => {
    const { isMet, ratio, notes } = summary(side([1]), side([], { gaveUp: 'over 900 s', criterion: null }));
    expect([isMet, ratio, notes]).toEqual([null, null, ['R: over 900 s']]);
  });

  it('says that data are absent', () => {
    expect(summary(null, null)).toMatchObject({ notes: ['data absent'], isMet: null, engineSeconds: null });
  });
});
