import type { Column } from '../../../../engine/contract/index.ts';
import type { KeyPair } from '../../../api.ts';
import { numberOf } from './convert.ts';
import { proposeMatches } from './matchColumns.ts';
import { fileColumn, fileColumns, tableColumns } from './plan.ts';
import type { Both } from './plan.ts';

/** The key of each row; null where part of it is missing. */
export type Keys = readonly (string | null)[];

const between = '\u0000';

/** The key as its parts, for showing. */
export const partsOf = (key: string): string[] => key.split(between);

/**
 * The keys of all rows from the columns that make them. Where the other side has numbers, labels that spell a number count as that number, so
 * that `7` finds 7.
 */
export function keysOf(columns: readonly Column[], others: readonly Column[]): Keys {
  const texts = columns.map((column, j) => textsOf(column, others[j].kind === 'number'));
  const rows = rowCount(columns[0]);
  if (texts.length === 1) return Array.from({ length: rows }, (_, i) => texts[0](i));
  return Array.from({ length: rows }, (_, i) => {
    const parts = texts.map((text) => text(i));
    return parts.includes(null) ? null : parts.join(between);
  });
}

export const rowCount = (column: Column): number => (column.kind === 'number' ? column.values.length : column.codes.length);

function textsOf(column: Column, numeric: boolean): (row: number) => string | null {
  if (column.kind === 'number') return (row) => (Number.isNaN(column.values[row]) ? null : String(column.values[row]));
  const labels = column.levels.map((label) => {
    const value = numeric ? numberOf(label) : NaN;
    return Number.isNaN(value) ? label : String(value);
  });
  return (row) => labels[column.codes[row]] ?? null;
}

/** Rows looked at for a proposal. */
const looked = 200_000;
/** Share of the file's keys that the table must have for columns of different names to be proposed. */
const enough = 0.5;

interface Candidate extends KeyPair {
  readonly sameName: boolean;
  readonly isUnique: boolean;
  readonly overlap: number;
}

/**
 * Columns that are likely to be the key: of the same name, one or as many as it takes to name each row of the file once; otherwise one of another
 * name whose values are the same.
 */
export function proposeKeys(both: Both): KeyPair[] {
  const named = proposeMatches(fileColumns(both), tableColumns(both)).filter(
    ({ reason }) => reason !== null && reason !== 'order',
  );
  const found = [...candidates(both, named)].sort((a, b) => scoreOf(b) - scoreOf(a));
  const same = found.filter(({ sameName, overlap }) => sameName && overlap > 0);
  const other = found.find(({ isUnique: unique, overlap, sameName }) => !sameName && unique && overlap >= enough);
  const together = uniqueTogether(both, same);
  const best = together ?? (other ? [other] : same.slice(0, 1));
  return best.map(({ table, file }) => ({ table, file }));
}

/** The first of the candidates that together name each row of the file once; null where all of them do not. */
function uniqueTogether(both: Both, found: readonly Candidate[]): Candidate[] | null {
  for (let count = 1; count <= found.length; count++) {
    const some = found.slice(0, count);
    if (isUnique(keysInFile(both, some))) return some;
  }
  return null;
}

const scoreOf = ({ sameName, isUnique: unique, overlap }: Candidate): number => (unique ? 2 : 0) + (sameName ? 1 : 0) + overlap;

function* candidates(both: Both, named: readonly { file: string; to: string | null }[]): Generator<Candidate> {
  const mayBe = (column: Column): boolean => column.kind === 'factor' || isWhole(column.values);
  const tables = new Map<string, { column: Column; keys: Set<string> }>();
  const tableSide = (name: string): { column: Column; keys: Set<string> } => {
    const column = both.beside.cells(name);
    const side = tables.get(name) ?? { column, keys: new Set(front(keysOf([column], [column]))) };
    tables.set(name, side);
    return side;
  };
  for (const { name: file } of fileColumns(both)) {
    const column = fileColumn(both, file);
    const same = named.find((match) => match.file === file)?.to ?? null;
    if (same === null && !mayBe(column)) continue;
    const keys = keysOf([column], [column]);
    const unique = isUnique(keys);
    if (same === null && !unique) continue;
    const distinct = new Set(front(keys));
    const against = same === null ? tableColumns(both).map(({ name }) => name) : [same];
    for (const table of against) {
      const side = tableSide(table);
      if (same === null && !mayBe(side.column)) continue;
      yield { table, file, sameName: same !== null, isUnique: unique, overlap: shareIn(distinct, side.keys) };
    }
  }
}

const front = (keys: Keys): string[] => keys.slice(0, looked).filter((key) => key !== null);

const isWhole = (values: Float64Array): boolean => values.every((value) => Number.isNaN(value) || Number.isInteger(value));

function shareIn(keys: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const key of keys) if (others.has(key)) shared++;
  return keys.size === 0 ? 0 : shared / Math.min(keys.size, others.size || 1);
}

function keysInFile(both: Both, pairs: readonly KeyPair[]): Keys {
  const columns = pairs.map(({ file }) => fileColumn(both, file));
  return keysOf(columns, columns);
}

function isUnique(keys: Keys): boolean {
  const there = keys.filter((key) => key !== null);
  return there.length > 0 && new Set(there).size === there.length;
}
