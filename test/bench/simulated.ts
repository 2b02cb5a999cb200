/**
 * Simulated data of the benchmark, each from a fixed seed: the same numbers on every machine.
 */
import type { Column, ColumnTable } from '../../engine/contract/index.ts';
import { seeded, type Seeded } from '../support/seeded.ts';

/** Random intercepts (SD 1.2) and correlated slopes of x1 over equally likely groups; residual SD 1.5. */
export function slopesOverGroups(rows: number, groups: number): ColumnTable {
  const random = seeded(20240501);
  const g = codes(random, rows, groups);
  const x1 = normals(random, rows);
  const x2 = Float64Array.from({ length: rows }, () => random.uniform());
  const x3 = Float64Array.from({ length: rows }, () => Number(random.uniform() < 0.4));
  const x4 = normals(random, rows);
  const intercepts = normals(random, groups, 1.2);
  const slopes = normals(random, groups, 0.5).map((slope, group) => slope + 0.2 * intercepts[group]);
  const y = normals(random, rows, 1.5).map((residual, i) => {
    const fixed = 2 + 0.5 * x1[i] - 0.3 * x2[i] + 0.8 * x3[i] + 0.1 * x4[i];
    return fixed + intercepts[g[i]] + slopes[g[i]] * x1[i] + residual;
  });
  const predictors = { x1, x2, x3, x4 };
  const numbers = Object.entries({ y, ...predictors }).map(([name, values]): Column => ({ kind: 'number', name, values }));
  return { rows, columns: [...numbers, factor('g', g, groups)] };
}

/** Two factors of as many levels each, met at random: elimination in any order fills the factor. */
export function crossedAtRandom(rows: number, levels: number): ColumnTable {
  const random = seeded(20240503);
  const a = codes(random, rows, levels);
  return crossed(random, a, codes(random, rows, levels), levels);
}

/** People and places: each level of a meets only the seven levels of b around its own number. */
export function crossedNearby(rows: number, levels: number): ColumnTable {
  const random = seeded(20240504);
  const a = codes(random, rows, levels);
  const b = a.map((person) => (person + random.below(7) - 3 + levels) % levels);
  return crossed(random, a, b, levels);
}

function crossed(random: Seeded, a: Int32Array, b: Int32Array, levels: number): ColumnTable {
  const rows = a.length;
  const x = normals(random, rows);
  const ofA = normals(random, levels, 0.8);
  const ofB = normals(random, levels, 0.6);
  const y = normals(random, rows).map((residual, i) => 1 + 0.3 * x[i] + ofA[a[i]] + ofB[b[i]] + residual);
  const numbers: Column[] = [
    { kind: 'number', name: 'y', values: y },
    { kind: 'number', name: 'x', values: x },
  ];
  return { rows, columns: [...numbers, factor('a', a, levels), factor('b', b, levels)] };
}

function normals(random: Seeded, count: number, sd = 1): Float64Array {
  return Float64Array.from({ length: count }, () => sd * random.normal());
}

function codes(random: Seeded, rows: number, levels: number): Int32Array {
  return Int32Array.from({ length: rows }, () => random.below(levels));
}

/** Levels that no row drew are left out, as R's `factor` does. */
function factor(name: string, drawn: Int32Array, levels: number): Column {
  const isUsed = new Uint8Array(levels);
  drawn.forEach((code) => (isUsed[code] = 1));
  const used = [...isUsed.keys()].filter((code) => isUsed[code]);
  const place = new Int32Array(levels);
  used.forEach((code, at) => (place[code] = at));
  return {
    kind: 'factor',
    name,
    codes: drawn.map((code) => place[code]),
    levels: used.map((code) => String(code + 1)),
    scale: 'nominal',
  };
}
