import { describe, expect, it } from 'vitest';
import type { RowWindow } from '../../../main/api.ts';
import { RowCache } from '../../../renderer/sheet/rowCache.ts';

/** A cache over a table whose cells say their row and which state of the data they are from; answers come when told to. */
function cacheOf(rows: number) {
  const asked: { from: number; count: number; answer: () => Promise<void>; refuse: () => Promise<void> }[] = [];
  let state = 'old';
  let arrivals = 0;
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const cache = new RowCache(
    1,
    (from, count) => {
      const { promise, resolve, reject } = Promise.withResolvers<RowWindow>();
      const cells = Array.from({ length: count }, (_, index) => `${state} ${from + index}`);
      asked.push({
        from,
        count,
        answer: () => (resolve({ from, revision: 1, columns: [cells] }), settled()),
        refuse: () => (reject(new Error('lost')), settled()),
      });
      return promise;
    },
    () => arrivals++,
  );
  cache.renew(rows);
  return { cache, asked, arrivals: () => arrivals, change: (rows: number) => ((state = 'new'), cache.renew(rows)) };
}

describe('the cache of rows', () => {
  it('asks for the chunk in sight first, then ahead, two at a time', async () => {
    const { cache, asked } = cacheOf(10_000);
    cache.want(0, 30, 1);
    expect(asked.map(({ from }) => from)).toEqual([0, 400]);
    await asked[0].answer();
    expect(asked.map(({ from }) => from)).toEqual([0, 400, 800]);
    expect(cache.value(30, 0)).toBe('old 30');
    expect(cache.value(400, 0)).toBeUndefined();
  });

  it('asks upwards when one scrolls up', () => {
    const { cache, asked } = cacheOf(10_000);
    cache.want(4000, 4030, -1);
    expect(asked.map(({ from }) => from)).toEqual([4000, 3600]);
  });

  it('never asks beyond the last row', async () => {
    const { cache, asked } = cacheOf(450);
    cache.want(390, 449, 1);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 400],
      [400, 50],
    ]);
    await asked[0].answer();
    await asked[1].answer();
    expect(asked).toHaveLength(2);
    expect(cache.holds(0, 449)).toBe(true);
  });

  it('forgets places that were only passed through', async () => {
    const { cache, asked } = cacheOf(100_000);
    for (let row = 0; row < 90_000; row += 2000) cache.want(row, row + 30, 1);
    expect(asked).toHaveLength(2);
    await asked[0].answer();
    expect(asked[2].from).toBe(88_000);
  });

  it('shows the former rows until the changed ones are here', async () => {
    const { cache, asked, change } = cacheOf(300);
    cache.want(0, 30, 1);
    await asked[0].answer();
    change(300);
    expect(cache.value(3, 0)).toBe('old 3');
    expect(cache.holds(0, 30)).toBe(false);
    cache.want(0, 30, 1);
    await asked[1].answer();
    expect(cache.value(3, 0)).toBe('new 3');
  });

  it('asks again for rows that were under way when the data changed', async () => {
    const { cache, asked, change } = cacheOf(300);
    cache.want(0, 30, 1);
    change(300);
    cache.want(0, 30, 1);
    await asked[0].answer();
    expect(asked).toHaveLength(2);
    await asked[1].answer();
    expect(cache.value(0, 0)).toBe('new 0');
    expect(cache.holds(0, 30)).toBe(true);
  });

  it('asks again after a lost answer when the rows are wanted again', async () => {
    const { cache, asked } = cacheOf(300);
    cache.want(0, 30, 1);
    await asked[0].refuse();
    cache.want(0, 30, 1);
    expect(asked).toHaveLength(2);
  });

  it('shows a typed cell before it is confirmed', async () => {
    const { cache, asked, arrivals } = cacheOf(300);
    cache.want(0, 30, 1);
    await asked[0].answer();
    expect(arrivals()).toBe(1);
    cache.patch(2, 0, 'typed');
    cache.patch(300, 0, 'beyond');
    expect(cache.value(2, 0)).toBe('typed');
    expect(cache.value(300, 0)).toBeUndefined();
  });

  it('asks for fewer rows at once of a wide table', () => {
    expect(
      new RowCache(
        1000,
        () => Promise.reject(new Error()),
        () => undefined,
      ).chunkRows,
    ).toBe(60);
  });
});
