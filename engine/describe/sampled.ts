import { randomStream } from '../stats/index.ts';

/**
 * So many of `count` places, taken at random but always the same ones, ascending; all where there are no more.
 *
 * @see Vitter (1985), Random sampling with a reservoir, ACM Trans. Math. Softw. 11(1), Algorithm R
 */
export function sampled(count: number, wanted: number): Int32Array {
  const taken = Int32Array.from({ length: Math.min(count, wanted) }, (_, i) => i);
  const random = randomStream(SEED, 0);
  for (let i = wanted; i < count; i++) {
    const place = Math.floor(random.uniform() * (i + 1));
    if (place < wanted) taken[place] = i;
  }
  return taken.sort();
}

const SEED = 1;
