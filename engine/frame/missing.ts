import type { Column } from '../contract/index.ts';
import { variablesOf, type Expression } from '../formula/index.ts';
import { columnValue, hasMissing, isMissing, type Value } from './values.ts';

/** An expression of the model with its value on every row of the table. */
export interface Used {
  readonly expression: Expression;
  readonly label: string;
  readonly value: Value;
}

export interface CompleteRows {
  /** Rows in the subset and without a missing value, ascending. */
  readonly rows: Int32Array;
  /** Rows in the subset. */
  readonly candidates: number;
  readonly droppedRows: number;
  readonly droppedBy: Readonly<Record<string, number>>;
}

/**
 * The rows that have everything the model uses.
 *
 * mask  1 for the rows to choose from; null for all. A row is counted under each column it misses, and under the expression
 *       itself where that is missing though its columns are there, as log(x) of a negative number is.
 */
export function completeRows(
  used: readonly Used[],
  columns: ReadonlyMap<string, Column>,
  n: number,
  mask: Uint8Array | null,
): CompleteRows {
  const missed = new Map<string, Uint8Array>();
  const dropped = new Uint8Array(n);
  for (const one of used) if (hasMissing(one.value)) markMissing(one, columns, mask, dropped, missed);
  const rows = keptRows(dropped, mask);
  const candidates = mask ? total(mask) : n;
  const droppedBy = Object.fromEntries([...missed].map(([name, flags]) => [name, total(flags)]));
  return { rows, candidates, droppedRows: candidates - rows.length, droppedBy };
}

function markMissing(
  used: Used,
  columns: ReadonlyMap<string, Column>,
  mask: Uint8Array | null,
  dropped: Uint8Array,
  missed: Map<string, Uint8Array>,
) {
  const { value } = used;
  const from = variablesOf(used.expression).map((name) => ({ name, value: columnValue(columns.get(name)!) }));
  for (let i = 0; i < dropped.length; i++) {
    if (!isMissing(value, i) || (mask !== null && mask[i] === 0)) continue;
    dropped[i] = 1;
    const culprits = from.filter((column) => isMissing(column.value, i)).map(({ name }) => name);
    for (const name of culprits.length > 0 ? culprits : [used.label]) flagsOf(name, missed, dropped.length)[i] = 1;
  }
}

function flagsOf(name: string, missed: Map<string, Uint8Array>, n: number): Uint8Array {
  const known = missed.get(name);
  if (known) return known;
  const flags = new Uint8Array(n);
  missed.set(name, flags);
  return flags;
}

function keptRows(dropped: Uint8Array, mask: Uint8Array | null): Int32Array {
  const rows = new Int32Array(dropped.length);
  let count = 0;
  for (let i = 0; i < dropped.length; i++) if (dropped[i] === 0 && (mask === null || mask[i] === 1)) rows[count++] = i;
  return rows.slice(0, count);
}

function total(flags: Uint8Array): number {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
