import type { CellSearch, ValueLabel } from '../../../api.ts';
import type { Values } from '../chunks.ts';
import { rowsByColumn } from '../edits/clear.ts';
import { parseNumber } from '../edits/parseCells.ts';
import { levelLabels } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { TableReader } from './tableReader.ts';

/** Whether a text is one that is looked for. */
export function textTest({ text, whole, matchCase }: CellSearch): (text: string) => boolean {
  const fold = (each: string): string => (matchCase ? each : each.toLocaleLowerCase());
  const wanted = fold(text);
  if (whole) return (each) => fold(each) === wanted;
  return wanted === '' ? () => false : (each) => fold(each).includes(wanted);
}

/** The rows of a column, among those searched, whose cells are looked for; ascending. An empty text is the missing cell. */
export function rowsFound(
  reader: TableReader,
  column: KeptColumn,
  search: CellSearch,
  check: () => void,
  labels = true,
): Int32Array {
  const test = column.kind === 'number' ? numberTest(reader, column, search, labels) : levelTest(reader, column, search);
  return rowsWhere(reader.kept(column), rowsSearched(reader, column, search), test, check);
}

/** null: all. */
function rowsSearched({ table }: TableReader, { name }: KeptColumn, { ranges }: CellSearch): Int32Array | null {
  return ranges && (rowsByColumn(ranges, table.rows).get(name) ?? new Int32Array(0));
}

/** Rows looked at between two looks at the stop file. */
const AT_ONCE = 16_384;

function rowsWhere(values: Values, rows: Int32Array | null, test: (value: number) => boolean, check: () => void): Int32Array {
  const count = rows?.length ?? values.length;
  const found = new Int32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) {
    if (i % AT_ONCE === 0) check();
    const row = rows ? rows[i] : i;
    if (test(values[row])) found[n++] = row;
  }
  return found.slice(0, n);
}

/** Whole numbers are compared as numbers, so that 1.50 finds 1.5; parts of them as they are written. */
function numberTest(reader: TableReader, column: KeptColumn, search: CellSearch, labels: boolean): (value: number) => boolean {
  const { text, whole } = search;
  if (text === '') return whole ? Number.isNaN : () => false;
  const test = textTest(search);
  const labelled = new Set(labels ? valuesLabelled(column.properties.valueLabels ?? [], test) : []);
  const number = whole ? parseNumber(text.trim(), reader.decimal) : null;
  if (whole) return (value) => value === number || labelled.has(value);
  return (value) => (!Number.isNaN(value) && test(numberText(value, reader.decimal))) || labelled.has(value);
}

function valuesLabelled(labels: readonly ValueLabel[], test: (text: string) => boolean): number[] {
  return labels.filter(({ label }) => test(label)).map(({ value }) => Number(value));
}

export const numberText = (value: number, decimal: '.' | ','): string => String(value).replace('.', decimal);

function levelTest({ db }: TableReader, { id }: KeptColumn, search: CellSearch): (code: number) => boolean {
  if (search.text === '') return search.whole ? (code) => code < 0 : () => false;
  const found = levelLabels(db, id).map(textTest(search));
  return (code) => code >= 0 && found[code];
}
