import type { Column, ColumnTable } from '../../engine/contract/index.ts';
import { seeded, type Seeded } from './seeded.ts';

/** A formula and the few rows it is for, with all that real data get wrong. */
export interface SmallStudy {
  readonly formula: string;
  readonly table: ColumnTable;
  readonly weights?: string;
}

const FIXED = ['1', 'x', 'x + z', 'f', 'x + f', 'x * f', 'x + copy', 'f + z + copy', '0 + f', 'f * h'];
const RANDOM = ['(1 | g)', '(x | g)', '(x || g)', '(0 + x | g)', '(1 | k)', '(z | k)', '(1 | g/c)', '(1 | g:k)', '(0 + f | k)'];

/**
 * Unbalanced groups, nested and crossed, of 14 to 44 rows: empty combinations of the factors f and h, `copy` a multiple of x, missing values, a
 * third with weights, variances that are often zero.
 */
export function smallStudy(seed: number): SmallStudy {
  const random = seeded(seed * 104729 + 11);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const rows = 14 + random.below(31);
  const x = numbers(rows, () => random.normal());
  const z = numbers(rows, () => random.below(4));
  const f = factor('f', rows, 2 + random.below(2), random);
  const h = factor('h', rows, 2, random);
  const g = factor('g', rows, 3 + random.below(5), random);
  const k = factor('k', rows, 2 + random.below(4), random);
  const c = factor('c', rows, 2, random);
  const sds = [pick([0, 0.3, 2]), pick([0, 0, 1]), pick([0, 1])];
  const [byG, slopeByG, byK] = sds.map((sd) => numbers(8, () => sd * random.normal()));
  const y = x.map((value, i) => 1 + value + byG[g.codes[i]] + value * slopeByG[g.codes[i]] + byK[k.codes[i]] + random.normal());
  if (random.uniform() < 0.3) for (let i = 0; i < 3; i++) x[random.below(rows)] = NaN;
  const terms = new Set([pick(RANDOM), ...(random.uniform() < 0.6 ? [pick(RANDOM)] : []), ...(random.uniform() < 0.2 ? [pick(RANDOM)] : [])]); // prettier-ignore
  const columns: Column[] = [
    { kind: 'number', name: 'y', values: y },
    { kind: 'number', name: 'x', values: x },
    { kind: 'number', name: 'z', values: z },
    { kind: 'number', name: 'copy', values: x.map((value) => 3 - 2 * value) },
    { kind: 'number', name: 'w', values: numbers(rows, () => 0.5 + 2 * random.uniform()) },
    ...[f, h, g, k, c],
  ];
  const formula = `y ~ ${pick(FIXED)} + ${[...terms].join(' + ')}`;
  return { formula, table: { rows, columns }, ...(random.uniform() < 0.3 ? { weights: 'w' } : {}) };
}

function numbers(count: number, next: () => number): Float64Array {
  return Float64Array.from({ length: count }, next);
}

/** Later levels are rarer, so that combinations are missing. */
function factor(name: string, rows: number, count: number, random: Seeded) {
  const codes = Int32Array.from({ length: rows }, () => Math.floor(count * random.uniform() ** 1.4));
  return {
    kind: 'factor',
    name,
    codes,
    levels: Array.from({ length: count }, (_, i) => `${name}${i}`),
    scale: 'nominal',
  } as const;
}
