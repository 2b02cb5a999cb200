import type { Column, ColumnTable, Criterion, ModelSpec } from '../../engine/contract/index.ts';
import { seeded, type Seeded } from './seeded.ts';

/** A model as a person may state it on a few dozen rows, and the rows. */
export interface OfferedStudy {
  readonly spec: ModelSpec;
  readonly table: ColumnTable;
}

const FIXED = [
  '1', 'x', 'x + z', 'f', 'x * f', 'f * h', 'x + copy', 'f + twin', 'o + x', 'o * f', 'l', 'l * x', 'poly(x, 2)', 'poly(x, 2) * f', 'ns(x, 3)', 'bs(x, df = 4) + f',
  'scale(x) * scale(z)', 'log(1 + z) + I(x^2)', 'factor(z)', 'factor(z) * x', 'within(x, g) + between(x, g)', 'within(x, g) * f', 'x * z', 'x * z * f', 'f / x', '0 + f',
  '0 + f + x', '0 + x', 'x:f', 'f:h', '`body weight` + f', '`body weight` * `the group`', 'x + offset(z)', 'still + x', 'big + f', 'x + f + h + z + l', 'exp(x) + f:x', 'f * o * l',
]; // prettier-ignore
const RANDOM = ['(1 | g)', '(x | g)', '(x || g)', '(0 + x | g)', '(1 | k)', '(1 | g/c)', '(1 | g:k)', '(f | k)', '(0 + f | k)', '(within(x, g) | g)', '(1 | `the group`)', '(x + z | g)', '(poly(x, 2) | g)']; // prettier-ignore
const CODINGS = ['treatment', 'sum', 'helmert', 'polynomial', 'difference'] as const;

/**
 * Unbalanced, crossed and nested groups of 16 to 60 rows with empty combinations, columns that say the same, one that never varies, one of
 * millions; names with spaces; ordered and logical columns; codings, weights, offsets and conditions by chance; half with random terms.
 */
export function offeredStudy(seed: number): OfferedStudy {
  const random = seeded(seed * 15485863 + 7);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const often = (share: number) => random.uniform() < share;
  const rows = 16 + random.below(45);
  const f = factor('f', rows, 2 + random.below(3), random);
  const g = factor('g', rows, 3 + random.below(6), random);
  const k = factor('k', rows, 2 + random.below(4), random);
  const x = numbers(rows, () => random.normal());
  const z = numbers(rows, () => random.below(4));
  const [byG, byK] = [pick([0, 0.5, 2]), pick([0, 1])].map((sd) => numbers(9, () => sd * random.normal()));
  const y = x.map((value, i) => 5 + value + f.codes[i] + byG[g.codes[i]] * (1 + value / 2) + byK[k.codes[i]] + random.normal());
  if (often(0.3)) for (let i = 0; i < 3; i++) x[random.below(rows)] = NaN;
  const columns: Column[] = [
    { kind: 'number', name: 'y', values: y },
    { kind: 'number', name: 'x', values: x },
    { kind: 'number', name: 'z', values: z },
    { kind: 'number', name: 'copy', values: x.map((value) => 3 - 2 * value) },
    { kind: 'number', name: 'still', values: numbers(rows, () => 4) },
    { kind: 'number', name: 'big', values: numbers(rows, () => 2e6 + 1e5 * random.normal()) },
    { kind: 'number', name: 'body weight', values: numbers(rows, () => 70 + 10 * random.normal()) },
    { kind: 'number', name: 'w', values: numbers(rows, () => 0.5 + 2 * random.uniform()) },
    ...[f, g, k, factor('h', rows, 2, random), factor('c', rows, 2, random), factor('the group', rows, 4, random)],
    { ...f, name: 'twin', levels: f.levels.map((level) => `also ${level}`) },
    { ...factor('o', rows, 3, random), scale: 'ordinal' },
    { ...factor('l', rows, 2, random), levels: ['FALSE', 'TRUE'], scale: 'logical' },
  ];
  const terms = often(0.7) ? new Set([pick(RANDOM), ...(often(0.4) ? [pick(RANDOM)] : [])]) : [];
  const outcome = pick(['y', 'y', 'y', 'log(y + 40)', 'scale(y)']);
  const spec: ModelSpec = {
    kind: 'model',
    formula: [`${outcome} ~ ${pick(FIXED)}`, ...terms].join(' + '),
    criterion: pick<Criterion>(['REML', 'ML']),
    ...(often(0.3) ? { weights: 'w' } : {}),
    ...(often(0.2) ? { offset: pick(['z', 'body weight']) } : {}),
    ...(often(0.15) ? { subset: pick(['z < 3', 'f != "f0"', 'x > -1 & h == "h0"']) } : {}),
    ...(often(0.3) ? { contrasts: { f: often(0.4) ? customComparisons(f.levels) : pick(CODINGS) } } : {}),
  };
  return { spec, table: { rows, columns } };
}

/** The first level against the mean of the others; and, where there are three, the second against the third. */
function customComparisons(levels: readonly string[]) {
  const [first, ...others] = levels;
  const rest = Object.fromEntries(others.map((level) => [level, -1 / others.length]));
  const pair = levels.length > 2 ? [{ name: 'second and third', weights: { [levels[1]]: 1, [levels[2]]: -1 } }] : [];
  return { kind: 'custom', comparisons: [{ name: 'first and rest', weights: { [first]: 1, ...rest } }, ...pair] } as const;
}

function numbers(count: number, next: () => number): Float64Array {
  return Float64Array.from({ length: count }, next);
}

/** Later levels are rarer, so that combinations are missing. */
function factor(name: string, rows: number, count: number, random: Seeded) {
  const codes = Int32Array.from({ length: rows }, () => Math.floor(count * random.uniform() ** 1.3));
  const levels = Array.from({ length: count }, (_, i) => (name.includes(' ') ? `no ${i} "of" ${name}` : `${name}${i}`));
  return { kind: 'factor', name, codes, levels, scale: 'nominal' } as const;
}
