import { fiveNumbers, mean, sd } from '../../stats/index.ts';

/** How the suite reports a vector: its size, five numbers, mean, SD and first ten values. */
export function summaryOf(values: ArrayLike<number>) {
  const [min, q1, median, q3, max] = fiveNumbers(values);
  return { n: values.length, min, q1, median, q3, max, mean: mean(values), sd: sd(values), first10: firstTen(values) };
}

export function firstTen(values: ArrayLike<number>): number[] {
  return Array.from({ length: Math.min(values.length, 10) }, (_, i) => values[i]);
}

/** {name: value}. */
export function named<T>(names: readonly string[], value: (index: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, index) => [name, value(index)]));
}
