import type { Column, ColumnTable } from '../../../../engine/contract/index.ts';
import { seeded, type Seeded } from '../../../support/seeded.ts';

export const number = (name: string, values: ArrayLike<number>): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

/** Labels in the order of first appearance; null is missing. */
export function factor(name: string, labels: readonly (string | null)[]): Column {
  const levels = [...new Set(labels.filter((label) => label !== null))].sort();
  return {
    kind: 'factor',
    name,
    codes: Int32Array.from(labels, (label) => (label === null ? -1 : levels.indexOf(label))),
    levels,
    scale: 'nominal',
  };
}

export const tableOf = (...columns: Column[]): ColumnTable => {
  const [first] = columns;
  return { rows: first.kind === 'number' ? first.values.length : first.codes.length, columns };
};

/** The same rows in another order. */
export function shuffled(table: ColumnTable, seed: number): ColumnTable {
  const random = seeded(seed);
  const order = Array.from({ length: table.rows }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return { rows: table.rows, columns: table.columns.map((column) => reordered(column, order)) };
}

const reordered = (column: Column, order: readonly number[]): Column =>
  column.kind === 'number'
    ? { ...column, values: Float64Array.from(order, (i) => column.values[i]) }
    : { ...column, codes: Int32Array.from(order, (i) => column.codes[i]) };

/** Effects of so many groups with this standard deviation. */
export const effects = (random: Seeded, groups: number, sd: number): number[] =>
  Array.from({ length: groups }, () => sd * random.normal());
