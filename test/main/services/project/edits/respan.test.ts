import { describe, expect, test } from 'vitest';
import { CHUNK_ROWS } from '../../../../../main/services/project/chunks.ts';
import { planRespan } from '../../../../../main/services/project/edits/respan.ts';
import type { Respan } from '../../../../../main/services/project/edits/respan.ts';
import { seeded } from '../../../../support/seeded.ts';

/** The rows that a plan makes, as runs of old row numbers; null for an empty row. */
function runs(spans: readonly number[], plan: Respan): [from: number | null, count: number][] {
  const starts = spans.map((_, i) => spans.slice(0, i).reduce((sum, span) => sum + span, 0));
  const all = plan.segments.flatMap((segment): [number | null, number][] => {
    if ('keep' in segment) return [[starts[segment.keep], spans[segment.keep]]];
    return segment.make.map(({ span, offset, count }) => [span === null ? null : starts[span] + offset, count]);
  });
  return all.reduce<[number | null, number][]>((joined, [from, count]) => {
    const last = joined.at(-1);
    const follows = last && (from === null ? last[0] === null : last[0] !== null && last[0] + last[1] === from);
    if (follows) last[1] += count;
    else if (count > 0) joined.push([from, count]);
    return joined;
  }, []);
}

const total = (spans: readonly number[]): number => spans.reduce((sum, span) => sum + span, 0);

describe('planRespan', () => {
  test('makes exactly the rows wanted from random tables', () => {
    const random = seeded(7);
    for (let trial = 0; trial < 2000; trial++) {
      const spans = Array.from({ length: random.below(5) }, () => 1 + random.below(CHUNK_ROWS));
      const at = random.below(total(spans) + 1);
      const removed = random.below(2) ? random.below(total(spans) - at + 1) : 0;
      const added = removed ? 0 : random.below(2 * CHUNK_ROWS);
      const plan = planRespan(spans, at, removed, added);
      const wanted: [number | null, number][] = [[0, at], [null, added], [at + removed, total(spans) - at - removed]];
      const kept = removed === 0 && added === 0 ? [[0, total(spans)] as [number, number]] : wanted;
      expect(runs(spans, plan)).toEqual(kept.filter(([, count]) => count > 0));
      expect(total(plan.spans)).toBe(total(spans) - removed + added);
      expect(plan.spans.every((span) => span > 0 && span <= CHUNK_ROWS)).toBe(true);
    }
  });

  test('leaves chunks alone that no row touches', () => {
    const spans = [CHUNK_ROWS, CHUNK_ROWS, CHUNK_ROWS, 500];
    expect(planRespan(spans, CHUNK_ROWS + 10, 1, 0).segments.map((segment) => 'keep' in segment)).toEqual([true, false, true, true]);
    expect(planRespan(spans, CHUNK_ROWS, CHUNK_ROWS, 0)).toEqual({ spans: [CHUNK_ROWS, CHUNK_ROWS, 500], segments: [{ keep: 0 }, { keep: 2 }, { keep: 3 }] });
  });

  test('fills the last chunk when rows are added at the end, and halves a full one that rows go into', () => {
    expect(planRespan([CHUNK_ROWS, 500], CHUNK_ROWS + 500, 0, 1).spans).toEqual([CHUNK_ROWS, 501]);
    expect(planRespan([CHUNK_ROWS], 7, 0, 1).spans).toEqual([32_768, 32_769]);
    expect(planRespan([], 0, 0, 3).spans).toEqual([3]);
  });
});
