import type { MadeDesign, MadeFactor } from './randomDesign.ts';
import { seeded } from './seeded.ts';

type Column = 0 | 1 | 2;
/** Columns of each term: intercept 0, x 1, z 2. */
const SHAPES: readonly (readonly (readonly Column[])[])[] = [
  [[0]],
  [[0]],
  [[0, 1]],
  [[0], [1]],
  [[0, 1, 2]],
  [[1]],
  [[0, 2]],
  [[1, 2]],
];
const SDS = [0, 0, 0.1, 0.3, 1, 5];
const NAMES = ['a', 'b', 'c'];

/** A small design with one to three factors, many of their variances zero, few levels, sometimes weights and a large shift. */
export function awkwardDesign(seed: number): MadeDesign {
  const random = seeded(seed * 7919 + 1);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const factors: MadeFactor[] = [];
  const count = 1 + random.below(3);
  for (let i = 0; i < count; i++) {
    const within = i > 0 && random.uniform() < 0.3 ? factors[i - 1] : undefined;
    const levels = Math.max(2 + random.below(pick([6, 12, 30])), within === undefined ? 0 : 2 * within.levels);
    const terms = pick(SHAPES).map((term) => term.map((column) => ({ column, sd: pick(SDS) })));
    factors.push({ name: NAMES[i], levels, terms, within: within?.name });
  }
  const effects = factors.reduce((sum, { levels, terms }) => sum + levels * terms.flat().length, 0);
  const n = effects + 6 + random.below(pick([4, 20, 80]));
  return { seed, n, factors, weighted: random.uniform() < 0.3, shift: random.uniform() < 0.15 ? 1e4 : 0 };
}
