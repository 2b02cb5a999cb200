import { describe, expect, it } from 'vitest';
import type { RowWindow } from '../../../main/api.ts';
import { RowCache } from '../../../renderer/sheet/rowCache.ts';

/** A cache over a table whose cells say their row and which state of the data they are from; answers come when told to. */
function cacheOf(rows: number) {
  const asked: {
    from: number;
    count: number;
    columns: readonly string[];
    answer: () => Promise<void>;
    refuse: () => Promise<void>;
  }[] = [];
  let state = 'old';
  let arrivals = 0;
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const cache = new RowCache(
    1,
    (from, count, columns) => {
      const { promise, resolve, reject } = Promise.withResolvers<RowWindow>();
      const cells = Array.from({ length: count }, (_, index) => `${state} ${from + index}`);
      asked.push({
        from,
        count,
        columns,
        answer: () => (resolve({ from, revision: 1, columns: columns.map(() => cells) }), settled()),
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
    cache.want(0, 30, 1, ['a']);
    expect(asked.map(({ from }) => from)).toEqual([0, 400]);
    await asked[0].answer();
    expect(asked.map(({ from }) => from)).toEqual([0, 400, 800]);
    expect(cache.value(30, 'a')).toBe('old 30');
    expect(cache.value(400, 'a')).toBeUndefined();
  });

  it('asks upwards when one scrolls up', () => {
    const { cache, asked } = cacheOf(10_000);
    cache.want(4000, 4030, -1, ['a']);
    expect(asked.map(({ from }) => from)).toEqual([4000, 3600]);
  });

  it('never asks beyond the last row', async () => {
    const { cache, asked } = cacheOf(450);
    cache.want(390, 449, 1, ['a']);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 400],
      [400, 50],
    ]);
    await asked[0].answer();
    await asked[1].answer();
    expect(asked).toHaveLength(2);
    expect(cache.holds(0, 449, ['a'])).toBe(true);
  });

  it('forgets places that were only passed through', async () => {
    const { cache, asked } = cacheOf(100_000);
    for (let row = 0; row < 90_000; row += 2000) cache.want(row, row + 30, 1, ['a']);
    expect(asked).toHaveLength(2);
    await asked[0].answer();
    expect(asked[2].from).toBe(88_000);
  });

  it('shows the former rows until the changed ones are here', async () => {
    const { cache, asked, change } = cacheOf(300);
    cache.want(0, 30, 1, ['a']);
    await asked[0].answer();
    change(300);
    expect(cache.value(3, 'a')).toBe('old 3');
    expect(cache.holds(0, 30, ['a'])).toBe(false);
    cache.want(0, 30, 1, ['a']);
    await asked[1].answer();
    expect(cache.value(3, 'a')).toBe('new 3');
  });

  it('asks again for rows that were under way when the data changed', async () => {
    const { cache, asked, change } = cacheOf(300);
    cache.want(0, 30, 1, ['a']);
    change(300);
    cache.want(0, 30, 1, ['a']);
    await asked[0].answer();
    expect(asked).toHaveLength(2);
    await asked[1].answer();
    expect(cache.value(0, 'a')).toBe('new 0');
    expect(cache.holds(0, 30, ['a'])).toBe(true);
  });

  it('asks again after a lost answer when the rows are wanted again', async () => {
    const { cache, asked } = cacheOf(300);
    cache.want(0, 30, 1, ['a']);
    await asked[0].refuse();
    cache.want(0, 30, 1, ['a']);
    expect(asked).toHaveLength(2);
  });

  it('shows a typed cell before it is confirmed', async () => {
    const { cache, asked, arrivals } = cacheOf(300);
    cache.want(0, 30, 1, ['a']);
    await asked[0].answer();
    expect(arrivals()).toBe(1);
    cache.patch(2, 'a', 'typed');
    cache.patch(300, 'a', 'beyond');
    expect(cache.value(2, 'a')).toBe('typed');
    expect(cache.value(300, 'a')).toBeUndefined();
  });

  it('asks for further columns only when they come into sight', async () => {
    const { cache, asked } = cacheOf(300);
    cache.want(0, 30, 1, ['a']);
    await asked[0].answer();
    cache.want(0, 30, 1, ['a', 'b']);
    expect(asked[1].columns).toEqual(['b']);
    await asked[1].answer();
    expect(cache.holds(0, 30, ['a', 'b'])).toBe(true);
    expect(cache.value(5, 'b')).toBe('old 5');
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
