/**
 * Tables that R has saved: `.rds` with one, `.RData` with any number of them.
 */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { LookedAt } from '../../lookAtFile.ts';
import type { CodedFile, CodedVariable, TimeFormat } from '../codedFile.ts';
import { frontRows } from '../codedFile.ts';
import { DamagedFile } from '../fileBytes.ts';
import type { CellTaker } from '../takers.ts';
import { unserialize, type RList, type RTexts, type RValue, type RVector } from './unserialize.ts';

type RColumn = RVector | RTexts;

/** Unpacked bytes beyond which a file means harm. */
const mostBytes = 2 ** 30;

/** @param table which of several tables; the first where it is not said. @throws DamagedFile */
export async function openR(file: LookedAt, table?: string): Promise<CodedFile> {
  const found = tablesIn(unserialize(unpacked(await readFile(file.path))));
  const names = [...found.keys()];
  const chosen = table ?? names[0];
  const data = found.get(chosen);
  if (!data) throw new DamagedFile('There is no table in it');
  const columns = data.values.filter((value): value is RColumn => ['logical', 'integer', 'real', 'text'].includes(value.kind));
  const rows = Math.max(0, ...columns.map(({ values }) => values.length));
  if (columns.length === 0 || columns.some(({ values }) => values.length !== rows))
    throw new DamagedFile('Its columns differ in length');
  return {
    variables: columns.map((column) => variableOf(column, nameOf(data, column))),
    declaredRows: rows,
    encoding: 'utf-8',
    tables: names,
    table: chosen,
    rows: async (takers, extent, hooks) => {
      const count = extent === 'front' ? Math.min(rows, frontRows) : rows;
      columns.forEach((column, j) => {
        hooks.checkCancelled();
        takeCells(takers[j], column, count);
        hooks.onProgress({ stage: 'read', done: j + 1, total: columns.length });
      });
      return count;
    },
    close: async () => undefined,
  };
}

/** Compressed by gzip, or not at all; other ways of R's are refused by their marks. */
function unpacked(bytes: Buffer): Buffer {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflated(bytes) : bytes;
  const mark = plain.toString('latin1', 0, 5);
  return mark === 'RDX3\n' || mark === 'RDX2\n' ? plain.subarray(5) : plain;
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (thrown) {
    throw new DamagedFile(`It does not unpack: ${String(thrown)}`);
  }
}

function tablesIn(value: RValue): Map<string, RList> {
  const named: readonly (readonly [string, RValue])[] = value.kind === 'pairs' ? [...value.values] : [['data', value]];
  return new Map(
    named.flatMap(([name, one]) => (one.kind === 'list' && classesOf(one).includes('data.frame') ? [[name, one]] : [])),
  );
}

const textsOf = (value: RValue | undefined): string[] =>
  value?.kind === 'text' ? value.values.map((text) => text?.toString() ?? '') : [];
const classesOf = ({ attributes }: RValue): string[] => textsOf(attributes.get('class'));
const nameOf = (data: RList, column: RColumn): string => textsOf(data.attributes.get('names'))[data.values.indexOf(column)] ?? '';

function variableOf(column: RColumn, name: string): CodedVariable {
  const classes = classesOf(column);
  return {
    name,
    label: textsOf(column.attributes.get('label'))[0] ?? '',
    kind: column.kind === 'text' ? 'text' : 'number',
    valueLabels: labelsOf(column, classes),
    measure: classes.includes('ordered') ? 'ordinal' : null,
    declaredMissing: declaredMissing(column),
    time: timeOf(column, classes),
  };
}

/** Levels of a factor by their place, labels of a labelled vector by its values, TRUE and FALSE of a logical one. */
function labelsOf(column: RColumn, classes: readonly string[]): ReadonlyMap<number | string, string> {
  if (classes.includes('factor')) return new Map(textsOf(column.attributes.get('levels')).map((level, i) => [i + 1, level]));
  if (column.kind === 'logical') return new Map(['FALSE', 'TRUE'].map((label, i) => [i, label]));
  const labels = column.attributes.get('labels');
  const names = textsOf(labels?.attributes.get('names'));
  const known = plainValues(labels).map((key, i): [number | string, string] => [key, names[i] ?? '']);
  return new Map(known.filter(([key]) => !Number.isNaN(key)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function declaredMissing({ attributes }: RColumn): CodedVariable['declaredMissing'] {
  const values = plainValues(attributes.get('na_values'));
  const [low, high] = plainValues(attributes.get('na_range'));
  const range = typeof low === 'number' && typeof high === 'number' ? ([low, high] as const) : null;
  return values.length === 0 && range === null ? null : { values, range };
}

/** Numbers or texts of a vector; nothing of anything else. */
function plainValues(value: RValue | undefined): (number | string)[] {
  if (value?.kind === 'text') return textsOf(value);
  return value?.kind === 'real' || value?.kind === 'integer' ? [...value.values] : [];
}

function timeOf({ kind, attributes }: RColumn, classes: readonly string[]): TimeFormat | null {
  if (kind === 'text' || kind === 'logical') return null;
  if (classes.includes('Date')) return { unit: 'day', origin: 0, shows: 'date' };
  if (classes.includes('POSIXct')) return { unit: 'second', origin: 0, shows: 'dateTime' };
  const unit = textsOf(attributes.get('units'))[0];
  return (classes.includes('hms') || classes.includes('difftime')) && unit === 'secs'
    ? { unit: 'second', origin: 0, shows: 'time' }
    : null;
}

const missingWhole = -(2 ** 31);

function takeCells(taker: CellTaker, column: RColumn, count: number): void {
  for (let row = 0; row < count; row++) {
    const value = column.values[row];
    if (taker.kind === 'number')
      taker.add(column.kind !== 'real' && value === missingWhole ? NaN : finiteOrMissing(value as number));
    else if (value === null) taker.addBytes(empty, 0, 0);
    else taker.addBytes(value as Buffer, 0, (value as Buffer).length);
  }
}

const empty = Buffer.alloc(0);
const finiteOrMissing = (value: number): number => (Number.isFinite(value) ? value : NaN);
