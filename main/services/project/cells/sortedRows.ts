import type { CheckCancelled } from '../../../../engine/contract/index.ts';
import type { SortKey } from '../../../api.ts';
import type { Values } from '../chunks.ts';
import { columnNamed } from '../rowsAndColumns.ts';
import type { TableReader } from './tableReader.ts';

/** An order of a table's rows, and the state of the table that it is for. */
export interface SortedRows {
  /** Row `i` is to be the one that is row `order[i]` now. */
  readonly order: Int32Array;
  readonly revision: number;
}

/**
 * Puts rows in order by one column, then among equals by the next: numbers by size, categories by the order of their levels, missing ones
 * last whichever way. Equal rows stay in the order they have.
 */
export function sortedRows(
  { db, table, shown }: TableReader,
  by: readonly SortKey[],
  checkCancelled: CheckCancelled,
): SortedRows {
  let order = Int32Array.from({ length: table.rows }, (_, row) => row);
  for (const { column, descending } of by.toReversed()) {
    checkCancelled();
    for (const digits of digitsOf(shown(columnNamed(db, table.id, column)), descending)) order = byDigit(order, digits);
  }
  return { order, revision: table.revision };
}

/**
 * A column as numbers of 16 bits, the lowest first, that order as its values do. The bits of a positive double order as an unsigned
 * integer; those of a negative one do so turned round.
 */
export function digitsOf(values: Values, descending: boolean): Uint16Array[] {
  const words = values instanceof Float64Array ? wordsOfNumbers(values, descending) : [wordsOfCodes(values, descending)];
  return words.flatMap((word) =>
    [word.map((bits) => bits & 0xffff), word.map((bits) => bits >>> 16)].map((half) => Uint16Array.from(half)),
  );
}

function wordsOfNumbers(values: Float64Array, descending: boolean): [low: Uint32Array, high: Uint32Array] {
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  // Adding 0 makes one zero of the two.
  const bits = new Uint32Array(values.map((value) => value + 0).buffer);
  for (let i = 0; i < values.length; i++) {
    const turned = bits[2 * i + 1] >>> 31 === 1 ? 0xffffffff : 0;
    const flipped = descending ? 0xffffffff : 0;
    low[i] = bits[2 * i] ^ turned ^ flipped;
    high[i] = bits[2 * i + 1] ^ (turned || 0x80000000) ^ flipped;
    if (Number.isNaN(values[i])) low[i] = high[i] = 0xffffffff;
  }
  return [low, high];
}

function wordsOfCodes(codes: Int32Array, descending: boolean): Uint32Array {
  return Uint32Array.from(codes, (code) => (code < 0 ? 0xffffffff : descending ? 0x7fffffff - code : code));
}

/** One stable counting pass; none where all digits are the same. */
function byDigit(order: Int32Array<ArrayBuffer>, digits: Uint16Array): Int32Array<ArrayBuffer> {
  const starts = new Int32Array(65_537);
  for (const digit of digits) starts[digit + 1]++;
  if (digits.length === 0 || starts[digits[0] + 1] === digits.length) return order;
  for (let digit = 1; digit <= 65_536; digit++) starts[digit] += starts[digit - 1];
  const sorted = new Int32Array(order.length);
  for (const row of order) sorted[starts[digits[row]]++] = row;
  return sorted;
}
